import { expect, it } from 'vitest'
import { answered, emptySurvey, isWhole, nextQuestion } from '#renderer/features/survey/survey.ts'

it('answers the first question without an answer, until both have one', () => {
  const one = answered(emptySurvey, 'process', 3)
  const both = answered(one, 'information', 2)
  expect([nextQuestion(emptySurvey), nextQuestion(one), nextQuestion(both)]).toEqual(['process', 'information', undefined])
  expect([isWhole(one), isWhole(both), both]).toEqual([false, true, { process: 3, information: 2 }])
})

it('changes an answer that was given', () => {
  expect(answered(answered(emptySurvey, 'process', 1), 'process', 3)).toEqual({ process: 3 })
})
