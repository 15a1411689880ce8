import { type RefObject, useRef, useState } from 'react'

interface Copying<Element extends HTMLElement> {
  /** Of the element that shows the text. */
  readonly shown: RefObject<Element | null>
  readonly copied: boolean
  readonly copy: (text: string) => Promise<void>
}

/** Takes a text into the clipboard. The host may keep the clipboard to itself: then the text is marked where it stands, and Ctrl+C takes it. */
export function useCopy<Element extends HTMLElement>(): Copying<Element> {
  const shown = useRef<Element>(null)
  const [copied, setCopied] = useState(false)
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current)
    }
  }
  return { shown, copied, copy }
}
