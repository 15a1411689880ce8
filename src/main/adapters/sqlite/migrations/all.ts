import type { Migration } from './migration.ts'
import * as cases from './0010-cases.ts'
import * as jobs from './0020-jobs.ts'
import * as settings from './0030-settings.ts'
import * as uploads from './0040-uploads.ts'
import * as catalogue from './0050-catalogue.ts'
import * as applicants from './0060-applicants.ts'
import * as outbox from './0070-outbox.ts'
import * as parkedEvents from './0080-parked-events.ts'
import * as lastingSignatures from './0140-lasting-signatures.ts'

/** Every step in order. A released step is never changed; docs/schema-changelog.md has a line for each. */
export const migrations: readonly Migration[] = [
  cases,
  jobs,
  settings,
  uploads,
  catalogue,
  applicants,
  outbox,
  parkedEvents,
  lastingSignatures,
]
