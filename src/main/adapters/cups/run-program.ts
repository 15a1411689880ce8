import { spawn } from 'node:child_process'

export interface ProgramEnd {
  /** undefined where the program was ended by a signal or the time limit. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface ProgramCall {
  readonly program: string
  readonly args: readonly string[]
  readonly input?: Uint8Array
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds after which the program is killed. */
  readonly timeout: number
}

/** Runs a program without a shell. @returns undefined where there is no such program */
export function runProgram(call: ProgramCall): Promise<ProgramEnd | undefined> {
  return new Promise((resolve) => {
    const child = spawn(call.program, call.args, {
      env: call.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: call.timeout,
      killSignal: 'SIGKILL',
    })
    const out: Buffer[] = []
    const errors: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    // A program that ends before it has read its input breaks the pipe; its exit code says more.
    child.stdin.on('error', () => undefined)
    child.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ENOENT' ? undefined : { exitCode: undefined, stdout: '', stderr: error.code ?? 'spawn' })
    })
    child.on('close', (code) => {
      resolve({ exitCode: code ?? undefined, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(errors).toString('utf8') })
    })
    child.stdin.end(call.input)
  })
}
