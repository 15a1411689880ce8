// Keeps each body it is sent as a file, on disk (fsync) before it answers. Prints its port. Argument: folder.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const [folder = '.'] = process.argv.slice(2)
let received = 0
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const file = openSync(join(folder, String(++received)), 'w')
    writeSync(file, Buffer.concat(chunks))
    fsyncSync(file)
    closeSync(file)
    response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"number":"000000000001"}')
  })
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
