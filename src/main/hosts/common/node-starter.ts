import { fork } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Emitter } from '#core/base/emitter.ts'
import { childFlags, type HostedProcess, type ProcessStarter } from './hosted-process.ts'
import { IpcHub } from './ipc-hub.ts'
import { relay } from './relay.ts'

const killAfter = 3_000

/**
 * Starts children with a Node executable over IPC: the web host, and Electron where its own Node is too old for the native modules.
 * @param node path of the executable
 * @param folder where the built entries are
 */
export function nodeStarter(node: string, folder: string): ProcessStarter {
  return {
    start: (entry, options = {}): HostedProcess => {
      const child = fork(join(folder, `${entry}.js`), [...(options.arguments ?? [])], {
        execPath: node,
        execArgv: [...childFlags],
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
        env: { ...process.env, ...options.environment },
      })
      const hub = new IpcHub(child)
      const lines = new Emitter<string>()
      const exited = new Emitter<number | null>()
      if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => lines.emit(line))
      child.once('exit', (code) => exited.emit(code))
      // A child that dies while being written to reports here; its exit is what counts.
      child.on('error', () => {})
      return {
        pid: child.pid,
        connect: (name) => hub.open(name),
        onExit: exited.on,
        onLine: lines.on,
        stop: () =>
          new Promise((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve()
            const timer = setTimeout(() => child.kill('SIGKILL'), killAfter)
            child.once('exit', () => {
              clearTimeout(timer)
              resolve()
            })
            child.kill('SIGTERM')
          }),
      }
    },
    join: (a, nameInA, b, nameInB) => relay(a.connect(nameInA), b.connect(nameInB)),
  }
}
