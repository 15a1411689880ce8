import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { type Claim, claimData, claimSentence } from '#hosts/common/claim-data.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const claims: Claim[] = []
afterEach(() => {
  for (const claim of claims.splice(0)) claim.release()
})
const claim = async (folder: string, onSecond = () => {}) => {
  const answer = await claimData(folder, onSecond)
  if (answer.ok) claims.push(answer.value)
  return answer
}

describe('a data folder', () => {
  it('is one program’s: the second hears whose, and the first shows its window', async () => {
    const folder = temporaryFolder()
    let shown = 0
    expect((await claim(folder, () => shown++)).ok).toBe(true)
    expect(await claim(folder)).toEqual({ ok: false, error: { tag: 'storage/inUse', remedy: 'act', pid: process.pid } })
    expect([shown, (await claim(temporaryFolder())).ok]).toEqual([1, true])
  })

  it('is free again when the program ended', async () => {
    const folder = temporaryFolder()
    const first = await claim(folder)
    if (first.ok) first.value.release()
    expect((await claim(folder)).ok).toBe(true)
  })

  it('is free again when the program was killed', async () => {
    const folder = temporaryFolder()
    const module = join(import.meta.dirname, '../../../src/main/hosts/common/claim-data.ts')
    const script = `const { claimData } = await import(${JSON.stringify(module)}); console.log((await claimData(${JSON.stringify(folder)}, () => {})).ok); setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const line = await new Promise((resolve) => createInterface({ input: holder.stdout }).once('line', resolve))
    expect([line, await claim(folder)]).toMatchObject(['true', { ok: false, error: { pid: holder.pid } }])
    const ended = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await ended
    expect((await claim(folder)).ok).toBe(true)
  })

  it('goes to exactly one of many that come at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      const folder = temporaryFolder()
      const answers = await Promise.all(Array.from({ length: 8 }, () => claim(folder)))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })

  it.skipIf(process.getuid?.() === 0)('of another user is left alone', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'key'), 'x', { mode: 0o000 })
    expect(await claim(join(folder, 'data'))).toEqual({ ok: false, error: { tag: 'storage/forbidden', remedy: 'support' } })
    chmodSync(join(folder, 'data'), 0o500)
    expect(await claim(join(folder, 'data'))).toMatchObject({ ok: false, error: { tag: 'storage/forbidden' } })
    chmodSync(join(folder, 'data'), 0o700)
  })
})

it('the refusal is a sentence in both languages, with the process where it is known', () => {
  const sentences = [
    claimSentence({ tag: 'storage/inUse', remedy: 'act', pid: 4711 }),
    claimSentence({ tag: 'storage/inUse', remedy: 'act' }),
    claimSentence({ tag: 'storage/forbidden', remedy: 'support' }),
  ]
  for (const sentence of sentences) expect(sentence).toMatch(/^[А-ЯӘҒҚҢӨҰҮҺІ][^/]*\. \/ [А-Я][^/]*\.$/u)
  expect(sentences.map((sentence) => sentence.includes('4711'))).toEqual([true, false, false])
})
