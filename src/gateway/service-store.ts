import { z } from 'zod'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { Database } from '#gateway/database/database.ts'
import type { LoadedService } from './resources.ts'

const Row = z.object({ body: z.string() })
const HashRow = z.object({ sha256: z.string() })

/** Every version of a service that this gateway ever had in force. */
export interface ServiceStore {
  /**
   * Puts a definition into force.
   * @returns false where another one is known under this id and version: that one stays, since cases began with it
   */
  readonly add: (service: LoadedService, now: Date) => boolean
  readonly find: (id: string, version: string) => ServiceDefinition | undefined
  /** Whether any version of it is known. */
  readonly knows: (id: string) => boolean
  /** The definition that a registered request began with; the newest, where the request is older than the keeping of versions. */
  readonly get: (request: { readonly serviceId: string; readonly serviceVersion: string }) => ServiceDefinition
}

export function createServiceStore(database: Database): ServiceStore {
  const insert = database.prepare(
    'INSERT INTO service_definition (id, version, sha256, body, known_since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const select = database.prepare('SELECT body FROM service_definition WHERE id = ? AND version = ?')
  const hash = database.prepare('SELECT sha256 FROM service_definition WHERE id = ? AND version = ?')
  const newest = database.prepare('SELECT body FROM service_definition WHERE id = ? ORDER BY known_since DESC, version DESC LIMIT 1')
  const read = (found: unknown): ServiceDefinition | undefined => {
    const row = Row.optional().parse(found)
    return row === undefined ? undefined : ServiceDefinition.parse(JSON.parse(row.body))
  }
  // A version never changes, and reading one takes milliseconds.
  const known = new Map<string, ServiceDefinition>()
  const find = (id: string, version: string): ServiceDefinition | undefined => {
    const key = `${id} ${version}`
    const found = known.get(key) ?? read(select.get(id, version))
    if (found !== undefined) known.set(key, found)
    return found
  }
  return {
    add: ({ definition: { id, version }, source, sha256 }, now) => {
      insert.run(id, version, sha256, JSON.stringify(source), now.toISOString())
      return HashRow.parse(hash.get(id, version)).sha256 === sha256
    },
    find,
    knows: (id) => newest.get(id) !== undefined,
    get: ({ serviceId, serviceVersion }) => {
      const found = find(serviceId, serviceVersion) ?? read(newest.get(serviceId))
      if (found === undefined) throw new Error(`No definition of ${serviceId}`)
      return found
    },
  }
}
