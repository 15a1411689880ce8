import type { Revocation } from '#core/domain/signature.ts'
import { readCrl, revocationFromCrl } from './crl.ts'
import { revocationFromOcsp, statedAt } from './ocsp.ts'
import type { ParsedCertificate } from './parsed-certificate.ts'
import type { ValidationData } from './validation-data.ts'

export interface EmbeddedQuestion {
  readonly data: ValidationData
  readonly certificate: ParsedCertificate
  readonly issuer: ParsedCertificate
  /** The time to know it for: the one that a time stamp proves. */
  readonly provedAt: Date
  /** Nothing can speak of a later time than this. */
  readonly now: Date
  /**
   * Only what was said at the proved time or later counts. Of a person's certificate, and the time stamping authority's, an answer from before does not tell
   * of a revocation in between; authorities' lists are issued once in months, so for theirs being current is enough (ETSI EN 319 102-1, 5.2.5).
   */
  readonly saidLater: boolean
}

/** Clocks of authorities and desks differ by some minutes. */
const tolerance = 5 * 60_000
const stale: Revocation = { state: 'unknown', why: 'stale' }
/** A revocation outweighs everything; an answer outweighs none. */
const weights: Readonly<Record<Revocation['state'], number>> = { revoked: 2, good: 1, unknown: 0 }

const wholeSecond = (date: Date): number => Math.floor(date.getTime() / 1000)

/**
 * What the answers and lists inside a signature say of a certificate at the time that is proved. Each is verified as one that comes over the network, at the
 * time it was made or the proved one, whichever is later: so its own age does not count, and whoever signed it need only have been entitled then.
 * @returns undefined where none of them is about it
 */
export function embeddedRevocation({ data, certificate, issuer, provedAt, now, saidLater }: EmbeddedQuestion): Revocation | undefined {
  const judge = (statement: Date | undefined, say: (at: string) => Revocation): Revocation | undefined => {
    if (statement === undefined || statement.getTime() > now.getTime() + tolerance) return undefined
    if (saidLater && wholeSecond(statement) < wholeSecond(provedAt)) return stale
    const said = say((statement > provedAt ? statement : provedAt).toISOString())
    if (said.state === 'unknown') return said.why === 'stale' ? said : undefined
    return { ...said, embedded: true }
  }
  const question = { certificate: certificate.der, issuer: issuer.der }
  const answers = data.ocspResponses.map((response) =>
    judge(statedAt(response, certificate, issuer), (at) => revocationFromOcsp({ ...question, response, at })),
  )
  const lists = data.crls.map((der) => {
    const crl = readCrl(der)
    return crl.ok ? judge(new Date(crl.value.thisUpdate), (at) => revocationFromCrl({ ...question, crl: crl.value, at })) : undefined
  })
  return [...answers, ...lists]
    .filter((revocation) => revocation !== undefined)
    .toSorted((one, other) => weights[other.state] - weights[one.state])[0]
}
