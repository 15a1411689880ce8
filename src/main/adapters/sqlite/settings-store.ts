import type Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { CatalogueRefusal } from '#core/domain/catalogue.ts'
import { ContentHash, Instant } from '#core/domain/ids.ts'
import { KnownTime } from '#core/domain/known-time.ts'
import { provisionalEpochSize } from '#core/domain/provisional-number.ts'
import { QueuePause, UploadPolicy } from '#core/domain/outbox.ts'
import { RecoveryReport } from '#core/domain/recovery.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { StaffMember } from '#core/domain/staff.ts'
import type { CatalogueEntry, LoginRecord, SettingsStore } from '#core/ports/stores.ts'
import { parseBody, parseRow } from './row.ts'

const Value = z.object({ value: z.string() })
const Body = z.object({ body: z.string() })
const Hash = z.object({ sha256: ContentHash.nullable() })
const Last = z.object({ last: z.int().positive() })
const Crl = z.object({ der: z.instanceof(Uint8Array), fetched_at: z.int() })
const CatalogueIndex = z.object({ version: z.string(), services: z.array(z.object({ id: z.string(), version: z.string() })) })
const Refusal = z.object({ why: CatalogueRefusal, at: Instant })
const Colleagues = z.array(StaffMember)
const Login = z.object({
  login: z.string(),
  failures: z.int().nonnegative(),
  lockedUntil: Instant.exactOptional(),
  verifier: z.string().exactOptional(),
  staff: z.string().exactOptional(),
  verifiedAt: Instant.exactOptional(),
  certifiedAt: Instant.exactOptional(),
})

export function createSettingsStore(db: Database.Database): SettingsStore {
  const keyed = (table: 'setting' | 'preference') => {
    const get = db.prepare(`SELECT value FROM ${table} WHERE key = ?`)
    const put = db.prepare(`INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
    const remove = db.prepare(`DELETE FROM ${table} WHERE key = ?`)
    return {
      get: (key: string): string | undefined => {
        const row = get.get(key)
        return row === undefined ? undefined : parseRow(Value, row).value
      },
      put: (key: string, value: string): void => void put.run(key, value),
      remove: (key: string): void => void remove.run(key),
    }
  }
  const setting = keyed('setting')
  const preference = keyed('preference')
  const getDefinition = db.prepare('SELECT body FROM service_definition WHERE service_id = ? AND version = ?')
  const getHash = db.prepare('SELECT sha256 FROM service_definition WHERE service_id = ? AND version = ?')
  const putDefinition = db.prepare(
    'INSERT INTO service_definition (service_id, version, sha256, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const allLogins = db.prepare('SELECT body FROM login ORDER BY login')
  const getLogin = db.prepare('SELECT body FROM login WHERE login = ?')
  const putLogin = db.prepare('INSERT INTO login (login, body) VALUES (?, ?) ON CONFLICT (login) DO UPDATE SET body = excluded.body')
  const nextOfDay = db.prepare(
    'INSERT INTO provisional_sequence (day, last) VALUES (@day, @base + 1) ON CONFLICT (day) DO UPDATE SET last = max(last, @base) + 1 RETURNING last',
  )
  const getCrl = db.prepare('SELECT der, fetched_at FROM revocation_list WHERE name = ?')
  const putCrl = db.prepare(
    'INSERT INTO revocation_list (name, der, fetched_at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET der = excluded.der, fetched_at = excluded.fetched_at',
  )

  const provisionalEpoch = (): number => Number(setting.get('provisionalEpoch') ?? 0)

  // A definition that is kept never changes, and a list of cases asks for the same ones line by line.
  const parsed = new Map<string, ServiceDefinition>()
  const definition = (serviceId: string, version: string): ServiceDefinition | undefined => {
    const key = `${serviceId}/${version}`
    const known = parsed.get(key)
    if (known !== undefined) return known
    const row = getDefinition.get(serviceId, version)
    if (row === undefined) return undefined
    const read = parseBody(ServiceDefinition, parseRow(Body, row).body)
    parsed.set(key, read)
    return read
  }
  const saveCatalogue = db.transaction((version: string, services: readonly CatalogueEntry[], calendar: WorkCalendar) => {
    for (const {
      definition: { id, version: of },
      sha256,
      source,
    } of services)
      putDefinition.run(id, of, sha256, JSON.stringify(source))
    const inForce = services.map((service) => ({ id: service.definition.id, version: service.definition.version }))
    setting.put('catalogue', JSON.stringify({ version, services: inForce }))
    setting.put('calendar', JSON.stringify(calendar))
  })

  return {
    catalogue: () => {
      const text = setting.get('catalogue')
      if (text === undefined) return undefined
      const { version, services } = parseBody(CatalogueIndex, text)
      return {
        version,
        services: services.map((service) => definition(service.id, service.version)).filter((found) => found !== undefined),
      }
    },
    saveCatalogue: (version, services, calendar) => void saveCatalogue.immediate(version, services, calendar),
    catalogueRefusal: () => {
      const text = setting.get('catalogueRefusal')
      return text === undefined ? undefined : parseBody(Refusal, text)
    },
    saveCatalogueRefusal: (refusal) => {
      if (refusal === undefined) setting.remove('catalogueRefusal')
      else setting.put('catalogueRefusal', JSON.stringify(refusal))
    },
    recovery: () => {
      const text = setting.get('recovery')
      return text === undefined ? undefined : parseBody(RecoveryReport, text)
    },
    saveRecovery: (report) => {
      if (report === undefined) setting.remove('recovery')
      else setting.put('recovery', JSON.stringify(report))
    },
    colleagues: () => {
      const text = setting.get('colleagues')
      return text === undefined ? [] : parseBody(Colleagues, text)
    },
    saveColleagues: (staff) => setting.put('colleagues', JSON.stringify(staff)),
    definition,
    definitionHash: (serviceId, version) => {
      const row = getHash.get(serviceId, version)
      return row === undefined ? undefined : (parseRow(Hash, row).sha256 ?? undefined)
    },
    calendar: () => {
      const text = setting.get('calendar')
      return text === undefined ? undefined : parseBody(WorkCalendar, text)
    },
    syncedAt: () => setting.get('syncedAt'),
    saveSyncedAt: (at) => setting.put('syncedAt', at),
    feedCursor: () => setting.get('feedCursor') ?? '',
    saveFeedCursor: (cursor) => setting.put('feedCursor', cursor),
    findLogin: (login): LoginRecord | undefined => {
      const row = getLogin.get(login)
      return row === undefined ? undefined : parseBody(Login, parseRow(Body, row).body)
    },
    saveLogin: (record) => void putLogin.run(record.login, JSON.stringify(record)),
    logins: () => allLogins.all().map((row) => parseBody(Login, parseRow(Body, row).body)),
    knownTime: () => {
      const text = setting.get('knownTime')
      return text === undefined ? undefined : parseBody(KnownTime, text)
    },
    saveKnownTime: (known) => setting.put('knownTime', JSON.stringify(known)),
    nextProvisional: (day) => parseRow(Last, nextOfDay.get({ day, base: provisionalEpoch() * provisionalEpochSize })).last,
    startProvisionalEpoch: (epoch) => {
      if (epoch > provisionalEpoch()) setting.put('provisionalEpoch', String(epoch))
    },
    preference: preference.get,
    savePreference: preference.put,
    queuePause: () => {
      const text = setting.get('queuePause')
      return text === undefined ? undefined : parseBody(QueuePause, text)
    },
    saveQueuePause: (pause) => {
      if (pause === undefined) setting.remove('queuePause')
      else setting.put('queuePause', JSON.stringify(pause))
    },
    uploadPolicy: () => {
      const text = setting.get('uploadPolicy')
      return text === undefined ? {} : parseBody(UploadPolicy, text)
    },
    saveUploadPolicy: (policy) => setting.put('uploadPolicy', JSON.stringify(policy)),
    rememberCrl: (list, der, fetchedAt) => void putCrl.run(list, Buffer.from(der), Date.parse(fetchedAt)),
    crl: (list) => {
      const row = getCrl.get(list)
      if (row === undefined) return undefined
      const { der, fetched_at: fetchedAt } = parseRow(Crl, row)
      return { der: new Uint8Array(der), fetchedAt: new Date(fetchedAt).toISOString() }
    },
  }
}
