import type { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfTask } from './pdf-task.ts'

export interface PdfTaskLimits {
  readonly milliseconds: number
  /** How much this process may grow meanwhile, bytes. */
  readonly memoryBytes: number
}

export interface PdfTaskEnd {
  readonly answer: PdfAnswer
  /** The answer's kind, or what ended the worker instead. */
  readonly code: string
  /** It answered, so it is alive and can be used again. One that did not is at its end, or has to be brought to it. */
  readonly answered: boolean
}

const memoryCheckMs = 100

/** Has a worker thread do one task. Whatever it does then, this ends within the limits. */
export function runPdfTask(worker: Worker, task: PdfTask, limits: PdfTaskLimits): Promise<PdfTaskEnd> {
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss()
    const finish = (end: PdfTaskEnd): void => {
      clearTimeout(deadline)
      clearInterval(watch)
      worker.off('message', onAnswer).off('error', onError).off('exit', onExit)
      resolve(end)
    }
    const fail = (code: string): void => finish({ answer: { kind: 'damaged' }, code, answered: false })
    const onAnswer = (answer: PdfAnswer): void => finish({ answer, code: answer.kind, answered: true })
    const onError = (): void => fail('error')
    const onExit = (): void => fail('exit')
    const deadline = setTimeout(() => fail('timeout'), limits.milliseconds)
    // resourceLimits count V8's heap only, while inflated streams lie in array buffers outside it.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.memoryBytes) fail('memory')
    }, memoryCheckMs)
    worker.on('message', onAnswer).on('error', onError).on('exit', onExit)
    worker.postMessage(task)
  })
}
