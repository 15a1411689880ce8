import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** Nothing inside the PDF is run and nothing outside it is fetched. pdf.js takes the buffer over, so it gets a copy. */
export const startReading = (bytes: Uint8Array) => getDocument({ data: bytes.slice(), enableXfa: false, stopAtErrors: false })
