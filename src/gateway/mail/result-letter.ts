import { canonicalHash } from '#core/domain/canonical.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Locale } from '#core/domain/text.ts'
import type { Resources } from '#gateway/resources.ts'
import type { Letter } from './mailer.ts'

export interface ResultLetter {
  readonly to: string
  readonly language: Locale
  /** The request's. */
  readonly number: string
  readonly service: Pick<ServiceDefinition, 'name' | 'provider'>
  /** SHA-256 of the signed content. */
  readonly resultHash: string
  readonly pdf: Uint8Array
  /** CAdES, DER. */
  readonly cms: Uint8Array
  readonly date: Date
}

/** The letter with a result: its sheet to be read and printed, and the signed document itself (RFC 8551, 3.5: `.p7m`). */
export function resultLetter(texts: Resources['resultLetter'], letter: ResultLetter): Letter {
  const { to, language, number, service, resultHash, date } = letter
  const [pdf, signature] = [`${number}.pdf`, `${number}.p7m`]
  const values: Readonly<Record<string, string>> = {
    number,
    service: service.name[language],
    provider: service.provider.name[language],
    pdf,
    signature,
  }
  const written = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
  return {
    messageId: `${canonicalHash({ resultHash, to }).slice(0, 32)}@tereze`,
    to,
    subject: written(texts[language].subject),
    text: written(texts[language].text),
    date,
    attachments: [
      { filename: pdf, contentType: 'application/pdf', content: letter.pdf },
      { filename: signature, contentType: 'application/pkcs7-mime; smime-type=signed-data', content: letter.cms },
    ],
  }
}
