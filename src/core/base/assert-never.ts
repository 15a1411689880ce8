/** Ends a switch over a union: a member that nobody handles fails the type-check here, and throws if it comes from outside. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled member of a union: ${JSON.stringify(value)}`)
}
