// asn1js lets a child reach past the end of its parent: a SEQUENCE whose length was made shorter still parses, with the same
// children. Two programs would then read different things from one signature, so the lengths are checked before it is asked.

const deepest = 64

interface Header {
  readonly constructed: boolean
  readonly endOfContents: boolean
  readonly start: number
  /** Undefined for the indefinite form. */
  readonly length: number | undefined
}

const readHeader = (bytes: Uint8Array, offset: number, limit: number): Header | undefined => {
  const identifier = bytes[offset]
  let next = offset + 1
  if (identifier === undefined || next >= limit) return undefined
  if ((identifier & 0x1f) === 0x1f) {
    while (next < limit && ((bytes[next] ?? 0) & 0x80) !== 0) next++
    next++
  }
  const first = bytes[next++]
  if (first === undefined || next > limit) return undefined
  const shared = { constructed: (identifier & 0x20) !== 0, endOfContents: identifier === 0 }
  if (first < 0x80) return { ...shared, start: next, length: first }
  const count = first & 0x7f
  if (count === 0) return shared.constructed ? { ...shared, start: next, length: undefined } : undefined
  if (count > 4 || next + count > limit) return undefined
  let length = 0
  for (const octet of bytes.subarray(next, next + count)) length = length * 256 + octet
  return { ...shared, start: next + count, length }
}

/** @returns where the element ends, or undefined where it or anything inside does not end where its parent says */
function endOfElement(bytes: Uint8Array, offset: number, limit: number, depth: number): number | undefined {
  const header = depth > deepest ? undefined : readHeader(bytes, offset, limit)
  if (header === undefined || header.endOfContents) return undefined
  const { constructed, start, length } = header
  const end = length === undefined ? limit : start + length
  if (end > limit) return undefined
  if (!constructed) return end
  let next = start
  while (next < end) {
    if (length === undefined && bytes[next] === 0 && bytes[next + 1] === 0 && next + 2 <= end) return next + 2
    const after = endOfElement(bytes, next, end, depth + 1)
    if (after === undefined) return undefined
    next = after
  }
  return length === undefined ? undefined : end
}

/** One BER element, from the first octet to the last, with every length inside in agreement (X.690, 8.1). */
export const isWellFormed = (bytes: Uint8Array): boolean => endOfElement(bytes, 0, bytes.length, 0) === bytes.length
