import { randomBytes } from 'node:crypto'
import { Agent, request } from 'undici'
import { hashOf } from '#core/domain/canonical.ts'
import { startGateway } from '#test/harness/gateway.ts'
import { openRealDesk, papersOf } from '#test/harness/real-desk.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { startLimitServer } from './limit-server.ts'
import { timesInTurn } from './statistics.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const megabyte = 1024 * 1024

/** A document the gateway takes: it looks no deeper than a PDF's first line. */
function makeContent(bytes: number): Uint8Array {
  const content = randomBytes(bytes)
  content.write('%PDF-1.7\n')
  return content
}

export const upload: Benchmark = {
  name: 'upload',
  run: ({ quick }) =>
    inTemporaryFolder(async (folder) => {
      const gateway = await startGateway()
      const server = await startLimitServer('keeping-server', [folder])
      const dispatcher = new Agent()
      const { desk, running } = openRealDesk(await papersOf(gateway), folder)
      const figures = []
      for (const size of [1, 20]) {
        const times = await timesInTurn(quick ? 4 : 25, {
          resumable: async () => {
            const content = makeContent(size * megabyte)
            const sent = await desk.gateway.upload(hashOf(content), content, () => {})
            if (!sent.ok) throw new Error(sent.error.tag)
          },
          bare: async () => {
            const body = makeContent(size * megabyte)
            hashOf(body)
            const answer = await request(`http://127.0.0.1:${server.port}/`, { method: 'POST', body, dispatcher })
            await answer.body.text()
          },
        })
        const limit = { what: 'bare loopback copy to a server that fsyncs', times: times.bare }
        figures.push(timesFigure(`Upload of ${size} MiB: resumable, hashed at both ends, kept`, times.resumable, limit))
      }
      await running.stop()
      await dispatcher.close()
      await server.stop()
      await gateway.stop()
      return figures
    }),
}
