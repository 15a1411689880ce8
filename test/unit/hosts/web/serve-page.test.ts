import { Buffer } from 'node:buffer'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Access } from '#hosts/web/access.ts'
import { type PageServer, servePage } from '#hosts/web/serve-page.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const servers: PageServer[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function setUp(isUp: boolean | (() => boolean) = true) {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {}')
  const access = new Access()
  const sockets: string[] = []
  let spent = 0
  const server = await servePage({
    folder,
    port: 0,
    access,
    isUp: () => (typeof isUp === 'boolean' ? isUp : isUp()),
    patience: 300,
    onSocket: (kind) => void sockets.push(kind),
    onLinkSpent: () => void spent++,
  })
  servers.push(server)
  const host = `127.0.0.1:${server.port}`
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() }))
      })
      sent.on('error', reject)
      sent.end()
    })
  const logIn = async () => String((await get(`/?key=${access.key}`)).headers['set-cookie']).split(';')[0] ?? ''
  const socket = (path: string, headers: Record<string, string>) =>
    new Promise<number | 'open'>((resolve) => {
      const opened = new WebSocket(`ws://${host}${path}`, { headers })
      opened.on('open', () => {
        opened.close()
        resolve('open')
      })
      opened.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      opened.on('error', () => {})
    })
  return { access, server, host, get, logIn, socket, sockets, spent: () => spent }
}

describe('the one-time link', () => {
  it('lets one browser in, once; the next link has another key', async () => {
    const { access, get, spent } = await setUp()
    const { key } = access
    const first = await get(`/?key=${key}`)
    const second = await get(`/?key=${key}`)
    expect({
      first: [first.status, first.headers['location'], String(first.headers['set-cookie'])],
      second: second.status,
      spent: spent(),
    }).toEqual({
      first: [303, '/', expect.stringMatching(/^tereze=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)],
      second: 403,
      spent: 1,
    })
    expect(access.key).not.toBe(key)
  })

  it('a browser that is in already is sent to the page by a spent link', async () => {
    const { access, get, logIn } = await setUp()
    const { key } = access
    const cookie = await logIn()
    const again = await get(`/?key=${key}`, { cookie })
    expect([again.status, again.headers['set-cookie']]).toEqual([303, undefined])
  })

  it.each(['', 'x', 'ә'.repeat(43), '%00', 'A'.repeat(43)])('a wrong key «%s» is refused, and the right one still works', async (wrong) => {
    const { get, logIn } = await setUp()
    expect((await get(`/?key=${encodeURIComponent(wrong)}`)).status).toBe(403)
    const cookie = await logIn()
    expect((await get('/', { cookie })).status).toBe(200)
  })
})

describe('the page', () => {
  it('is served to who is known, with headers that keep everything else out', async () => {
    const { get, logIn } = await setUp()
    const cookie = await logIn()
    const [page, script, missing, post] = await Promise.all([
      get('/', { cookie }),
      get('/assets/main.js', { cookie }),
      get('/nothing.js', { cookie }),
      get('/', { cookie }, 'POST'),
    ])
    expect([page.status, page.body, script.headers['content-type'], missing.status, post.status]).toEqual([
      200,
      '<!doctype html>',
      'text/javascript; charset=utf-8',
      404,
      405,
    ])
    expect(String(page.headers['content-security-policy'])).toMatch(/^default-src 'none'; script-src 'self';/)
  })

  it('is refused without the cookie, with a made-up one, and under another name of the host (DNS rebinding)', async () => {
    const { get, logIn, server } = await setUp()
    const cookie = await logIn()
    const statuses = await Promise.all([
      get('/'),
      get('/', { cookie: 'tereze=made-up' }),
      get('/', { cookie, host: `tereze.example:${server.port}` }),
      get('/', { cookie, host: '127.0.0.1' }),
      get('/', { cookie, host: `localhost:${server.port}` }),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 421, 421, 200])
  })

  it('a request that makes no sense is refused and the server lives on', async () => {
    const { get, logIn, host, server } = await setUp()
    const cookie = await logIn()
    const raw = (target: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () =>
          socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`),
        )
        let answer = ''
        socket.on('data', (part) => (answer += part.toString()))
        socket.on('close', () => resolve(answer.split(' ')[1] ?? ''))
      })
    const targets = ['//', '/%', '/%E0%A4%A.js', '/..%2f..%2fetc%2fpasswd.json', '/%00.js']
    expect(await Promise.all(targets.map(raw))).toEqual(['400', '404', '404', '404', '404'])
    expect((await get('/', { cookie })).status).toBe(200)
  })
})

describe('the sockets', () => {
  it('open for the own page alone: cookie, host and origin must all be right', async () => {
    const { logIn, socket, host, sockets, server } = await setUp()
    const cookie = await logIn()
    const origin = `http://${host}`
    const answers = await Promise.all([
      socket('/core', { cookie, origin }),
      socket('/token', { cookie, origin: `http://localhost:${server.port}` }),
      socket('/core', { origin }),
      socket('/core', { cookie }),
      socket('/core', { cookie, origin: 'https://tereze.example' }),
      socket('/core', { cookie, origin: 'null' }),
      socket('/core', { cookie, origin: `http://127.0.0.1:${server.port + 1}` }),
      socket('/core', { cookie, origin, host: `tereze.example:${server.port}` }),
      socket('/other', { cookie, origin }),
    ])
    expect([answers, sockets.sort()]).toEqual([
      ['open', 'open', 403, 403, 403, 403, 403, 403, 403],
      ['core', 'token'],
    ])
  })

  it('are refused with «come again» while the process behind them is away', async () => {
    const { logIn, socket, host, sockets } = await setUp(false)
    expect([await socket('/core', { cookie: await logIn(), origin: `http://${host}` }), sockets]).toEqual([503, []])
  })

  it('wait for a process that is coming up, lest the browser put off its next attempts', async () => {
    const ready = Date.now() + 100
    const { host, logIn, socket, sockets } = await setUp(() => Date.now() >= ready)
    expect([await socket('/core', { cookie: await logIn(), origin: `http://${host}` }), sockets]).toEqual(['open', ['core']])
  })
})
