import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { canonicalBytes, canonicalHash } from '#core/domain/canonical.ts'
import type { CatalogueRefusal } from '#core/domain/catalogue.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { SignatureProblem } from '#core/domain/signature.ts'
import { type OfferedCatalogue, verifyCatalogue } from '#core/services/verify-catalogue.ts'
import { offeredCatalogue } from '#test/builders/catalogue.ts'
import { createFakeDesk, definition } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

const next = ServiceDefinition.parse({ ...definition, version: '9.0.0' })
const other = ServiceDefinition.parse({ ...definition, id: 'other-service' })
const good = offeredCatalogue({ version: '2', services: [next, other] })
const system = certificateOf({ role: 'system' })

describe('verifyCatalogue', () => {
  it('a signed, whole, sound and newer one may be put into force: every service with its source and hash', async () => {
    const verified = await verifyCatalogue(createFakeDesk(), good)
    expect(verified).toMatchObject({
      ok: true,
      value: {
        version: '2',
        services: [
          { definition: next, source: next, sha256: canonicalHash(next) },
          { definition: other, source: other, sha256: canonicalHash(other) },
        ],
      },
    })
  })

  it('what a later program writes beside what this one knows is kept and hashed with it', async () => {
    const later = { ...next, ofTheFuture: true }
    const verified = await verifyCatalogue(createFakeDesk(), offeredCatalogue({ version: '2', services: [later] }))
    expect(verified.ok && verified.value.services).toEqual([{ definition: next, source: later, sha256: canonicalHash(later) }])
  })

  it('the present one again stands', async () => {
    const desk = createFakeDesk()
    expect((await verifyCatalogue(desk, offeredCatalogue({ version: '1', services: [definition] }))).ok).toBe(true)
  })

  const dead = { ...next, refusalGrounds: [] }
  const holed = { ...next, results: next.results.map((result) => ({ ...result, values: [] })) }
  const table: readonly (readonly [string, OfferedCatalogue, CatalogueRefusal])[] = [
    ['is no signature', { ...good, manifest: new Uint8Array([1, 2, 3]) }, 'unsigned'],
    ['holds no manifest', { ...good, manifest: cmsOf(canonicalBytes({ schema: 'other' }), system) }, 'unreadable'],
    ['is signed by a person of another role', offeredCatalogue({ version: '2', services: [next] }, { role: 'head' }), 'untrustedSigner'],
    ['brings a service with one letter changed', { ...good, services: [{ ...next, number: 99 }, other] }, 'hashDiffers'],
    ['brings one service less than it names', { ...good, services: [next] }, 'hashDiffers'],
    ['brings one service twice instead of another', { ...good, services: [next, next] }, 'hashDiffers'],
    ['brings one that it does not name', { ...good, services: [next, other, { ...other, id: 'third' }] }, 'hashDiffers'],
    ['brings what is no JSON', { ...good, services: [next, undefined] }, 'hashDiffers'],
    ['brings another calendar', { ...good, calendar: { version: 'x' } }, 'hashDiffers'],
    ['names a service of no known shape', offeredCatalogue({ version: '2', services: [dead] }), 'unsound'],
    ['names a service whose blank has holes', offeredCatalogue({ version: '2', services: [holed] }), 'unsound'],
    ['names one service in two versions', offeredCatalogue({ version: '2', services: [next, { ...next, version: '9.0.1' }] }), 'unsound'],
    ['names a calendar of no known shape', offeredCatalogue({ version: '2', services: [next], calendar: { version: '1' } }), 'unsound'],
    ['is older than the present one', offeredCatalogue({ version: '0', services: [next] }), 'older'],
    [
      'changes a definition under its old version',
      offeredCatalogue({ version: '2', services: [{ ...definition, number: 99 }] }),
      'versionReused',
    ],
    [
      'has the present one’s version for other services',
      offeredCatalogue({ version: '1', services: [definition, other] }),
      'versionReused',
    ],
  ]
  it.each(table)('one that %s is refused', async (_what, offered, why) => {
    expect(await verifyCatalogue(createFakeDesk(), offered)).toEqual(err(why))
  })

  it.each<[SignatureProblem, CatalogueRefusal]>([
    ['noSigner', 'unsigned'],
    ['signatureBroken', 'badSignature'],
    ['contentAltered', 'badSignature'],
    ['chainUntrusted', 'untrustedSigner'],
    ['revoked', 'untrustedSigner'],
    ['expired', 'untrustedSigner'],
  ])('a signature with the problem %s is %s', async (problem, why) => {
    const desk = createFakeDesk()
    desk.signing.problems = [problem]
    expect(await verifyCatalogue(desk, good)).toEqual(err(why))
  })

  it('names a definition of another id or version than the one it brings: unsound', async () => {
    const offered = offeredCatalogue({ version: '2', services: [next] })
    const read = JSON.parse(Buffer.from(offered.manifest).toString()) as { content: string }
    const manifest = JSON.parse(Buffer.from(read.content, 'hex').toString()) as { services: { version: string }[] }
    const renamed = { ...manifest, services: manifest.services.map((service) => ({ ...service, version: '9.0.1' })) }
    const cms = cmsOf(canonicalBytes(renamed), system)
    expect(await verifyCatalogue(createFakeDesk(), { ...offered, manifest: cms })).toEqual(err('unsound'))
  })
})
