import { randomUUID } from 'node:crypto'
import { canonicalBytes } from '#core/domain/canonical.ts'
import { refusalFormOf } from '#core/domain/service.ts'
import { SubmitAnswer, type WorkplaceEnrolment } from '#core/wire/messages.ts'
import type { StartedGateway } from './gateway.ts'
import { type Answer, call, definitionOf, makeRequest, type RequestParts } from './gateway-client.ts'
import { createSoftwareSigner, type SoftwareSigner } from './software-signer.ts'

export interface RegisteredCase {
  readonly caseId: string
  readonly serviceId: string
  readonly requestHash: string
  readonly answer: SubmitAnswer
}
type SubmitAnswer = ReturnType<typeof SubmitAnswer.parse>

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const position = { kk: 'Бас маман', ru: 'Главный специалист' }

/** The desks of a training gateway at work, each employee signing with a software key of their own. */
export function createCases(gateway: StartedGateway) {
  const signers = new Map<string, Promise<SoftwareSigner>>()
  const memberOf = (login: string) => {
    const member = gateway.staff.find((one) => one.login === login)
    if (member === undefined) throw new Error(`Nobody is called ${login}`)
    return member
  }
  const signerOf = (login: string): Promise<SoftwareSigner> => {
    const signer = signers.get(login) ?? createSoftwareSigner(gateway.url, memberOf(login).staffId)
    signers.set(login, signer)
    return signer
  }
  const providerOf = (serviceId: string): WorkplaceEnrolment => {
    const { bin } = definitionOf(serviceId).provider
    const found = gateway.workplaces.find(({ workplace }) => workplace.kind === 'provider' && workplace.bin === bin)
    if (found === undefined) throw new Error(`No desk for ${serviceId}`)
    return found
  }
  const deskOf = (enrolment: WorkplaceEnrolment, login: string) => ({ workplace: enrolment.workplace, login })

  /** Signs as the desk's employee and sends from the desk's workplace. */
  const submit = async (parts: RequestParts = {}, key: string = randomUUID()): Promise<Answer & { readonly requestHash: string }> => {
    const { caseId, content, requestHash } = makeRequest(gateway, parts)
    const { workplace, login } = parts.desk ?? deskOf(gateway.centre, 'operator1')
    const cms = await (await signerOf(login)).sign(content)
    const token = gateway.workplace(workplace.id).workplaceToken
    return { ...(await call(gateway, 'POST', '/v1/requests', { token, key, body: { caseId, cms: base64(cms) } })), requestHash }
  }
  const register = async (parts: RequestParts = {}): Promise<RegisteredCase> => {
    const { status, body, requestHash } = await submit(parts)
    if (status !== 200) throw new Error(`Not registered: ${JSON.stringify(body)}`)
    const answer = SubmitAnswer.parse(body)
    return { caseId: answer.caseId, serviceId: parts.serviceId ?? 'unemployed-cert', requestHash, answer }
  }

  /** What is signed as the result: the blank with this id, or the refusal's. */
  const resultOf = (one: RegisteredCase, formId: string, login: string, change: Record<string, unknown> = {}): Uint8Array => {
    const definition = definitionOf(one.serviceId)
    const { workplace } = providerOf(one.serviceId)
    const form = definition.results.find(({ id }) => id === formId) ?? refusalFormOf(definition)
    const { iin, fullName } = memberOf(login)
    const refusal = { outcome: 'refusal', groundIds: [definition.refusalGrounds[0]?.id], explanation: { kk: 'Жоқ', ru: 'Нет' } }
    return canonicalBytes({
      schema: 'tereze.result/1',
      caseId: one.caseId,
      number: one.answer.number,
      service: { id: definition.id, version: definition.version, name: definition.name },
      applicant: { iin: '850312440018', fullName: 'Ахметова Айгүл Серікқызы' },
      form: form.id,
      requestHash: one.requestHash,
      requestedOn: '2026-11-20',
      provider: { bin: workplace.bin, name: workplace.name, department: workplace.name, region: workplace.region },
      decision: form.outcome === 'refusal' ? refusal : { outcome: form.outcome, form: form.id, fields: {} },
      fields: {},
      grounds: [],
      signedBy: { iin, fullName, position },
      composedAt: new Date().toISOString(),
      ...change,
    })
  }
  const post = (one: Pick<RegisteredCase, 'caseId'>, deed: string, body: unknown, token: string, key: string = randomUUID()) =>
    call(gateway, 'POST', `/v1/requests/${one.caseId}/${deed}`, { token, key, body })
  const accept = (one: RegisteredCase, token = providerOf(one.serviceId).workplaceToken, key?: string) =>
    post(one, 'acceptance', { acceptedAt: new Date().toISOString(), executor: 'staff-executor1' }, token, key)
  const extend = (one: RegisteredCase, days: number, reason = { kk: 'Мұрағатқа сұрау салынды', ru: 'Направлен запрос в архив' }) =>
    post(one, 'extension', { days, reason }, providerOf(one.serviceId).workplaceToken)
  const decide = async (one: RegisteredCase, formId: string, login: string, change?: Record<string, unknown>) => {
    const content = resultOf(one, formId, login, change)
    const cms = await (await signerOf(login)).sign(content)
    const answer = await post(one, 'result', { cms: base64(cms) }, providerOf(one.serviceId).workplaceToken)
    return { content, cms, ...answer }
  }
  return { signerOf, providerOf, deskOf, submit, register, resultOf, accept, extend, decide, post }
}
