import type { Answers } from '#core/domain/service-form.ts'
import type { FormSource } from '#renderer/features/form/form-source.ts'
import { changeAnswers, useIntakeStore } from '#renderer/features/intake/intake-store.ts'

const none: Answers = {}

/** The answers of the case that is being taken in. */
export const answersSource: FormSource = {
  answers: () => useIntakeStore.getState().intake?.draft.answers ?? none,
  change: (step) => useIntakeStore.getState().edit((intake) => changeAnswers(intake, step)),
  subscribe: useIntakeStore.subscribe,
}
