import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CaseId } from '#core/domain/ids.ts'
import { type IssuedExercise, makeExerciseToken } from '#test/fixtures/exercise-token.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { expectSentences, faultOf } from '#test/harness/fault-sentences.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { caseUntil, fillIntake, logIn, must, pins } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

type Name = 'good' | 'offline' | 'expired' | 'notYetValid' | 'otherIin' | 'otherBin' | 'notForSignature' | 'revoked' | 'revokedLater'

describe.skipIf(softhsm === undefined)('certificates that do not serve (SoftHSM2)', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let data: string
  let issued: Readonly<Record<Name, IssuedExercise>>
  let caseId: CaseId
  let preparationId: string

  const revoke = async ({ serial }: IssuedExercise): Promise<void> => {
    const answer = await fetch(`${gateway.url}/training/revocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serial }),
    })
    expect(await answer.json()).toEqual({ revoked: true })
  }

  beforeAll(async () => {
    data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    const staffId = gateway.staff.find(({ login }) => login === 'operator1')?.staffId ?? ''
    issued = await makeExerciseToken<Name>({
      folder: join(data, 'tokens'),
      gatewayUrl: gateway.url,
      pin: pins.operator1,
      certificates: {
        good: { staffId },
        offline: { staffId },
        revoked: { staffId },
        revokedLater: { staffId },
        expired: { staffId, flaw: 'expired' },
        notYetValid: { staffId, flaw: 'notYetValid' },
        otherIin: { staffId, flaw: 'otherIin' },
        otherBin: { staffId, flaw: 'otherBin' },
        notForSignature: { staffId, flaw: 'notForSignature' },
      },
    })
    await revoke(issued.revoked)
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    await logIn(workstation.bridge, 'operator1')
    caseId = await fillIntake(workstation.bridge)
    preparationId = (await must(workstation.bridge, 'signing/prepareRequest', { caseId })).preparationId
  })
  afterEach(() => gateway.misbehave({}))
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
    rmSync(data, { recursive: true, force: true })
  })

  const signWith = async (name: Name, preparation = preparationId) => {
    const { bridge } = workstation
    const ticket = randomUUID()
    await bridge.leavePin(ticket, new TextEncoder().encode(pins.operator1))
    return bridge.api['signing/sign']({ preparationId: preparation, certificateId: issued[name].certificateId, ticket })
  }
  const reasonsOf = async (name: Name) => {
    const { tokens } = await must(workstation.bridge, 'signing/certificates', { purpose: 'request' })
    const choice = tokens
      .flatMap(({ certificates }) => certificates)
      .find(({ certificateId }) => certificateId === issued[name].certificateId)
    return { fits: choice?.fits, reasons: choice?.reasons }
  }

  it.each([
    { name: 'expired', reason: 'expired' },
    { name: 'notYetValid', reason: 'notYetValid' },
    { name: 'otherIin', reason: 'otherPerson' },
    { name: 'otherBin', reason: 'otherOrganisation' },
    { name: 'notForSignature', reason: 'notForSignature' },
  ] as const)('$name: the list says why, and signing with it is refused before the PIN is used', async ({ name, reason }) => {
    expect(await reasonsOf(name)).toEqual({ fits: false, reasons: [reason] })
    expect(await faultOf(await signWith(name))).toEqual({ tag: 'signing/certificateUnfit', remedy: 'act', reason })
    expect(await must(workstation.bridge, 'case/get', { caseId, screen: 'intake' })).toMatchObject({ stage: 'draft', jobs: [] })
  })

  it('revoked: signing with it is refused', async () => {
    expect(await faultOf(await signWith('revoked'))).toEqual({ tag: 'signing/certificateUnfit', remedy: 'act', reason: 'revoked' })
  })

  it('revoked after it was chosen: signing with it is refused', async () => {
    expect(await reasonsOf('revokedLater')).toEqual({ fits: true, reasons: [] })
    await revoke(issued.revokedLater)
    expect(await faultOf(await signWith('revokedLater'))).toEqual({ tag: 'signing/certificateUnfit', remedy: 'act', reason: 'revoked' })
  })

  it('nobody says whether it is revoked (OCSP and list down): it signs, says so, and the log keeps it', async () => {
    await gateway.misbehave({ refuseRetryAfterSeconds: 1, onlyPath: '/ca/' })
    const other = await fillIntake(workstation.bridge)
    const { preparationId: preparation } = await must(workstation.bridge, 'signing/prepareRequest', { caseId: other })
    expect(await signWith('offline', preparation)).toMatchObject({ ok: true, value: { revocation: 'unknown' } })
    const view = await caseUntil(workstation.bridge, other, ({ stage }) => stage === 'registered')
    expect(view.requestReport).toMatchObject({ accepted: true, revocation: { state: 'unknown', why: 'noAnswer' } })
  })

  it('good: the same preparation that the others were refused for is signed, once', async () => {
    expect(await reasonsOf('good')).toEqual({ fits: true, reasons: [] })
    expect(await signWith('good')).toMatchObject({ ok: true, value: { revocation: 'good' } })
    const view = await caseUntil(workstation.bridge, caseId, ({ stage }) => stage === 'registered')
    expect(view.requestReport).toMatchObject({ accepted: true, revocation: { state: 'good', source: 'ocsp' } })
    expect(requestsAtGateway(gateway.dataFolder).filter((request) => request.caseId === caseId)).toHaveLength(1)
    expect(await faultOf(await signWith('good'))).toMatchObject({ tag: 'signing/preparationGone' })
  })

  it('has a sentence for every reason', async () => {
    for (const reason of [
      'noPrivateKey',
      'expired',
      'notYetValid',
      'notForSignature',
      'otherPerson',
      'otherOrganisation',
      'untrusted',
      'revoked',
      'wrongRole',
    ]) {
      await expectSentences({ tag: 'signing/certificateUnfit', remedy: 'act', reason })
    }
  })
})
