/** The operating system's name of a failure: `ENOSPC`, `EIO`. */
export const findErrorCode = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : 'unknown'
