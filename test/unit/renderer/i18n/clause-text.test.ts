import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { clauseText } from '#renderer/i18n/clause-text.ts'

const folder = new URL('.', import.meta.resolve('#resources/services/unemployed-cert.json'))
const clauses = readdirSync(folder).flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/"clause": "([^"]*)"/g)].map(([, clause]) => clause ?? ''),
)

test('an address within a regulation reads in both languages', () => {
  expect([clauseText('2-қосымша, 1-кесте', 'kk'), clauseText('2-қосымша, 1-кесте', 'ru')]).toEqual([
    '2-қосымша, 1-кесте',
    'приложение 2, таблица 1',
  ])
})

test('every clause of every definition has its Russian', () => {
  expect(clauses.length).toBeGreaterThan(500)
  const untranslated = new Set(
    clauses.map((clause) => clauseText(clause, 'ru')).filter((text) => /[әғқңөұүһі]|[а-я]+-?(кесте|тармақ)/i.test(text)),
  )
  expect([...untranslated]).toEqual([])
})
