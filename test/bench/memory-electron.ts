import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { electronAtHand } from './electron-app.ts'
import type { Benchmark } from './figure.ts'
import { Grown, grownFigures } from './memory-figures.ts'
import { runOnDisplay } from './on-display.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

export const memoryElectron: Benchmark = {
  name: 'memory-electron',
  run: async (options) => {
    const what = 'Memory on Electron'
    if (!existsSync('/proc/self/smaps_rollup')) return [{ what, missing: 'no /proc/PID/smaps_rollup' }]
    if ((await electronAtHand()) === undefined) return [{ what, missing: 'no Electron (ELECTRON_OVERRIDE_DIST_PATH)' }]
    return inTemporaryFolder(async (folder) => {
      const printed = await runOnDisplay(join(import.meta.dirname, 'on-electron/memory.ts'), [JSON.stringify(options), folder])
      if (printed === undefined) return [{ what, missing: 'no display and no xvfb-run' }]
      return grownFigures('Electron', Grown.parse(JSON.parse(printed)), options)
    })
  },
}
