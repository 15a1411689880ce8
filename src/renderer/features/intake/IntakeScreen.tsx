import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { go } from '#renderer/app/navigation.ts'
import { channelOf, useSession } from '#renderer/app/session-store.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { IntakeDesk } from './IntakeDesk.tsx'
import { hasUnsavedTyping, useIntakeStore } from './intake-store.ts'
import { SentScreen } from './sent/SentScreen.tsx'
import { openDocuments } from './steps/documents/documents-store.ts'
import './intake.css'

/** Taking in one application, from the applicant to the receipt. */
export function IntakeScreen({ caseId }: { readonly caseId: CaseId }) {
  return <IntakeOfCase key={caseId} caseId={caseId} />
}

function IntakeOfCase({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation('intake')
  const [signed, setSigned] = useState<OutputOf<'signing/sign'>>()
  const query = useQuery('intake/get', signed === undefined ? { caseId } : undefined)
  const opened = useRef(false)
  const intake = useIntakeStore((state) => state.intake)
  const value = query.value

  useEffect(() => {
    if (value === undefined || opened.current) return
    opened.current = true
    // What could not be saved when the screen was left is newer than what the core has.
    if (!hasUnsavedTyping(caseId)) {
      const { definition, openedAt, draft, rejection } = value
      const channel = channelOf(useSession.getState().session)
      useIntakeStore.getState().open({ caseId, definition, channel, openedAt, draft, rejection })
    }
    openDocuments(caseId, value.draft.slots)
  }, [caseId, value])

  if (signed !== undefined || query.fault?.tag === 'case/notInStage') return <SentScreen caseId={caseId} revocation={signed?.revocation} />
  if (query.fault?.tag === 'case/missing') {
    return (
      <EmptyState title={t('missing')} text="">
        <Button onPress={() => go({ name: 'services' })}>{t('toServices')}</Button>
      </EmptyState>
    )
  }
  if (intake?.caseId === caseId) return <IntakeDesk intake={intake} caseId={caseId} onSigned={setSigned} onRefused={query.refresh} />
  if (query.fault !== undefined)
    return (
      <div className="screen">
        <FaultLine fault={query.fault} onRetry={query.refresh} />
      </div>
    )
  return (
    <div className="screen">
      <h1>{t('heading')}</h1>
      <Skeleton lines={8} />
    </div>
  )
}
