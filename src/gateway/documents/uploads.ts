import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { ContentHash } from '#core/domain/ids.ts'
import type { ProblemCode } from '#core/wire/problem.ts'
import { uploadsPath } from '#core/wire/routes.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { EnrolledWorkplace } from '#gateway/staff-store.ts'
import { type DocumentStore, longestDocument } from './document-store.ts'

/** An upload that nobody went on with is forgotten. */
const expiryMilliseconds = 7 * 86_400_000

const codeOf = (status: number): ProblemCode => {
  if (status === 413) return 'tooLarge'
  if (status === 404 || status === 410) return 'notFound'
  return status >= 500 ? 'unavailable' : 'malformed'
}

export interface Uploads {
  /** One request of the tus protocol, from a workplace that is known already. */
  readonly handle: (workplace: EnrolledWorkplace, request: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly forgetExpired: () => Promise<void>
}

/** Uploads by tus 1.0.0 with metadata `sha256`; the id of an upload begins with its workplace's, and only that one may go on with it. */
export function createUploads(folder: string, documents: DocumentStore, clock: () => Date): Uploads {
  const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: expiryMilliseconds })
  const callers = new WeakMap<IncomingMessage, EnrolledWorkplace>()
  const callerOf = (request: unknown): EnrolledWorkplace => {
    const node = (request as { readonly runtime?: { readonly node?: { readonly req: IncomingMessage } } }).runtime?.node?.req
    const caller = node === undefined ? undefined : callers.get(node)
    if (caller === undefined) throw new Refusal('unauthorised')
    return caller
  }

  /** Every byte is here: is it what was announced? What is not, goes. */
  const finish = async (id: string, announced: string | null | undefined, caller: EnrolledWorkplace): Promise<void> => {
    const file = join(folder, id)
    const found = await documents.inspect(file)
    if (found.sha256 !== announced || !found.isPdf) {
      await store.remove(id)
      throw found.isPdf ? new Refusal('request/documentDiffers') : new Refusal('malformed', { reason: 'notPdf' }, 422)
    }
    await documents.keep(file, found, caller.bin, clock())
  }

  const server = new Server({
    path: uploadsPath,
    datastore: store,
    maxSize: longestDocument,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    namingFunction: (request) => `${callerOf(request).id}.${randomBytes(16).toString('hex')}`,
    onUploadCreate: async (_request, upload) => {
      if (!ContentHash.safeParse(upload.metadata?.['sha256']).success) throw new Refusal('malformed', { reason: 'sha256' })
      if (upload.size === undefined) throw new Refusal('malformed', { reason: 'length' })
      return {}
    },
    onIncomingRequest: async (request, id) => {
      const caller = callerOf(request)
      if (!id.startsWith(`${caller.id}.`)) throw new Refusal('notFound')
      if (request.method !== 'HEAD') return
      // The process may have died between the last byte and the check of the whole.
      const upload = await store.getUpload(id)
      const announced = upload.metadata?.['sha256']
      if (upload.offset === upload.size && announced && documents.sizeOf(announced, caller.bin) === undefined)
        await finish(id, announced, caller)
    },
    onUploadFinish: async (request, upload) => {
      await finish(upload.id, upload.metadata?.['sha256'], callerOf(request))
      return {}
    },
    onResponseError: (_request, failure) => {
      if (failure instanceof Refusal) return { status_code: failure.status, body: failure.body }
      const status = 'status_code' in failure ? failure.status_code : 500
      return { status_code: status, body: new Refusal(codeOf(status)).body }
    },
  })

  return {
    handle: (workplace, request, response) => {
      callers.set(request, workplace)
      return server.handle(request, response)
    },
    forgetExpired: async () => {
      await server.cleanUpExpiredUploads()
    },
  }
}
