import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkplaceEnrolment } from '#core/wire/messages.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { logIn } from '#test/harness/journey.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

export interface SigningDesk {
  readonly workstation: TestWorkstation
  readonly gateway: StartedGateway
  readonly enrolment: WorkplaceEnrolment
}

/** The built workstation with its tokens, beside a gateway whose address is known here too; the first operator is logged in. */
export async function atSigningDesk<T>(work: (desk: SigningDesk) => Promise<T>): Promise<T> {
  const gateway = await startGateway()
  const dataFolder = mkdtempSync(join(tmpdir(), 'tereze-bench-'))
  try {
    const workstation = await startWorkstation({ dataFolder, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    try {
      await logIn(workstation.bridge, 'operator1')
      return await work({ workstation, gateway, enrolment: gateway.centre })
    } finally {
      await workstation.stop()
    }
  } finally {
    await gateway.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
