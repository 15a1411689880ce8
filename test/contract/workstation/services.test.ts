import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceRequest } from '#core/domain/request.ts'
import { type Channel, ServiceDefinition } from '#core/domain/service.ts'
import { CabinetAnswer } from '#core/wire/messages.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { logIn, must } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { arriveAtProvider, decide, decisionFor, formsOf, giveOut, type Ground, sendByPortal, takeIn } from '#test/harness/service-walk.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const folder = join(import.meta.dirname, '../../../resources/services')
const definitions = readdirSync(folder)
  .map((file) => ServiceDefinition.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
  .sort((a, b) => a.number - b.number)

/** Decides with every blank the case can have, the intermediate one first. */
async function conclude(ground: Ground, definition: ServiceDefinition, caseId: ServiceRequest['caseId'], channel: Channel): Promise<void> {
  const { request } = await arriveAtProvider(ground, definition, caseId)
  const facts = { 'applicant.kind': request.organisation === undefined ? ('person' as const) : ('organisation' as const), channel }
  const forms = formsOf(definition, request)
  const intermediate = forms.find(({ outcome }) => outcome === 'intermediate')
  if (intermediate !== undefined) {
    const waiting = await decide(ground, definition, caseId, decisionFor(intermediate, request, facts))
    expect(waiting).toMatchObject({ stage: 'inWork', intermediate: { report: { accepted: true } } })
    if (channel !== 'portal') await giveOut(ground, definition, caseId, channel, true)
    await arriveAtProvider(ground, definition, caseId)
  }
  const form = forms.find(({ outcome }) => outcome === 'positive')
  if (form === undefined) throw new Error('No positive blank')
  const ended = await decide(ground, definition, caseId, decisionFor(form, request, facts))
  expect(ended).toMatchObject({ stage: 'completed', outcome: 'positive', unbroken: true, result: { form: form.id } })
  if (channel !== 'portal') {
    const given = await giveOut(ground, definition, caseId, channel, false)
    expect(given).toMatchObject({ stage: 'handedOut', unbroken: true, resultReport: { accepted: true } })
  }
}

describe.skipIf(softhsm === undefined)('every service through every channel its regulation allows, from login to result', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let ground: Ground
  /** What a citizen sent by the portal, to be typed in elsewhere. */
  const sent = new Map<string, ServiceRequest>()

  beforeAll(async () => {
    const data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    workstation = await startWorkstation({ dataFolder: data, environment: { TEREZE_GATEWAY: gateway.url } })
    ground = { bridge: workstation.bridge, gatewayUrl: gateway.url, staff: gateway.staff }
  })
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
  })

  describe.each(definitions.map((definition) => [definition.number, definition.id, definition] as const))(
    '%i %s',
    (_number, id, definition) => {
      it('by the portal: signed by the applicant, decided, its notices in the cabinet', async () => {
        const caseId = await sendByPortal(ground, definition)
        const { request, requestReport } = await arriveAtProvider(ground, definition, caseId)
        sent.set(id, request)
        expect({ channel: request.channel, operator: request.operator, accepted: requestReport?.accepted }).toEqual({
          channel: 'portal',
          operator: undefined,
          accepted: true,
        })
        await conclude(ground, definition, caseId, 'portal')
        const cabinet = CabinetAnswer.parse(
          await (await fetch(`${gateway.url}/portal/cabinet/${request.organisation?.bin ?? request.applicant.iin}`)).json(),
        )
        const kinds = cabinet.notices.filter((notice) => notice.caseId === caseId).map(({ kind }) => kind)
        expect(kinds).toEqual(expect.arrayContaining(['registered', 'inWork', 'completed']))
        expect(cabinet.history.find((line) => line.caseId === caseId)?.status).toBe('completed')
      })

      for (const channel of ['centre', 'provider'] as const) {
        if (definition.channels[channel] === undefined) {
          it(`is not taken in: ${channel}`, async () => {
            const at =
              channel === 'centre'
                ? 'operator1'
                : (gateway.staff.find(({ organisationBin, role }) => organisationBin === definition.provider.bin && role === 'executor')
                    ?.login ?? '')
            await logIn(workstation.bridge, at)
            expect(await workstation.bridge.api['intake/open']({ serviceId: definition.id, language: 'kk' })).toMatchObject({
              ok: false,
              error: { tag: 'catalogue/notReceivable' },
            })
            const { services } = await must(workstation.bridge, 'catalogue/list', {})
            expect(services.find((service) => service.id === definition.id)).toMatchObject({ receivable: false })
          })
          continue
        }
        it(`taken in: ${channel}; decided; handed out`, async () => {
          const like = sent.get(id)
          if (like === undefined) throw new Error('The portal was not walked')
          const caseId = await takeIn(ground, definition, channel, like)
          await conclude(ground, definition, caseId, channel)
        })
      }
    },
  )
})
