import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import { Emitter } from '#core/base/emitter.ts'
import { childFlags, type HostedProcess, type ProcessStarter } from '#hosts/common/hosted-process.ts'
import { portChannel } from '#hosts/common/message-port.ts'

const killAfter = 3_000

/** A child that can be handed a port, so that nothing passes through Electron's main. */
export interface PortProcess extends HostedProcess {
  readonly give: (name: string, port: MessagePortMain) => void
}

export const takesPorts = (process: HostedProcess): process is PortProcess => 'give' in process

/** Starts children as Electron utility processes: the product's way. */
export function utilityStarter(folder: string): ProcessStarter {
  return {
    start: (entry, options = {}): PortProcess => {
      const child = utilityProcess.fork(join(folder, `${entry}.js`), [...(options.arguments ?? [])], {
        serviceName: `tereze-${entry}`,
        execArgv: [...childFlags],
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, ...options.environment } as Record<string, string>,
      })
      const lines = new Emitter<string>()
      const exited = new Emitter<number | null>()
      let ended = false
      if (child.stdout instanceof Readable) createInterface({ input: child.stdout }).on('line', (line) => lines.emit(line))
      child.once('exit', (code) => {
        ended = true
        exited.emit(code)
      })
      const give = (name: string, port: MessagePortMain): void => child.postMessage({ open: name }, [port])
      return {
        pid: child.pid,
        give,
        connect: (name) => {
          const { port1, port2 } = new MessageChannelMain()
          give(name, port2)
          return portChannel(port1)
        },
        onExit: exited.on,
        onLine: lines.on,
        stop: () =>
          new Promise((resolve) => {
            if (ended) return resolve()
            const timer = setTimeout(() => child.pid !== undefined && process.kill(child.pid, 'SIGKILL'), killAfter)
            child.once('exit', () => {
              clearTimeout(timer)
              resolve()
            })
            child.kill()
          }),
      }
    },
    join: (a, nameInA, b, nameInB) => {
      if (!takesPorts(a) || !takesPorts(b)) throw new Error('Utility processes take ports')
      const { port1, port2 } = new MessageChannelMain()
      a.give(nameInA, port1)
      b.give(nameInB, port2)
    },
  }
}
