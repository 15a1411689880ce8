import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
}

/** No network, no inline script, nothing from elsewhere; the socket is the web host's own. */
export const pageHeaders = (connect: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src ${connect}; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
})

export interface PageFile {
  readonly body: Buffer
  readonly type: string
}

const decodedOf = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** One file of the built page; undefined where there is none. A path that leads out of the folder is none. */
export async function readPageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const decoded = decodedOf(path === '/' ? '/index.html' : path)
  if (decoded === undefined) return undefined
  const wanted = normalize(decoded)
  const type = types[extname(wanted)]
  if (type === undefined || wanted.includes('..') || wanted.includes('\0')) return undefined
  const body = await readFile(join(folder, wanted)).catch(() => undefined)
  return body === undefined ? undefined : { body, type }
}
