import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { systemClock } from '#adapters/clock/system-clock.ts'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import type { Bridge } from '#core/contract/client.ts'
import { canonicalBytes } from '#core/domain/canonical.ts'
import { fillIntake, fittingCertificate, must, pins } from '#test/harness/journey.ts'
import { findSofthsm, softhsmConfOf } from '#training/softhsm.ts'
import { type BareToken, openBareToken } from './bare-token.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { atSigningDesk, type SigningDesk } from './signing-desk.ts'
import { median, timeOf, timesInTurn } from './statistics.ts'

const aim = { of: 'median', below: 5 } as const

/** Content signed and verified in this process, as the core does it around the token. */
async function inProcess({ gateway, enrolment }: SigningDesk, token: BareToken, content: Uint8Array, runs: number) {
  const der = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
  let crl: { readonly der: Uint8Array; readonly fetchedAt: string } | undefined
  const format = createSignatureFormat({
    trustedRoots: enrolment.trustedRoots.map(der),
    intermediates: enrolment.intermediates.map(der),
    baseUrl: gateway.url,
    clock: systemClock,
    crlCache: { get: () => crl, set: (_name, list, fetchedAt) => void (crl = { der: list, fetchedAt }) },
  })
  const { certificate } = token
  const prepared = () => format.prepare(content, certificate.der, certificate.keyType, systemClock.instant())
  const signed = (): Uint8Array => {
    const { toBeSigned, finish } = prepared()
    return finish(token.sign(toBeSigned))
  }
  const { toBeSigned, finish } = prepared()
  const signature = token.sign(toBeSigned)
  const { publicKey } = new X509Certificate(certificate.der)
  const cms = signed()
  const { report } = await format.verify(cms, systemClock.instant())
  if (!report.accepted) throw new Error(`The signature is not accepted: ${report.problems.join(', ')}`)
  return timesInTurn(runs, {
    software: async () => {
      prepared()
      finish(signature)
      await format.verify(cms, systemClock.instant())
    },
    verification: () => format.verify(cms, systemClock.instant()),
    bareVerification: () => verify('sha256', toBeSigned, publicKey, signature),
    device: () => token.sign(toBeSigned),
    deviceWithLogin: () => token.logInAndSign(toBeSigned),
  })
}

/** From the PIN's leaving the page to the signed case on disk. */
async function endToEnd(bridge: Bridge, certificateId: string, runs: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let run = -2; run < runs; run++) {
    const caseId = await fillIntake(bridge)
    const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
    const time = await timeOf(async () => {
      const ticket = randomUUID()
      await bridge.leavePin(ticket, new TextEncoder().encode(pins.operator1))
      await must(bridge, 'signing/sign', { preparationId, certificateId, ticket })
    })
    if (run >= 0) times.push(time)
  }
  return times
}

export const signature: Benchmark = {
  name: 'signature',
  run: async ({ quick }) => {
    const softhsm = findSofthsm()
    if (softhsm === undefined) return [{ what: 'Software part of a signature', missing: 'no SoftHSM2' }]
    return atSigningDesk(async (desk) => {
      const { bridge, dataFolder } = desk.workstation
      const certificateId = await fittingCertificate(bridge, 'request')
      const preparation = await must(bridge, 'signing/prepareRequest', { caseId: await fillIntake(bridge) })
      const whole = await endToEnd(bridge, certificateId, quick ? 6 : 40)
      process.env['SOFTHSM2_CONF'] = softhsmConfOf(join(dataFolder, 'tokens'))
      const token = openBareToken(softhsm.module, certificateId, pins.operator1)
      try {
        const { software, verification, bareVerification, device, deviceWithLogin } = await inProcess(
          desk,
          token,
          canonicalBytes(preparation.content),
          quick ? 40 : 300,
        )
        const bareSign = { what: 'bare C_SignInit + C_Sign on the same SoftHSM token', times: device }
        const bareLogin = { what: 'bare C_Login + C_SignInit + C_Sign + C_Logout on the same token', times: deviceWithLogin }
        const ofDevice = median(deviceWithLogin)
        return [
          timesFigure('Signature, software in process: prepare, finish, verify', software, bareSign, aim),
          timesFigure('Verification of a signature: cryptography, attributes, chain, revocation as it is kept', verification, {
            what: 'bare verification of the same signature value',
            times: bareVerification,
          }),
          timesFigure('Signature, end to end: from the PIN’s leaving the page to the signed case on disk', whole, bareLogin),
          timesFigure(
            'of it software, processes and disk: end to end less the token’s own part',
            whole.map((time) => time - ofDevice),
            bareLogin,
            aim,
          ),
        ]
      } finally {
        token.close()
      }
    })
  },
}
