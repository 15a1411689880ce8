/** 64 hexadecimal digits in groups of eight, as they can be compared by eye. */
export const groupedDigest = (digest: string): string => (digest.match(/.{1,8}/g) ?? []).join(' ')
