import { type Dispatcher, request } from 'undici'

export interface DerRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body?: Uint8Array
  readonly contentType?: string
  /** Content type the answer must have. */
  readonly accept: string
  readonly signal: AbortSignal
  readonly dispatcher: Dispatcher
}

/** @returns undefined for no answer, a refusal, a redirect and for what is not of the wanted type: nothing can be said then */
export async function fetchDer({
  url,
  method,
  body,
  contentType,
  accept,
  signal,
  dispatcher,
}: DerRequest): Promise<Uint8Array | undefined> {
  try {
    const response = await request(url, {
      method,
      signal,
      dispatcher,
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
