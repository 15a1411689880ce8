/** One step of the schema. Numbers go in tens, so that a step can be put between two others on a branch. */
export interface Migration {
  /** Value of `user_version` after the step. */
  readonly version: number
  readonly sql: string
}
