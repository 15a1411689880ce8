import { protocol } from 'electron'
import { pageHeaders, readPageFile } from '#hosts/common/page-files.ts'

export const pageOrigin = 'tereze://app'

/** Serves the built page; everything else is not found. */
export function servePageFiles(folder: string): void {
  protocol.handle('tereze', async (request) => {
    const url = new URL(request.url)
    const file = url.host === 'app' ? await readPageFile(folder, url.pathname) : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(file.body), { headers: { ...pageHeaders("'self'"), 'Content-Type': file.type } })
  })
}
