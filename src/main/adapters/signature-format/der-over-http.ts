import { Agent, request } from 'undici'

export interface DerRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body?: Uint8Array
  readonly contentType?: string
  /** Content type the answer must have. */
  readonly accept: string
  readonly signal: AbortSignal
}

/** A national list of revoked certificates is some megabytes. */
const longestAnswer = 64 * 1024 * 1024
const agent = new Agent({ connect: { timeout: 3_000 }, maxResponseSize: longestAnswer })

/** @returns undefined for no answer, a refusal, a redirect and for what is not of the wanted type: nothing can be said then */
export async function fetchDer({ url, method, body, contentType, accept, signal }: DerRequest): Promise<Uint8Array | undefined> {
  try {
    const response = await request(url, {
      method,
      signal,
      dispatcher: agent,
      headers: { accept, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
      ...(body === undefined ? {} : { body }),
    })
    const bytes = new Uint8Array(await response.body.arrayBuffer())
    const type = [response.headers['content-type']].flat()[0] ?? ''
    return response.statusCode === 200 && type.startsWith(accept) ? bytes : undefined
  } catch {
    return undefined
  }
}
