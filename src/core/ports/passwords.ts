/** Verifiers of passwords: argon2id (RFC 9106), 64 MiB, three passes, in the PHC string format. */
export interface Passwords {
  readonly hash: (password: string) => Promise<string>
  /** False also where the verifier cannot be read. */
  readonly verify: (verifier: string, password: string) => Promise<boolean>
}
