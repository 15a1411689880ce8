/**
 * What the person may do about an expected failure:
 * `retry` the same again, `act` on something first (insert the token, correct a field), or call `support`.
 */
export type Remedy = 'retry' | 'act' | 'support'

/**
 * An expected failure. `tag` is `area/what`, and is also the key of its sentence in the texts;
 * further properties are data for that sentence (PIN tries left, missing documents), never sentences themselves.
 */
export type Fault<Tag extends string = string, Data extends object = object> = {
  readonly tag: Tag
  readonly remedy: Remedy
} & Readonly<Data>

export const fault = <const Tag extends string, const Data extends object = Record<never, never>>(
  tag: Tag,
  remedy: Remedy,
  data?: Data,
): Fault<Tag, Data> => ({ tag, remedy, ...data }) as Fault<Tag, Data>
