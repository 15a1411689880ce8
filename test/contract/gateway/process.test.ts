import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startGateway } from '#test/harness/gateway.ts'
import { feedOf } from '#test/harness/gateway-client.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const main = join(import.meta.dirname, '../../../src/gateway/main.ts')

describe('the gateway process', () => {
  it('ends waiting calls and itself on SIGTERM, without waiting for the poll to run out', async () => {
    const gateway = await startGateway({ training: true })
    const waiting = feedOf(gateway, gateway.centre.workplaceToken, '', 50)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const started = performance.now()
    const code = await gateway.stop()
    expect(performance.now() - started).toBeLessThan(3_000)
    expect({ code, answer: await waiting }).toMatchObject({ code: 0, answer: { events: [] } })
  }, 20_000)

  it('ends when the process that started it is gone', async () => {
    const child = fork(main, ['--data', temporaryFolder(), '--training'], { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] })
    if (child.stdout === null) throw new Error('No output')
    await once(child.stdout, 'data')
    child.disconnect()
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(0)
  }, 20_000)

  it('takes its last port again, which stands in the certificates it issued', async () => {
    const dataFolder = temporaryFolder()
    const first = await startGateway({ training: true, dataFolder })
    await first.stop()
    const second = await startGateway({ training: true, dataFolder, port: 0 })
    await second.stop()
    expect(second.url).toBe(first.url)
  }, 20_000)

  it('does not start with a broken definition, and says which file is broken where', async () => {
    const folder = temporaryFolder()
    cpSync(join(import.meta.dirname, '../../../resources'), folder, { recursive: true })
    const file = join(folder, 'services', 'unemployed-cert.json')
    const definition = JSON.parse(readFileSync(file, 'utf8')) as { documents: { when?: unknown }[]; term: { rule: { days: number } } }
    definition.term.rule.days = -3
    writeFileSync(file, JSON.stringify(definition))
    await expect(startGateway({ resources: folder })).rejects.toThrow(/unemployed-cert\.json: term\.rule\.days/)
    definition.term.rule.days = 3
    definition.documents[0]!.when = [{ field: 'noSuchField', oneOf: ['yes'] }]
    writeFileSync(file, JSON.stringify(definition))
    await expect(startGateway({ resources: folder })).rejects.toThrow(/unemployed-cert\.json: documents: application asks noSuchField/)
  }, 20_000)

  it('refuses to listen for others', async () => {
    const child = spawn(process.execPath, [main, '--data', temporaryFolder(), '--host', '0.0.0.0'], { stdio: 'ignore' })
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(1)
  }, 20_000)
})
