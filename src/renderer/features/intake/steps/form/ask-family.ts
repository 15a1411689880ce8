import { useMemo } from 'react'
import { readIin } from '#core/domain/iin.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import type { FamilyState } from '#renderer/features/form/FamilyOffers.tsx'
import { useIntakeStore } from '#renderer/features/intake/intake-store.ts'

/** Asks the register of civil acts (АХАЖ) for the applicant's family, once for an IIN. @param again though it was asked */
export async function askFamily(again = false): Promise<void> {
  const { intake, edit } = useIntakeStore.getState()
  if (intake === undefined) return
  const { caseId } = intake
  const { iin } = intake.draft.applicant
  if (!readIin(iin).valid || (intake.family.iin === iin && !again)) return
  edit((current) => ({ ...current, family: { state: 'asking', iin } }))
  const answer = await getBridge().api['intake/askFamily']({ caseId, iin })
  edit((current) => {
    if (current.caseId !== caseId || current.family.iin !== iin) return current
    return {
      ...current,
      family: answer.ok ? { state: 'answered', answer: answer.value.family, iin } : { state: 'failed', fault: answer.error, iin },
    }
  })
}

/** What the form shows of it. */
export function useFamily(): FamilyState | undefined {
  const family = useIntakeStore((state) => state.intake?.family)
  return useMemo((): FamilyState | undefined => {
    if (family?.state === 'answered') return { state: 'answered', family: family.answer }
    if (family?.state === 'failed') return { state: 'failed', fault: family.fault, onRetry: () => void askFamily(true) }
    return family?.state === 'asking' ? { state: 'asking' } : undefined
  }, [family])
}
