import type { TokenInfo } from '#core/ports/token.ts'

/** PKCS#11 serial numbers are 16 characters, and modules pad and cut as they like. */
const sameSerial = (one: TokenInfo, other: TokenInfo): boolean => one.serialNumber !== '' && one.serialNumber === other.serialNumber

/** Keys do not leave a token: what holds the same certificates is the same token. */
const sameContent = (one: TokenInfo, other: TokenInfo): boolean =>
  one.certificates.length > 0 &&
  one.certificates.some(({ certificateId }) => other.certificates.some((candidate) => candidate.certificateId === certificateId))

/**
 * Each token once, though several modules show it: as the earlier module does, because a vendor's own stands before those that know many cards a little.
 * @param lists one of each module
 */
export function withoutDoubles(lists: readonly (readonly TokenInfo[])[]): readonly TokenInfo[] {
  const listed: TokenInfo[] = []
  for (const tokens of lists) {
    const others = [...listed]
    listed.push(...tokens.filter((token) => !others.some((other) => sameContent(token, other) || sameSerial(token, other))))
  }
  return listed
}
