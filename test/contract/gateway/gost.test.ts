// A whole journey with GOST keys: the authority's, the operator's, and every signature on the way.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPkcs12Backend } from '#adapters/pkcs12-key/pkcs12-backend.ts'
import { silentLogger } from '#core/base/logger.ts'
import { Abort } from '#core/base/remote.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { actorOf } from '#core/services/desk.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import { viewCase } from '#core/services/view-case.ts'
import { readPkcs12 } from '#pki/pkcs12.ts'
import { readSignedData } from '#pki/signed-data.ts'
import { provisionKeyFiles } from '#training/provision-key-files.ts'
import { makeJpeg } from '#test/builders/papers.ts'
import { openTokenDesk, type TokenDesk } from '#test/fixtures/token-desk.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { openRealDesk, type RealDesk, type Submission, submissionSteps } from '#test/harness/real-desk.ts'

let folder: string
let gateway: StartedGateway
let tokens: TokenDesk
let real: RealDesk
const caseOf = ({ caseId }: Submission): CaseId => {
  if (caseId === undefined) throw new Error('The case is not open')
  return caseId
}
