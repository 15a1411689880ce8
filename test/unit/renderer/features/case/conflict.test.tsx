import i18next from 'i18next'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ComparedName, type Conflict, ConflictProblem, type Finding } from '#core/domain/conflict.ts'
import { FindingView } from '#renderer/features/case/conflict/FindingView.tsx'
import { ConflictChoices } from '#renderer/features/case/conflict/ConflictChoices.tsx'
import { orderedFields, shownValue } from '#renderer/features/case/conflict/finding-rows.ts'
import { caseIdOf, makeCases, viewOf } from '#test/fakes/page/cases.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const textOf = (node: ReactNode): string =>
  renderToStaticMarkup(node)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const field = (name: ComparedName, declared: string, registered: string, verdict: 'same' | 'noted' | 'differs') => ({
  name,
  declared,
  registered,
  verdict,
})
const finding: Finding = {
  subject: 'applicant',
  fields: [
    field('surname', 'Ахметова', 'Ахметова', 'same'),
    field('patronymic', '', 'Серікқызы', 'noted'),
    field('birthDate', '1985-03-12', '1985-03-21', 'differs'),
  ],
  problems: [],
  answeredAt: '2026-11-22T05:04:00.000Z',
  reference: 'q-1',
}
const now = '2026-11-22T05:00:00.000Z'
const choices = (index: number, conflict: Conflict): string => {
  const one = makeCases(12, now).get(caseIdOf(index))
  if (one === undefined) throw new Error('No such case')
  return textOf(<ConflictChoices view={viewOf(caseIdOf(index), one, now)} conflict={conflict} />)
}

beforeAll(() => {
  i18next.use(initReactI18next)
})
beforeEach(() => useTexts('kk'))

describe('the two versions', () => {
  it('stand side by side, what is contradicted first, marked for eyes and ears', async () => {
    const text = textOf(<FindingView finding={finding} />)
    expect(text).toMatch(
      /Алушы ЖТ МДҚ жауабы, 22\.11\.2026 10:04 .*Туған күні 12\.03\.1985 Айырмашылық: 21\.03\.1985 .*Әкесінің аты жоқ Серікқызы өзгеше/,
    )
    await i18next.changeLanguage('ru')
    expect(textOf(<FindingView finding={finding} />)).toContain('Дата рождения 12.03.1985 Различие: 21.03.1985')
  })

  it('of a refusal say the gateway’s reason where there is no second version', () => {
    const { reference: _reference, ...told } = { ...finding, fields: [], problems: ['used' as const], subject: 'payment' as const }
    const text = textOf(<FindingView finding={told} />)
    expect(text).toContain('Бұл төлем басқа өтінішке пайдаланылған.')
    expect(text).toContain('шлюздің жауабы')
  })

  it('have a word for every datum and every problem, in both languages', async () => {
    for (const language of ['kk', 'ru']) {
      await i18next.changeLanguage(language)
      const keys = [
        ...ComparedName.options.map((name) => `name.${name}`),
        ...ConflictProblem.options.map((problem) => `problem.${problem}`),
      ]
      expect(keys.filter((key) => !i18next.exists(`conflict:${key}`))).toEqual([])
    }
  })

  it('are written as people write them', () => {
    const sexText = (sex: 'male' | 'female') => `<${sex}>`
    expect([
      shownValue('birthDate', '1985-03-12', sexText),
      shownValue('sex', 'female', sexText),
      shownValue('tenge', '1234', sexText).replace(/\s/g, ' '),
      shownValue('head', '850312440018', sexText),
      shownValue('surname', '', sexText),
    ]).toEqual(['12.03.1985', '<female>', '1 234 ₸', '850312 440 018', ''])
    expect(orderedFields(finding).map(({ name }) => name)).toEqual(['birthDate', 'patronymic', 'surname'])
  })
})

describe('the choices', () => {
  it('each say what they do', () => {
    const text = choices(2, { source: 'check', findings: [finding] })
    for (const words of ['Тіркелім дерегін алу', 'Түзетуге қайтару', 'Осы күйінде жіберу', 'Өтінішті тоқтату', 'Нөмірі өзгермейді'])
      expect(text).toContain(words)
  })

  it('of a newer version take the case over into it', () => {
    const version = { signed: '1', inForce: '2', accepted: false }
    const text = choices(4, { source: 'refusal', findings: [], version })
    expect(text).toContain('қызметтің қазіргі нұсқасына көшіріліп')
    expect(text).not.toContain('Осы күйінде жіберу')
  })

  it('after registration are one', () => {
    const text = choices(3, { source: 'recheck', findings: [finding] })
    expect(text).toContain('Белгілеп, қалдыру')
    for (const words of ['Түзетуге қайтару', 'Өтінішті тоқтату']) expect(text).not.toContain(words)
  })
})
