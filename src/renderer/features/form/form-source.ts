import { useLayoutEffect, useRef, useState } from 'react'
import { createStore } from 'zustand'
import type { Answers } from '#core/domain/service-form.ts'

/** Where a form's answers are. Fields read their own value from it, so that a keystroke draws one field and not the form. */
export interface FormSource {
  readonly answers: () => Answers
  readonly change: (step: (answers: Answers) => Answers) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** A source for answers that a component holds itself: changes are told to it, and what it holds anew is taken over. */
export function useFormSource(value: Answers, onChange: (answers: Answers) => void): FormSource {
  const [store] = useState(() => createStore<Answers>(() => value))
  const latest = useRef(onChange)
  useLayoutEffect(() => {
    latest.current = onChange
    store.setState(value, true)
  }, [store, value, onChange])
  const [source] = useState<FormSource>(() => ({
    answers: store.getState,
    subscribe: store.subscribe,
    change: (step) => {
      store.setState(step(store.getState()), true)
      latest.current(store.getState())
    },
  }))
  return source
}
