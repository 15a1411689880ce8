import type { ContentHash } from '#core/domain/ids.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'

/** A picture in the page's memory, shared by all that show it; let go when the last one stops. */
interface Picture {
  users: number
  url: string | undefined
  ready: Promise<string | undefined>
}

const pictures = new Map<string, Picture>()

async function load(caseId: string, hash: ContentHash, side: number, picture: Picture): Promise<string | undefined> {
  const answer = await getBridge().api['documents/thumbnail']({ caseId, hash, side })
  if (!answer.ok) return undefined
  const url = URL.createObjectURL(new Blob([answer.value.jpeg.slice()], { type: 'image/jpeg' }))
  // Nobody waits for it any more: a URL that is not revoked keeps the picture until the window closes.
  if (picture.users === 0) {
    URL.revokeObjectURL(url)
    return undefined
  }
  picture.url = url
  return url
}

/**
 * A page's picture as a blob URL, at most `side` pixels either way.
 * @returns the URL once it is there (undefined where it could not be had), and how to let go of it
 */
export function borrowPicture(
  caseId: string,
  hash: ContentHash,
  side: number,
): { readonly ready: Promise<string | undefined>; readonly release: () => void } {
  const key = `${caseId} ${hash} ${side}`
  let picture = pictures.get(key)
  if (picture === undefined) {
    const made: Picture = { users: 1, url: undefined, ready: Promise.resolve(undefined) }
    made.ready = load(caseId, hash, side, made)
    picture = made
    pictures.set(key, made)
  } else picture.users += 1
  const held = picture
  let released = false
  return {
    ready: held.ready,
    release: () => {
      if (released) return
      released = true
      held.users -= 1
      if (held.users > 0) return
      pictures.delete(key)
      if (held.url !== undefined) URL.revokeObjectURL(held.url)
    },
  }
}

/** How many pictures are held now. */
export const heldPictures = (): number => pictures.size
