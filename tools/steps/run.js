import { spawn } from 'node:child_process'
import { root } from './paths.js'

const posix = process.platform !== 'win32'
const children = new Set()

// A group of its own, so that what a child started goes with it.
const killTree = (child, signal) => {
  try {
    if (posix) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // Already gone.
  }
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) killTree(child, signal)
    setTimeout(() => process.exit(130), children.size === 0 ? 0 : 4_000).unref()
    if (children.size === 0) process.exit(130)
  })
}

/**
 * Runs a program in the working copy.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, minutes?: number }} [options]
 *   quiet: its output is returned only; minutes: killed after so long
 * @returns {Promise<{ code: number, output: string, seconds: number, late: boolean }>} code 127 where it could not be started
 */
export const run = (command, args, { env = {}, quiet = false, minutes } = {}) =>
  new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      detached: posix,
    })
    children.add(child)
    let output = ''
    let late = false
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
    const timer =
      minutes === undefined
        ? undefined
        : setTimeout(() => {
            late = true
            killTree(child, 'SIGKILL')
          }, minutes * 60_000)
    const finish = (code) => {
      clearTimeout(timer)
      children.delete(child)
      resolve({ code, output, seconds: (performance.now() - began) / 1000, late })
    }
    child.once('error', (failure) => {
      output += String(failure)
      finish(127)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
