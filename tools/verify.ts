// Verifies the signatures of a file and says in plain words what came of it: `npm run verify -- FILE`, with `--content FILE` for a detached signature,
// `--pdf OUT` for the report on paper and `--language kk|ru` (default kk). Whom to believe: `--root FILE` (PEM, may be given several times), or the
// enrolments in the data folder, or the training gateway's own authority there.
// Ends with 0 where everything is accepted, 1 where something is not or could not be checked, 2 where the file cannot be read as a signature.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import { translateIn } from '#adapters/typesetter/verification-texts.ts'
import { type WrittenVerification, writeVerification } from '#core/domain/written-verification.ts'
import { Locale } from '#core/domain/text.ts'
import { WorkplaceEnrolment } from '#core/wire/messages.ts'
import { dataFolderOf, readSettings } from '#hosts/common/settings.ts'
import { fromPem } from '#pki/pem.ts'
import { findRunningGateway } from './running-gateway.ts'

const Arguments = z.object({
  positionals: z.tuple([z.string().min(1)]),
  values: z.object({
    content: z.string().optional(),
    pdf: z.string().optional(),
    language: Locale.default('kk'),
    root: z.array(z.string()).default([]),
    gateway: z.url().optional(),
  }),
})

interface Trust {
  readonly roots: readonly Uint8Array[]
  readonly intermediates: readonly Uint8Array[]
  /** Where revocation is asked; nowhere without it. */
  readonly gatewayUrl?: string | undefined
}

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

function certificatesIn(file: string): readonly Uint8Array[] {
  const read = fromPem('CERTIFICATE', readFileSync(file, 'utf8'))
  if (!read.ok) throw new Error(`No certificate in ${file}`)
  return read.value
}

/** From the data folders of this user, the real workstation's before the training's. */
function findTrust(): Trust | undefined {
  const settings = readSettings(process.env)
  for (const folder of (['electron', 'web'] as const).map((host) => dataFolderOf(settings, host))) {
    const enrolments = join(folder, 'enrolments.json')
    if (existsSync(enrolments)) {
      const known = z.array(WorkplaceEnrolment).parse(JSON.parse(readFileSync(enrolments, 'utf8')))
      return {
        roots: known.flatMap(({ trustedRoots }) => trustedRoots.map(fromBase64)),
        intermediates: known.flatMap(({ intermediates }) => intermediates.map(fromBase64)),
        gatewayUrl: known[0]?.gatewayUrl,
      }
    }
    const authority = join(folder, 'gateway', 'ca')
    if (existsSync(join(authority, 'root.cert.pem')))
      return {
        roots: certificatesIn(join(authority, 'root.cert.pem')),
        intermediates: certificatesIn(join(authority, 'issuing.cert.pem')),
        gatewayUrl: findRunningGateway(),
      }
  }
  return undefined
}

function print({ title, headline, facts, notes, signers }: WrittenVerification): void {
  const section = (lines: WrittenVerification['facts'], remarks: readonly string[]): void => {
    for (const { label, value } of lines) console.log(`  ${label}: ${value}`)
    for (const remark of remarks) console.log(`  – ${remark}`)
  }
  console.log(`${title}. ${headline}`)
  section(facts, notes)
  for (const signer of signers) {
    console.log(`\n${signer.headline}`)
    section(signer.facts, signer.notes)
  }
}

async function verify({ positionals: [file], values }: z.infer<typeof Arguments>): Promise<number> {
  const named = values.root.flatMap(certificatesIn)
  const trust = named.length > 0 ? { roots: named, intermediates: [] } : findTrust()
  if (trust === undefined) throw new Error('Nobody to believe: give --root FILE, or start the program once.')
  const gatewayUrl = values.gateway ?? ('gatewayUrl' in trust ? trust.gatewayUrl : undefined)
  const signing = createSignatureFormat({
    trustedRoots: trust.roots,
    intermediates: trust.intermediates,
    baseUrl: gatewayUrl ?? '',
    isAway: () => gatewayUrl === undefined,
    crlCache: { get: () => undefined, set: () => {} },
    clock: { now: Date.now, instant: () => new Date().toISOString(), after: () => () => {} },
  })
  const content = values.content === undefined ? undefined : new Uint8Array(readFileSync(values.content))
  const report = await signing.inspect(new Uint8Array(readFileSync(file)), new Date().toISOString(), content)
  print(writeVerification(report, translateIn(values.language)))
  if (values.pdf !== undefined) writeFileSync(values.pdf, await createTypesetter().verification(report, values.language))
  if (report.notSignature !== undefined) return 2
  return report.verdict === 'accepted' ? 0 : 1
}

const option = { type: 'string' } as const
const options = { content: option, pdf: option, language: option, root: { ...option, multiple: true }, gateway: option } as const
try {
  const parsed = Arguments.safeParse(parseArgs({ options, strict: true, allowPositionals: true }))
  if (!parsed.success)
    throw new Error('npm run verify -- FILE [--content FILE] [--root FILE] [--gateway URL] [--pdf OUT] [--language kk|ru]')
  process.exitCode = await verify(parsed.data)
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : 'unknown')
  process.exitCode = 2
}
