// The legacy build: the other one asks for a browser of the last months, and a centre's may be years old.
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** Nothing inside the PDF is run and nothing outside it is fetched. pdf.js takes the buffer over, so it gets a copy. */
export const startReading = (bytes: Uint8Array) => getDocument({ data: bytes.slice(), enableXfa: false, stopAtErrors: false })
