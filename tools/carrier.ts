// Takes a carrier's file in at a running gateway and writes the proof beside it: `npm run carrier -- import FILE`, with `--gateway URL` (default: the gateway of this
// user's training) and `--proof FILE` (default: the carrier's name with `.proof`).
import { openAsBlob } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Problem } from '#core/wire/problem.ts'
import { carrierPath, carrierType } from '#core/wire/routes.ts'
import { findRunningGateway } from './running-gateway.ts'

const Arguments = z.object({
  positionals: z.tuple([z.literal('import'), z.string().min(1)]),
  values: z.object({ gateway: z.url().optional(), proof: z.string().min(1).optional() }),
})

async function importCarrier(file: string, url: string, proof: string): Promise<void> {
  const response = await fetch(url + carrierPath, {
    method: 'PUT',
    headers: { 'content-type': carrierType },
    // Read as it is sent: a carrier may be larger than the memory.
    body: await openAsBlob(file),
  })
  if (!response.ok) {
    const { code, data } = Problem.parse(await response.json())
    throw new Error(`Not taken: ${code} ${JSON.stringify(data)}`)
  }
  await writeFile(proof, new Uint8Array(await response.arrayBuffer()))
  console.log(`Taken. The proof for the desk: ${proof}`)
}

const options = { gateway: { type: 'string' }, proof: { type: 'string' } } as const
const parsed = Arguments.safeParse(parseArgs({ options, strict: true, allowPositionals: true }))
if (!parsed.success) {
  console.error('npm run carrier -- import FILE [--gateway URL] [--proof FILE]')
  process.exitCode = 2
} else {
  const { positionals, values } = parsed.data
  const [, file] = positionals
  const url = values.gateway ?? findRunningGateway()
  try {
    if (url === undefined) throw new Error('No training gateway is running: start the program (npm start), or give --gateway URL.')
    await importCarrier(file, url, values.proof ?? `${file}.proof`)
  } catch (failure) {
    console.error(failure instanceof Error ? failure.message : 'unknown')
    process.exitCode = 1
  }
}
