import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalText } from '#core/domain/text.ts'
import { PagePicture } from '#renderer/features/paper/PagePicture.tsx'
import { localText } from '#renderer/i18n/format.ts'
import type { StripAction, StripState } from './page-strip.ts'
import { stripActionOf } from './strip-keys.ts'

interface PageStripProps {
  readonly caseId: string
  readonly title: LocalText
  readonly strip: StripState
  readonly onAction: (action: StripAction) => void
}

const thumbnailSide = 240
const dragType = 'application/x-tereze-page'

/** The slot's pages in their order: arrows choose, Alt with arrows moves, R turns, Delete takes out. */
export function PageStrip({ caseId, title, strip, onAction }: PageStripProps) {
  const { t } = useTranslation('documents')
  const list = useRef<HTMLDivElement>(null)
  const [dropAt, setDropAt] = useState<number>()

  useEffect(() => {
    const option = list.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    option?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // The focus follows the choice only while it is in the strip.
    if (list.current?.contains(document.activeElement) === true) option?.focus()
  }, [strip.selected])

  const press = (event: KeyboardEvent): void => {
    const action = stripActionOf(event, strip)
    if (action === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onAction(action)
  }
  const drop = (event: DragEvent, index: number): void => {
    setDropAt(undefined)
    const pageId = strip.pages.find((page) => page.id === event.dataTransfer.getData(dragType))?.id
    if (pageId === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const from = strip.pages.findIndex((page) => page.id === pageId)
    onAction({ kind: 'move', pageId, to: from < index ? index - 1 : index })
  }

  return (
    <div
      ref={list}
      className="page-strip"
      role="listbox"
      aria-label={t('strip.label', { title: localText(title) })}
      aria-orientation="vertical"
      onKeyDown={press}
    >
      {strip.pages.map((page, index) => {
        const label = t('strip.pageOf', { number: index + 1, total: strip.pages.length })
        return (
          <div
            key={page.id}
            role="option"
            aria-selected={page.id === strip.selected}
            aria-label={label}
            tabIndex={page.id === strip.selected ? 0 : -1}
            className={`page-thumb${dropAt === index ? ' page-drop' : ''}`}
            draggable
            onClick={() => onAction({ kind: 'select', pageId: page.id })}
            onDragStart={(event) => {
              event.dataTransfer.setData(dragType, page.id)
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes(dragType)) return
              event.preventDefault()
              setDropAt(index)
            }}
            onDragLeave={() => setDropAt(undefined)}
            onDragEnd={() => setDropAt(undefined)}
            onDrop={(event) => drop(event, index)}
          >
            <span className="page-thumb-picture">
              <PagePicture caseId={caseId} page={page} side={thumbnailSide} label={label} />
            </span>
            <span className="page-thumb-number" aria-hidden>
              {index + 1}
            </span>
          </div>
        )
      })}
      <span
        className={`page-strip-end${dropAt === strip.pages.length ? ' page-drop' : ''}`}
        aria-hidden
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(dragType)) return
          event.preventDefault()
          setDropAt(strip.pages.length)
        }}
        onDragLeave={() => setDropAt(undefined)}
        onDrop={(event) => drop(event, strip.pages.length)}
      />
    </div>
  )
}
