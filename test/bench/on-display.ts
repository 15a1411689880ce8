import { spawn } from 'node:child_process'

/** The bench's own script under a display: the one there is, else a virtual one. @returns the last line of its output, or undefined where there is no display to be had */
export function runOnDisplay(script: string, args: readonly string[]): Promise<string | undefined> {
  const command = [process.execPath, script, ...args]
  const [program = '', ...rest] =
    process.env['DISPLAY'] === undefined ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command] : command
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', () => resolve(undefined))
    child.once('close', (code) =>
      code === 0 ? resolve(output.trimEnd().split('\n').at(-1)) : reject(new Error(`${script} ended with ${code}: ${output}`)),
    )
  })
}
