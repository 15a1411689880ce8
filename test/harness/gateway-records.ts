import Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { join } from 'node:path'
import { FeedEvent, type TrainingFaults } from '#core/wire/messages.ts'

const Row = z.object({ case_id: z.string(), number: z.string(), has_result: z.int() })

/** With whether its final result is there. */
const everyRequest = `SELECT case_id, number,
  EXISTS (SELECT 1 FROM result WHERE result.case_id = request.case_id AND outcome <> 'intermediate') AS has_result FROM request`

/** Reads the gateway's own database beside it: a second connection that cannot write. */
function reading<T>(gatewayFolder: string, read: (database: Database.Database) => T): T {
  const database = new Database(join(gatewayFolder, 'gateway.sqlite'), { readonly: true, timeout: 5_000 })
  try {
    return read(database)
  } finally {
    database.close()
  }
}

export interface GatewayRecord {
  readonly caseId: string
  readonly number: string
  readonly hasResult: boolean
}

/** Every request that the gateway registered. */
export const requestsAtGateway = (gatewayFolder: string): readonly GatewayRecord[] =>
  reading(gatewayFolder, (database) =>
    z
      .array(Row)
      .parse(database.prepare(everyRequest).all())
      .map(({ case_id, number, has_result }) => ({ caseId: case_id, number, hasResult: has_result === 1 })),
  )

/** What the gateway told the provider of this case. */
export const arrivalsOf = (gatewayFolder: string, caseId: string): number =>
  reading(gatewayFolder, (database) => z.array(z.string()).parse(database.prepare('SELECT body FROM feed_event').pluck().all()))
    .map((body) => FeedEvent.parse(JSON.parse(body)))
    .filter((event) => event.kind === 'requestArrived' && event.caseId === caseId).length

/** Where the gateway with this folder listens. */
export const gatewayUrlOf = (gatewayFolder: string): string =>
  `http://127.0.0.1:${reading(gatewayFolder, (database) => z.string().parse(database.prepare("SELECT value FROM setting WHERE name = 'port'").pluck().get()))}`

/** How the gateway misbehaves from now on. */
export async function misbehave(url: string, faults: z.input<typeof TrainingFaults>): Promise<void> {
  const answer = await fetch(`${url}/training/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  })
  if (!answer.ok) throw new Error(`Faults not set: ${answer.status}`)
}

/** The secret key that opens carriers, in age's notation. */
export const carrierIdentityOf = (gatewayFolder: string): string =>
  reading(gatewayFolder, (database) =>
    z.string().parse(database.prepare("SELECT value FROM setting WHERE name = 'carrierIdentity'").pluck().get()),
  )
