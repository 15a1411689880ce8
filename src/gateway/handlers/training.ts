import { almatyDate } from '#core/domain/calendar.ts'
import { newPaymentReference } from '#gateway/payment-store.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import { caPaths } from '#gateway/http/register-ca.ts'
import { trainingPassword } from '#gateway/population/colleague.ts'
import { trainingColleagues } from '#gateway/population/staff.ts'
import { unknownIin } from '#gateway/population/well-known.ts'
import { makeBin } from '#gateway/population/identifiers.ts'
import { routes } from '#core/wire/routes.ts'
import { readCsr } from '#pki/csr.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import type { GatewayDeps } from './deps.ts'

type TrainingRoute =
  'trainingStaff' | 'trainingWorkplaces' | 'trainingCertificate' | 'trainingPayment' | 'trainingRevocation' | 'trainingFaults'

const day = 86_400_000
const strangeBin = makeBin('2015-03-01', 77_001)

/** What only a training gateway answers: who is who, certificates for the asking, and the switches. */
export function createTrainingHandlers(deps: GatewayDeps): Pick<Handlers, TrainingRoute> {
  const { staff, authority, certificates, revocationLists, faults, database, payments } = deps
  const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64')
  const colleagues = () => trainingColleagues(staff.workplaces().map(({ bin }) => bin))

  return {
    trainingStaff: () => colleagues().map(({ member, pin }) => ({ ...member, pin, password: trainingPassword })),

    trainingWorkplaces: () =>
      staff.workplaces().map((workplace) => ({
        workplace,
        gatewayUrl: deps.url(),
        workplaceToken: staff.tokenOf(workplace.id),
        training: true,
        trustedRoots: [base64(authority.root.certificate)],
        intermediates: [base64(authority.issuing.certificate)],
      })),

    trainingCertificate: ({ body, now }) => {
      const colleague = colleagues().find(({ member }) => member.staffId === body.staffId)
      const organisation = staff.workplaces().find(({ bin }) => bin === colleague?.member.organisationBin)
      if (colleague === undefined || organisation === undefined) throw new Refusal('notFound')
      const csr = readCsr(Buffer.from(body.csr, 'base64'))
      if (!csr.ok) throw new Refusal('malformed', { reason: csr.error.tag }, 422)
      const { flaw } = body
      const { name } = colleague.person
      const at = (offset: number): string => new Date(now.getTime() + offset).toISOString()
      const [from, to] = flaw === 'expired' ? [-400 * day, -35 * day] : flaw === 'notYetValid' ? [day, 366 * day] : [-day, 365 * day]
      const der = issueCertificate(authority, {
        publicKeySpki: csr.value.publicKeySpki,
        subject: {
          surname: name.surname,
          givenName: name.givenName,
          ...(name.patronymic === undefined ? {} : { patronymic: name.patronymic }),
          iin: flaw === 'otherIin' ? unknownIin : colleague.member.iin,
          bin: flaw === 'otherBin' ? strangeBin : organisation.bin,
          organisation: organisation.name.kk,
        },
        role: colleague.member.role === 'head' ? 'head' : 'employee',
        notBefore: at(from),
        notAfter: at(to),
        crlUrl: deps.url() + routes.crl.path,
        ocspUrl: deps.url() + caPaths.ocsp,
        ...(flaw === 'notForSignature' ? { keyUsage: ['keyAgreement'] as const } : {}),
      })
      const { serial } = certificates.add(der, body.staffId, now)
      return { certificate: base64(der), serial, chain: [base64(authority.issuing.certificate)] }
    },

    trainingRevocation: ({ body, now }) => {
      const revoked = database
        .transaction(() => {
          const known = certificates.revoke(body.serial, now)
          if (known) revocationLists.renew(now)
          return known
        })
        .immediate()
      return { revoked }
    },

    trainingPayment: ({ body, now }) => {
      const reference = newPaymentReference()
      payments.add({ ...body, reference, ...(body.state === 'paid' ? { paidOn: almatyDate(now.toISOString()) } : {}) })
      return { reference }
    },

    trainingFaults: ({ body }) => {
      faults.set(body)
      return body
    },
  }
}
