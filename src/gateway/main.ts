import { describeFailure } from '#core/base/logger.ts'
import { createLogger } from './log.ts'
import { readOptions } from './options.ts'
import { startGateway } from './start-gateway.ts'

/** Longer than this a stop does not wait for running calls: everything that was answered is on the disk anyway. */
const patienceMilliseconds = 5_000

const now = () => new Date()
const writeError = (line: string): void => void process.stderr.write(line)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  const logger = createLogger(writeError, options.logLevel, now)
  process.on('uncaughtException', (failure) => {
    logger.error('crashed', { failure: describeFailure(failure) })
    process.exit(70)
  })
  const gateway = await startGateway(options, logger)

  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patienceMilliseconds).unref()
    void gateway.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Started by a host over IPC, or with a pipe as standard input: when the host is gone, so is its gateway.
  process.on('disconnect', stop)
  if (process.env['TEREZE_GATEWAY_STOP_WITH_STDIN'] === '1') process.stdin.on('end', stop).on('error', stop).resume()

  process.stdout.write(`${JSON.stringify({ ready: true, url: gateway.url })}\n`)
}

main().catch((failure: unknown) => {
  const reason = failure instanceof Error ? failure.message : 'unknown'
  writeError(
    `${JSON.stringify({ at: now().toISOString(), level: 'error', process: 'gateway', message: 'not started', reason, failure: describeFailure(failure) })}\n`,
  )
  process.exit(1)
})
