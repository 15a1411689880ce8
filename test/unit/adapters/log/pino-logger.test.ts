import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createPinoLogger } from '#adapters/log/pino-logger.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

it('writes one line an event, with level and time, from its level up', () => {
  const file = join(temporaryFolder(), 'logs', 'core.log')
  const log = createPinoLogger({ level: 'info', file })
  log.debug('not this')
  log.info('job done', { jobId: 'j-1', attempt: 2 })
  log.error('bad')
  expect(linesOf(file)).toEqual([
    { level: 'info', time: expect.stringMatching(/Z$/) as string, pid: process.pid, jobId: 'j-1', attempt: 2, msg: 'job done' },
    { level: 'error', time: expect.stringMatching(/Z$/) as string, pid: process.pid, msg: 'bad' },
  ])
  log.close()
})

it('lets nothing through that is not named, nor of another kind, nor longer than a code needs, nor a second line', () => {
  const file = join(temporaryFolder(), 'core.log')
  const log = createPinoLogger({ level: 'debug', file })
  const smuggled = {
    applicant: 'Әбілқасымов',
    iin: '850101300000',
    tag: { name: 'Әбілқасымов' },
    count: '850101300000',
    code: 'x'.repeat(5_000),
    failure: 'a\n{"level":"info"}',
  }
  log.warn('w', smuggled as object)
  const text = readFileSync(file, 'utf8')
  expect([text.includes('Әбілқасымов'), text.includes('850101300000'), text.split('\n').length, text.length < 2_000]).toEqual([
    false,
    false,
    2,
    true,
  ])
  log.close()
})

it('puts a full file aside and keeps so many', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'core.log')
  const log = createPinoLogger({ level: 'info', file, maxBytes: 1_000, keep: 2 })
  for (let count = 0; count < 100; count++) log.info('line', { count })
  log.close()
  expect(readdirSync(folder).toSorted()).toEqual(['core.log', 'core.log.1', 'core.log.2'])
  expect(readdirSync(folder).every((name) => statSync(join(folder, name)).size <= 1_000)).toBe(true)
  const counts = ['core.log.2', 'core.log.1', 'core.log'].flatMap((name) => linesOf(join(folder, name)).map((line) => line['count']))
  expect(counts).toEqual(Array.from({ length: counts.length }, (_, index) => 100 - counts.length + index))
})

it('goes on in the same file after a restart, and never throws where it cannot write', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'core.log')
  for (const count of [1, 2]) {
    const log = createPinoLogger({ level: 'info', file })
    log.info('line', { count })
    log.close()
  }
  expect(linesOf(file).map((line) => line['count'])).toEqual([1, 2])
  mkdirSync(join(folder, 'taken'))
  const log = createPinoLogger({ level: 'info', file: join(folder, 'taken') })
  expect(() => log.info('line')).not.toThrow()
})
