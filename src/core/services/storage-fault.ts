import { type Fault, fault } from '#core/base/fault.ts'
import type { StorageProblem } from '#core/ports/stores.ts'

/** The storage's own words for what went wrong with the disk. */
export const storageFault = ({ problem, code }: StorageProblem): Fault =>
  problem === 'failed'
    ? fault('storage/failed', 'support', { code })
    : fault(`storage/${problem}`, problem === 'damaged' ? 'support' : 'act')
