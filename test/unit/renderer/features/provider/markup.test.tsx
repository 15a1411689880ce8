import i18next from 'i18next'
import { Fragment, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CaseView } from '#core/contract/views.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Role } from '#core/domain/staff.ts'
import { CaseBands } from '#renderer/features/provider/CaseBands.tsx'
import { CaseHead } from '#renderer/features/provider/CaseHead.tsx'
import { ReadDraft } from '#renderer/features/provider/decision/ReadDraft.tsx'
import { WrongFields } from '#renderer/features/provider/decision/WrongFields.tsx'
import { inboxColumns } from '#renderer/features/provider/inbox-columns.tsx'
import { ProcedureLine } from '#renderer/features/provider/ProcedureLine.tsx'
import { resultChoices } from '#renderer/features/provider/request-facts.ts'
import { RequestFacts } from '#renderer/features/provider/RequestFacts.tsx'
import { caseIdOf } from '#test/fakes/page/cases.ts'
import { makePageBridge } from '#test/fakes/page-bridge.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

/** What a person reads of it. */
const textOf = (node: ReactNode): string =>
  renderToStaticMarkup(node)
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z]+;|&#\w+;/g, ' ')
    .replace(/\s+/g, ' ')

async function deskAt(role: Role, index: number): Promise<{ readonly view: CaseView; readonly definition: ServiceDefinition }> {
  const { api } = makePageBridge({ role, delay: 0 })
  const view = await api['case/get']({ caseId: caseIdOf(index), screen: 'provider' })
  if (!view.ok) throw new Error(view.error.tag)
  const definition = await api['catalogue/get']({ serviceId: view.value.serviceId, version: view.value.serviceVersion })
  if (!definition.ok) throw new Error(definition.error.tag)
  return { view: view.value, definition: definition.value }
}
const facts = ({ view, definition }: Awaited<ReturnType<typeof deskAt>>): string =>
  textOf(<RequestFacts view={view} definition={definition} shown="decision" onShow={() => {}} decisionTitle="Шешім" />)
const nothing = (): void => {}

beforeAll(() => {
  i18next.use(initReactI18next)
})
beforeEach(() => useTexts('kk'))

describe('a request from the portal', () => {
  it('is told by its badge and by who signed it, the organisation with its head', async () => {
    const text = facts(await deskAt('executor', 106))
    for (const part of ['ЭҮП арқылы, өтініш беруші қол қойған', '«Ертіс Медиа» ЖШС', '050240 031 500', 'Басшысы', 'Ермекұлы Жәнібек'])
      expect(text).toContain(part)
    expect(text).not.toContain('Қабылдаған орталық')
    await i18next.changeLanguage('ru')
    expect(facts(await deskAt('executor', 106))).toContain('Через ПЭП, подписал заявитель')
  })

  it('is told from one of the own desk', async () => {
    const text = facts(await deskAt('executor', 103))
    expect(text).toContain('Қызмет көрсетушінің өз үстелінде қабылданған')
    expect(text).toContain('Қабылдаған үстел')
  })
})

describe('the head of a case', () => {
  const head = ({ view }: { readonly view: CaseView }, onExtend?: () => void) =>
    textOf(<CaseHead view={view} factsShown={false} onToggleFacts={nothing} onExtend={onExtend} onBack={nothing} action={undefined} />)

  it('says that the applicant is in the queue after the intermediate paper', async () => {
    expect(head(await deskAt('executor', 104))).toContain('Кезекте')
    expect(head(await deskAt('executor', 105))).not.toContain('Кезекте')
  })

  it('offers to extend the term only where it may be', async () => {
    const desk = await deskAt('executor', 103)
    expect(head(desk, nothing)).toContain('Мерзімді ұзарту')
    expect(head(desk)).not.toContain('Мерзімді ұзарту')
  })
})

describe('bands', () => {
  it("carry the head's remark to the executor", async () => {
    const { view } = await deskAt('executor', 111)
    expect(textOf(<CaseBands view={view} />)).toContain('Басшы жобаны қайтарды: Бас тарту негізін нақтылап')
  })

  it('show the old and the new date of an extended term, and why', async () => {
    const { view } = await deskAt('executor', 114)
    const text = textOf(<CaseBands view={view} />)
    const dates = text.match(/\d\d\.\d\d\.\d{4}/g) ?? []
    const iso = (date = '') => date.split('.').reverse().join('-')
    expect(dates).toHaveLength(2)
    expect([iso(dates[0]), iso(dates[1])]).toEqual([view.extension?.from?.dueOn, view.deadline?.dueOn])
    expect(text).toContain('Дәрігерлік қорытынды қосымша сұралды.')
  })
})

describe('the line of the procedure', () => {
  it('names who did each step and whose turn it is', async () => {
    const { view } = await deskAt('head', 109)
    const text = textOf(<ProcedureLine view={view} />)
    for (const part of [
      'Тіркеу',
      'Ниязова Д. М.',
      'Бұрыштама',
      'Қасымжанов Е. С.',
      'Шешім жобасы',
      'Жақсылықова Ә. Н.',
      'Қол қою басшы',
      'Жіберу кеңсе',
    ])
      expect(text).toContain(part)
  })
})

describe('a refusal', () => {
  it('is read by the head with its grounds and with what was wrong', async () => {
    const { view, definition } = await deskAt('head', 110)
    const { request, decision } = view
    if (request === undefined || decision === undefined) throw new Error('A submitted case has both')
    const decided = { definition, request, choices: resultChoices(definition, request, false) }
    const text = textOf(<ReadDraft view={view} decided={decided} decision={decision} />)
    for (const part of [
      'Дәлелді бас тарту',
      definition.refusalGrounds[0]?.text.kk ?? '—',
      'Нет акта обследования жилья.',
      'Жеке басын куәландыратын құжат',
    ])
      expect(text).toContain(part)
  })

  it('says that everything is asked again as long as nothing is marked', async () => {
    const { view, definition } = await deskAt('executor', 105)
    if (view.request === undefined) throw new Error('An arrived case has its request')
    const list = (wrongFields: readonly string[]) =>
      textOf(<WrongFields definition={definition} request={view.request as never} wrongFields={wrongFields} onChange={nothing} />)
    expect(list([])).toContain('Ештеңе белгіленбеген: алушыдан бәрі қайта сұралады.')
    expect(list(['slots.identity'])).toContain('белгіленді: 1')
  })
})

describe('the inbox', () => {
  it('shows number, service, who, channel, due and step of each', async () => {
    const { api } = makePageBridge({ role: 'head', delay: 0 })
    const found = await api['case/search']({ text: '', stages: ['inWork'], limit: 200 })
    if (!found.ok) throw new Error('The inbox answers')
    const columns = inboxColumns(i18next.getFixedT('kk', 'provider') as never, '2026-11-20')
    expect(columns.map(({ id }) => id)).toEqual(['number', 'service', 'who', 'channel', 'due', 'step'])
    const steps = Object.fromEntries(
      found.value.lines.map((line) => [
        line.number?.slice(-3),
        textOf(columns.slice(3).map((column) => <Fragment key={column.id}>{column.render(line)}</Fragment>)),
      ]),
    )
    expect(steps['104']).toMatch(/ЭҮП.*Кезекте/)
    expect(steps['108']).toMatch(/ЭҮП.*Бұрыштама күтуде/)
    expect(steps['110']).toMatch(/ХҚКО.*Қол қоюға/)
    expect(steps['103']).toMatch(/Өз үстеліміз.*Жұмыста/)
  })
})
