import { type ClipboardEvent, type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { slotsOf } from '#core/domain/draft-problems.ts'
import type { DocumentSlot } from '#core/domain/service.ts'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import type { FieldErrors } from '#renderer/features/intake/field-binding.ts'
import type { Intake } from '#renderer/features/intake/intake-store.ts'
import { editStrip, selectSlot, sendArrangement, setIntaking, useDocumentsStore } from './documents-store.ts'
import { emptyStrip } from './page-strip.ts'
import { PagePreview } from './PagePreview.tsx'
import { PageStrip } from './PageStrip.tsx'
import { ScanBar } from './ScanBar.tsx'
import { SlotHead } from './SlotHead.tsx'
import { SlotList } from './SlotList.tsx'
import { importFiles, scanInto, stopScan } from './take-pages.ts'
import { type Scanner, useScanner } from './use-scanner.ts'
import './documents.css'

interface DocumentsStepProps {
  readonly intake: Intake
  readonly errors: FieldErrors
}

/** The slots that this draft has, and the one that is worked on. */
function useSlots({ intake, errors }: DocumentsStepProps): {
  readonly slots: readonly DocumentSlot[]
  readonly slot: DocumentSlot | undefined
  readonly marked: ReadonlySet<string>
} {
  const chosen = useDocumentsStore((state) => state.slotId)
  const slots = slotsOf(intake.definition, intake.draft, intake.channel)
  const marked = new Set(intake.draft.correction?.wrongFields ?? [])
  const found = (names: { readonly has: (name: string) => boolean }): DocumentSlot | undefined =>
    slots.find((candidate) => names.has(`slots.${candidate.id}`))
  return { slots, marked, slot: slots.find((candidate) => candidate.id === chosen) ?? found(errors) ?? found(marked) ?? slots[0] }
}

/** The checklist beside the steps: which documents there are, and which are missing. */
export function DocumentsList({ onRefuse, ...props }: DocumentsStepProps & { readonly onRefuse: (reason: string) => void }) {
  const { slots, slot, marked } = useSlots(props)
  if (slot === undefined) return null
  return (
    <SlotList
      slots={slots}
      drafts={props.intake.draft.slots}
      current={slot.id}
      errors={props.errors}
      marked={marked}
      onSelect={selectSlot}
      onRefuse={onRefuse}
    />
  )
}

/** The checklist's documents, one slot at a time: scanned, brought in, put in order. */
export function DocumentsStep(props: DocumentsStepProps) {
  const { t } = useTranslation('documents')
  const { slot } = useSlots(props)
  const scanner = useScanner()
  const { caseId, draft } = props.intake
  if (slot === undefined) return <EmptyState title={t('empty')} text="" />
  return (
    <SlotDesk
      key={slot.id}
      scanner={scanner}
      caseId={caseId}
      slot={slot}
      originalSeen={draft.slots.find(({ slotId }) => slotId === slot.id)?.originalSeen ?? false}
    />
  )
}

interface SlotDeskProps {
  readonly scanner: Scanner
  readonly caseId: string
  readonly slot: DocumentSlot
  readonly originalSeen: boolean
}

function SlotDesk({ scanner, caseId, slot, originalSeen }: SlotDeskProps) {
  const { t } = useTranslation('documents')
  const strip = useDocumentsStore((state) => state.strips[slot.id] ?? emptyStrip)
  const intaking = useDocumentsStore((state) => state.intaking)
  const fault = useDocumentsStore((state) => state.fault)
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const selected = strip.pages.find((page) => page.id === strip.selected)
  const busy = intaking.state === 'scanning' || intaking.state === 'importing'

  const bring = (files: readonly File[]): void => {
    if (files.length > 0) void importFiles(caseId, slot.id, files)
  }
  // A key pressed before the scanners are listed is not lost: it is carried out as soon as there is one.
  const asked = useRef<{ readonly replace?: string }>(undefined)
  const scan = (replace?: string): void => {
    if (scanner.settings !== undefined) void scanInto(caseId, slot, scanner.settings, replace)
    else if (scanner.state === 'searching') asked.current = replace === undefined ? {} : { replace }
  }
  const scanAsked = useEffectEvent(() => {
    const wish = asked.current
    if (wish === undefined || scanner.settings === undefined) return
    asked.current = undefined
    scan(wish.replace)
  })
  useEffect(() => scanAsked(), [scanner.settings])
  const canScan = scanner.settings !== undefined || scanner.state === 'searching'
  const undo = (): void => editStrip(caseId, slot.id, { kind: 'undo' })

  useKeys([
    { keys: 'F4', label: t('scan.start'), run: () => scan(), enabled: canScan && !busy },
    { keys: 'Shift+F4', label: t('scan.again'), run: () => scan(selected?.id), enabled: canScan && selected !== undefined && !busy },
    { keys: 'Ctrl+Z', label: t('strip.undo'), run: undo, enabled: strip.past.length > 0 },
  ])

  const pasted = useEffectEvent((files: readonly File[]) => bring(files))
  useEffect(() => {
    const onPaste = (event: Event): void => {
      const files = [...((event as unknown as ClipboardEvent).clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      pasted(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])

  const isFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')
  return (
    <section
      className={`slot-desk${over ? ' slot-desk-over' : ''}`}
      aria-labelledby="slot-title"
      onDragOver={(event) => {
        if (!isFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!isFiles(event)) return
        event.preventDefault()
        bring([...event.dataTransfer.files])
      }}
    >
      <SlotHead caseId={caseId} slot={slot} originalSeen={originalSeen} />
      <ScanBar
        slot={slot}
        scanner={scanner}
        intaking={intaking}
        pages={strip.pages.length}
        onScan={() => scan()}
        onStop={() => void stopScan(caseId)}
        onPick={() => picker.current?.click()}
      />
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,application/pdf,image/jpeg,image/png,image/tiff"
        onChange={(event) => {
          bring([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {intaking.state === 'failed' && intaking.slotId === slot.id && (
        <FaultLine fault={intaking.fault} onRetry={() => setIntaking({ state: 'idle' })} />
      )}
      {fault !== undefined && <FaultLine fault={fault} onRetry={() => void sendArrangement(caseId, slot.id)} />}
      {strip.pages.length === 0 ? (
        <EmptyState title={t('strip.empty')} text={t('strip.emptyText')} keyHint="F4">
          <p className="secondary">{over ? t('file.dropHere') : t('file.drop')}</p>
        </EmptyState>
      ) : (
        <div className="pages">
          <PageStrip caseId={caseId} title={slot.title} strip={strip} onAction={(action) => editStrip(caseId, slot.id, action)} />
          {selected !== undefined && (
            <PagePreview
              caseId={caseId}
              page={selected}
              number={strip.pages.indexOf(selected) + 1}
              total={strip.pages.length}
              canUndo={strip.past.length > 0}
              canScan={scanner.settings !== undefined && !busy}
              onScanAgain={() => scan(selected.id)}
              onUndo={undo}
              onAction={(action) => editStrip(caseId, slot.id, action)}
            />
          )}
        </div>
      )}
    </section>
  )
}
