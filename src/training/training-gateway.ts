import { fault, type Fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { z } from 'zod'
import { TrainingCertificateAnswer, TrainingStaff, TrainingWorkplaces } from '#core/wire/messages.ts'
import { routes } from '#core/wire/routes.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { findChain, type TrustStore } from '#pki/chain.ts'
import { isWithinValidity, parseCertificate } from '#pki/parsed-certificate.ts'

export type TrainingStaffMember = z.infer<typeof TrainingStaff>[number]
export type TrainingGatewayFault = Fault<'training/gatewayUnreachable', { code: string }>

export interface IssuedCertificate {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
}

/** As much of the training gateway as the making of keys needs. */
export interface TrainingGateway {
  readonly staff: () => Promise<Result<readonly TrainingStaffMember[], TrainingGatewayFault>>
  /** Whom the training workplaces believe. */
  readonly trust: () => Promise<Result<TrustStore, TrainingGatewayFault>>
  /** @param csr DER of PKCS#10 */
  readonly certify: (staffId: string, csr: Uint8Array) => Promise<Result<IssuedCertificate, TrainingGatewayFault>>
}

/** Milliseconds for one answer. */
const answerWithin = 20_000
const unreachable = (code: string) => err(fault('training/gatewayUnreachable', 'retry', { code }))
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** @param gatewayUrl without a slash at the end, as in the enrolment */
export function openTrainingGateway(gatewayUrl: string): TrainingGateway {
  const ask = async <T>(path: string, answer: z.ZodType<T>, body?: unknown): Promise<Result<T, TrainingGatewayFault>> => {
    try {
      const request =
        body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      const response = await fetch(`${gatewayUrl.replace(/\/+$/, '')}${path}`, { ...request, signal: AbortSignal.timeout(answerWithin) })
      if (!response.ok) return unreachable(`HTTP ${response.status}`)
      const parsed = answer.safeParse(await response.json())
      return parsed.success ? ok(parsed.data) : unreachable('MALFORMED_ANSWER')
    } catch (failure) {
      return unreachable(failure instanceof Error ? failure.name : 'UNKNOWN')
    }
  }

  return {
    staff: () => ask(routes.trainingStaff.path, TrainingStaff),
    trust: async () => {
      const enrolments = await ask(routes.trainingWorkplaces.path, TrainingWorkplaces)
      if (!enrolments.ok) return enrolments
      return ok({
        roots: enrolments.value.flatMap(({ trustedRoots }) => trustedRoots.map(bytesOf)),
        intermediates: enrolments.value.flatMap(({ intermediates }) => intermediates.map(bytesOf)),
      })
    },
    certify: async (staffId, csr) => {
      const answer = await ask(routes.trainingCertificate.path, TrainingCertificateAnswer, {
        staffId,
        csr: Buffer.from(csr).toString('base64'),
      })
      return answer.ok ? ok({ certificate: bytesOf(answer.value.certificate), chain: answer.value.chain.map(bytesOf) }) : answer
    },
  }
}

/** Left as it is at the next start: this person's, believed by this gateway, and good for another day at least. */
export function isStillGood(der: Uint8Array, member: TrainingStaffMember, trust: TrustStore, now: Date): boolean {
  const certificate = parseCertificate(der)
  const summary = summariseCertificate(der)
  if (certificate === undefined || !summary.ok || summary.value.iin !== member.iin) return false
  const tomorrow = new Date(now.getTime() + 86_400_000)
  return (
    isWithinValidity(certificate, now) && isWithinValidity(certificate, tomorrow) && findChain(certificate, [], trust, now) !== undefined
  )
}
