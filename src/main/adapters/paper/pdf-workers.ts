import { Worker } from 'node:worker_threads'
import type { Logger } from '#core/base/logger.ts'
import type { PdfAnswer, PdfTask } from './pdf-task.ts'
import { runPdfTask } from './run-pdf-task.ts'

export interface PdfWorkersOptions {
  readonly module: URL
  /** How much this process may grow while a task is done, bytes. */
  readonly memoryBytes: number
  /** After so long without a task the spare worker is closed, milliseconds. */
  readonly idleMs: number
}

export interface PdfWorkers {
  readonly run: (task: PdfTask, milliseconds: number) => Promise<PdfAnswer>
  /** Starting a worker takes ten times as long as a usual task: where one is to be expected, it is started early. */
  readonly prepare: () => void
}

interface PdfWorker {
  readonly thread: Worker
  tasks: number
}

const mostAtOnce = 2
/** What a worker may have had in hand and still be used for the next file, bytes. */
const smallTask = 8 * 1024 * 1024
const mostTasks = 50
const mebibyte = 1024 * 1024

const bytesOf = (task: PdfTask): number => {
  if (task.kind === 'count') return task.pdf.byteLength
  const files = new Set(task.pages.map((page) => (page.kind === 'pdf' ? page.pdf : page.jpeg)))
  return [...files].reduce((sum, file) => sum + file.byteLength, 0)
}

/**
 * Worker threads for PDFs, so that a hostile file takes neither the main thread nor the next file with it. A worker is used again only after
 * small files that it read without fault; one spare waits, loaded, and does not keep the process alive.
 */
export function createPdfWorkers({ module, memoryBytes, idleMs }: PdfWorkersOptions, logger: Logger): PdfWorkers {
  const waiting: (() => void)[] = []
  let busy = 0
  let spare: PdfWorker | undefined
  let closing: NodeJS.Timeout | undefined

  const start = (): PdfWorker => {
    const thread = new Worker(module, {
      env: {},
      // pdf-lib's warnings may quote the document: they are taken in and dropped. Reading them away would keep the process alive.
      stdout: true,
      stderr: true,
      // V8 gives a worker at its heap limit little room to unwind, so that a quick spender aborts the whole process. Hence the limit
      // at twice what is allowed, and a small young generation, as a second line behind the watch on the process's size.
      resourceLimits: { maxOldGenerationSizeMb: Math.round((2 * memoryBytes) / mebibyte), maxYoungGenerationSizeMb: 8 },
    })
    // Without a listener the failure of a thread would be the process's; one being torn down may still report that it is.
    thread.on('error', () => {})
    const worker = { thread, tasks: 0 }
    thread.once('exit', () => {
      if (spare === worker) spare = undefined
    })
    return worker
  }
  const end = ({ thread }: PdfWorker): void => void thread.terminate()

  const keep = (worker: PdfWorker): void => {
    if (spare !== undefined) return end(worker)
    worker.thread.unref()
    spare = worker
    clearTimeout(closing)
    closing = setTimeout(() => {
      if (spare !== undefined) end(spare)
      spare = undefined
    }, idleMs)
    closing.unref()
  }
  const take = (): PdfWorker => {
    const worker = spare ?? start()
    spare = undefined
    clearTimeout(closing)
    worker.thread.ref()
    worker.tasks += 1
    return worker
  }
  const prepare = (): void => {
    if (spare === undefined) {
      if (busy === 0) keep(start())
    } else closing?.refresh()
  }

  return {
    prepare,
    run: async (task, milliseconds) => {
      if (busy === mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
      else busy += 1
      const began = performance.now()
      const worker = take()
      const { answer, code, answered } = await runPdfTask(worker.thread, task, { milliseconds, memoryBytes })
      const isSpotless = answered && answer.kind !== 'damaged' && bytesOf(task) <= smallTask && worker.tasks < mostTasks
      if (isSpotless) keep(worker)
      else {
        end(worker)
        // One that answered has shown that its module can be loaded; after any other the next task tries.
        if (answered && spare === undefined) keep(start())
      }
      // The place goes straight to the next in line.
      const next = waiting.shift()
      if (next === undefined) busy -= 1
      else next()
      logger.debug('PDF worked on', { operation: task.kind, code, milliseconds: Math.round(performance.now() - began) })
      return answer
    },
  }
}
