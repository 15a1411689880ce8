import { parentPort, workerData } from 'node:worker_threads'
import { checkCopy, type CopyToCheck } from './check-copy.ts'

// From our own thread by structured clone, so typed.
parentPort?.postMessage(checkCopy(workerData as CopyToCheck))
