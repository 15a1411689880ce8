const a4 = { shortInches: 210 / 25.4, longInches: 297 / 25.4 }
/** Scanners write at least this; cameras and screenshots write 72 or 96 for want of anything better. */
const leastTrusted = 100
const mostTrusted = 1200
/** The longer side of A3, with a scanner's slack: a picture that claims to be larger does not know its size. */
const longestInches = 430 / 25.4

/** The density to bind a picture with, whole dots per inch: its own where it can be true, else so that it fits on A4. */
export function findImageDpi(picture: { readonly width: number; readonly height: number; readonly density?: number | undefined }): number {
  const long = Math.max(picture.width, picture.height)
  const short = Math.min(picture.width, picture.height)
  const own = Math.round(picture.density ?? 0)
  if (own >= leastTrusted && own <= mostTrusted && long / own <= longestInches) return own
  return Math.max(leastTrusted, Math.ceil(long / a4.longInches), Math.ceil(short / a4.shortInches))
}
