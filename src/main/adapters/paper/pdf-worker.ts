import { parentPort } from 'node:worker_threads'
import { assemblePdf } from './assemble-pdf.ts'
import { countPages } from './count-pages.ts'
import type { PdfAnswer, PdfTask } from './pdf-task.ts'

async function answer(task: PdfTask): Promise<PdfAnswer> {
  switch (task.kind) {
    case 'count':
      return countPages(task.pdf)
    case 'assemble':
      return assemblePdf(task.pages, task.title)
  }
}

// From our own thread by structured clone, so typed; the bytes inside are what is not trusted.
parentPort?.on('message', (task: PdfTask) => {
  void answer(task).then((done) => parentPort?.postMessage(done, done.kind === 'assembled' ? [done.pdf.buffer as ArrayBuffer] : []))
})
