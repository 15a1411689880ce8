import { Worker } from 'node:worker_threads'
import type { Logger } from '#core/base/logger.ts'
import type { PdfAnswer, PdfTask } from './pdf-task.ts'

export interface PdfTaskLimits {
  readonly worker: URL
  readonly milliseconds: number
  readonly memoryBytes: number
}

const memoryCheckMs = 100
const mebibyte = 1024 * 1024

/** Runs one task in a worker thread of its own, so that a hostile file takes neither the main thread nor the next file with it. */
export function runPdfTask(task: PdfTask, limits: PdfTaskLimits, logger: Logger): Promise<PdfAnswer> {
  return new Promise((resolve) => {
    const began = performance.now()
    const before = process.memoryUsage.rss()
    const worker = new Worker(limits.worker, {
      workerData: task,
      env: {},
      // pdf-lib's warnings may quote the document: they are taken in and dropped.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.round((2 * limits.memoryBytes) / mebibyte), maxYoungGenerationSizeMb: 8 },
    })
    const finish = (answer: PdfAnswer, code: string) => {
      clearTimeout(deadline)
      clearInterval(watch)
      worker.removeAllListeners()
      // A worker being torn down may still report that it is.
      worker.on('error', () => {})
      void worker.terminate()
      logger.debug('PDF worked on', { operation: task.kind, code, milliseconds: Math.round(performance.now() - began) })
      resolve(answer)
    }
    const deadline = setTimeout(() => finish({ kind: 'damaged' }, 'timeout'), limits.milliseconds)
    // The watch comes first, for two reasons: resourceLimits count V8's heap only, while inflated streams lie in array buffers outside it;
    // and V8 gives a worker at its heap limit little room to unwind, so that a quick spender aborts the whole process. Hence the limit
    // at twice what is allowed, and a small young generation, as a second line.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.memoryBytes) finish({ kind: 'damaged' }, 'memory')
    }, memoryCheckMs)
    worker.once('message', (answer: PdfAnswer) => finish(answer, answer.kind))
    worker.once('error', () => finish({ kind: 'damaged' }, 'error'))
    worker.once('exit', () => finish({ kind: 'damaged' }, 'exit'))
  })
}
