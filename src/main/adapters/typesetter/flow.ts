import type { Block } from './paragraph.ts'

export interface PageFrame {
  /** Begins a page and says where its content may stand, points from the top. `first` for the document's first page. */
  readonly begin: (first: boolean) => { readonly top: number; readonly bottom: number }
}

export interface Flow {
  readonly put: (...blocks: readonly Block[]) => void
  /** Puts a block at the foot of this page, or of a new one where it no longer fits. */
  readonly putAtFoot: (block: Block) => void
}

/** Sets blocks one under the other and begins a page whenever the next one does not fit. A block is never cut. */
export function startFlow(frame: PageFrame): Flow {
  let place = frame.begin(true)
  let y = place.top
  const turn = (): void => {
    place = frame.begin(false)
    y = place.top
  }
  const put = (block: Block): void => {
    if (y + block.height > place.bottom && y > place.top) turn()
    block.draw(y)
    y += block.height
  }
  return {
    put: (...blocks) => {
      for (const block of blocks) put(block)
    },
    putAtFoot: (block) => {
      if (y + block.height > place.bottom && y > place.top) turn()
      y = Math.max(y, place.bottom - block.height)
      block.draw(y)
      y += block.height
    },
  }
}
