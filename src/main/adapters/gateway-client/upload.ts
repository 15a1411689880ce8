import { type DetailedError, type HttpStack, Upload } from 'tus-js-client'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { GatewayFault } from '#core/ports/gateway.ts'
import { uploadsPath } from '#core/wire/routes.ts'
import { faultOfAnswer, unavailable } from './answer-fault.ts'
import { whyOf } from './call-failure.ts'

/** Where a half-sent document goes on, kept over restarts: its upload's address by the document's SHA-256. */
export interface Uploads {
  readonly get: (hash: ContentHash) => string | undefined
  readonly set: (hash: ContentHash, url: string) => void
  readonly delete: (hash: ContentHash) => void
}

export interface UploadOptions {
  readonly baseUrl: string
  readonly workplaceToken: string
  readonly uploads: Uploads
  readonly hash: ContentHash
  readonly content: Uint8Array
  /** @param done bytes the gateway has or is being sent */
  readonly onProgress: (done: number) => void
  readonly signal?: AbortSignalLike | undefined
  readonly now: () => number
  /** Nothing was sent and nothing answered for so long, milliseconds. */
  readonly partLimit: number
  readonly httpStack: HttpStack
  /** Bytes of one part. */
  readonly chunkSize: number
}

const isDetailed = (failure: Error): failure is DetailedError => 'originalResponse' in failure

/** 409: the offset differs, the answer to the last part was lost; 423: the earlier connection is still being wound up. Both pass. */
const passing = [409, 423, 460]
/** The upload is gone: expired, or of another gateway. The next one begins afresh. */
const gone = [404, 410]

function faultOf(failure: Error, now: number): { readonly fault: GatewayFault; readonly startAfresh: boolean } {
  const response = isDetailed(failure) ? failure.originalResponse : null
  if (response === null) return { fault: unavailable(whyOf(failure)), startAfresh: false }
  const status = response.getStatus()
  if (passing.includes(status)) return { fault: unavailable('busy'), startAfresh: false }
  if (gone.includes(status)) return { fault: unavailable('busy'), startAfresh: true }
  // A tus server's refusal is typed as plain text: that it speaks tus stands in for the type.
  const isTus = response.getHeader('tus-resumable') === '1.0.0'
  const header = (name: string): string | undefined =>
    isTus && name === 'content-type' ? 'application/problem+json' : (response.getHeader(name) ?? undefined)
  const fault = faultOfAnswer({ status, header, text: response.getBody(), now })
  if (fault.tag !== 'gateway/refused') return { fault, startAfresh: false }
  // What was altered on its way is right here: it is sent afresh, and the request is not refused for it.
  return { fault: fault.code === 'request/documentDiffers' ? unavailable('busy') : fault, startAfresh: true }
}

/** Sends a document by tus 1.0.0 in parts; what an earlier call sent is not sent again. A part that does not move is given up. */
export function uploadDocument(options: UploadOptions): Promise<Result<void, GatewayFault>> {
  const { baseUrl, workplaceToken, uploads, hash, content, onProgress, signal, now, partLimit, httpStack, chunkSize } = options
  const endpoint = `${baseUrl.replace(/\/+$/, '')}${uploadsPath}`
  const { origin } = new URL(endpoint)
  // The token goes to the gateway and nowhere else, wherever an answer points.
  const isOurs = (url: string): boolean => URL.canParse(url) && new URL(url).origin === origin
  const kept = uploads.get(hash)
  const uploadUrl = kept !== undefined && isOurs(kept) ? kept : null

  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const end = (result: Result<void, GatewayFault>): void => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', callOff)
      if (!result.ok) void upload.abort().catch(() => {})
      resolve(result)
    }
    const callOff = (): void => end(err(unavailable('timeout')))
    const sawLife = (): void => {
      clearTimeout(timer)
      timer = setTimeout(callOff, partLimit)
    }

    const upload = new Upload(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
      endpoint,
      uploadUrl,
      chunkSize,
      httpStack,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata: { sha256: hash },
      headers: { authorization: `Bearer ${workplaceToken}` },
      onBeforeRequest: (request) => {
        if (!isOurs(request.getURL())) throw new Error('The upload is elsewhere')
        sawLife()
      },
      onUploadUrlAvailable: () => {
        if (upload.url !== null && isOurs(upload.url)) uploads.set(hash, upload.url)
        else end(err(unavailable('nonsense')))
      },
      onProgress: (sent) => {
        if (over) return
        sawLife()
        onProgress(sent)
      },
      onSuccess: () => {
        uploads.delete(hash)
        end(ok())
      },
      onError: (failure) => {
        const { fault, startAfresh } = faultOf(failure, now())
        if (startAfresh) uploads.delete(hash)
        end(err(fault))
      },
    })
    if (signal?.aborted === true) return callOff()
    signal?.addEventListener('abort', callOff, { once: true })
    upload.start()
  })
}
