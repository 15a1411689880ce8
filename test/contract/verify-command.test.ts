import { execFile, execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Authority } from '#pki/authority.ts'
import { addValidationData } from '#pki/validation-data.ts'
import {
  certificatePem,
  content,
  newSigner,
  newTestAuthority,
  now,
  openWorkshop,
  signatureValues,
  signContent,
  stampedBy,
  type TestSigner,
  validationDataFor,
} from '#test/unit/pki/fixture.ts'

const run = promisify(execFile)
const workshop = openWorkshop()
afterAll(() => workshop.close())

let authority: Authority
let signer: TestSigner
beforeAll(async () => {
  authority = await newTestAuthority()
  signer = await newSigner(authority, {}, 'EC')
  workshop.write('root.pem', certificatePem(authority.root.certificate))
  workshop.write('content', content)
})

/** Given the root and nobody to ask. */
async function verify(name: string, ...more: readonly string[]) {
  const args = ['tools/verify.ts', workshop.path(name), '--root', workshop.path('root.pem'), ...more]
  const ended = await run(process.execPath, args).catch((failure: { code: number; stdout: string; stderr: string }) => failure)
  return { code: 'code' in ended ? ended.code : 0, said: ended.stdout + ended.stderr }
}

const longTerm = (cms: Uint8Array): Uint8Array => {
  const stamped = stampedBy(authority, cms)
  const longer = addValidationData(stamped, signatureValues(stamped)[0] ?? new Uint8Array(), validationDataFor(authority, signer, now))
  if (!longer.ok) throw new Error(longer.error.tag)
  return longer.value
}

describe('npm run verify', () => {
  it('accepts what carries all its proofs, without anybody to ask, in either language', async () => {
    workshop.write('lt.p7s', longTerm(signContent(authority, signer, { detached: true })))
    const kazakh = await verify('lt.p7s', '--content', workshop.path('content'))
    expect(kazakh).toMatchObject({ code: 0 })
    expect(kazakh.said).toContain('Қолтаңба дұрыс')
    expect(kazakh.said).toContain('CAdES-B-LT')
    expect((await verify('lt.p7s', '--content', workshop.path('content'), '--language', 'ru')).said).toContain('Доказанное время: ')
  })

  it('does not accept what is altered, unproved or kept apart from its document', async () => {
    workshop.write('plain.cms', signContent(authority, signer))
    workshop.write('other', 'other')
    const [unproved, apart, altered] = await Promise.all([
      verify('plain.cms', '--language', 'ru'),
      verify('lt.p7s', '--language', 'ru'),
      verify('lt.p7s', '--content', workshop.path('other'), '--language', 'ru'),
    ])
    expect([unproved.code, apart.code, altered.code]).toEqual([1, 1, 1])
    expect(unproved.said).toContain('Проверить удалось не всё')
    expect(unproved.said).toContain('Не проверено, отозван ли сертификат')
    expect(apart.said).toContain('Нет самого документа')
    expect(altered.said).toContain('После подписи текст изменён.')
  })

  it('cannot read what is no signature, or not there', async () => {
    workshop.write('text.txt', 'сәлем')
    const [text, missing] = await Promise.all([verify('text.txt'), verify('nothing.cms')])
    expect([text.code, missing.code]).toEqual([2, 2])
    expect(text.said).toContain('Бұл файлда қолтаңба жоқ')
  })

  it('puts the same on paper', async () => {
    workshop.write('both.cms', longTerm(signContent(authority, signer)))
    const pdf = workshop.path('report.pdf')
    expect((await verify('both.cms', '--pdf', pdf)).code).toBe(0)
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    for (const part of ['Қолтаңбаны тексеру', 'Қолтаңба дұрыс', 'Дәлелденген уақыт', 'CAdES-B-LT', 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ'])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(part)
    await rm(pdf)
  })
})
