import { join } from 'node:path'
import { z } from 'zod'
import { electronAtHand } from './electron-app.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { runOnDisplay } from './on-display.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const what = 'Start on Electron, to the usable login'
const Times = z.object({ program: z.array(z.number()), bare: z.array(z.number()) })

export const startElectron: Benchmark = {
  name: 'start-electron',
  run: async ({ quick }) => {
    if ((await electronAtHand()) === undefined) return [{ what, missing: 'no Electron (ELECTRON_OVERRIDE_DIST_PATH)' }]
    return inTemporaryFolder(async (folder) => {
      const printed = await runOnDisplay(join(import.meta.dirname, 'on-electron/starts.ts'), [quick ? '3' : '15', folder])
      if (printed === undefined) return [{ what, missing: 'no display and no xvfb-run' }]
      const { program, bare } = Times.parse(JSON.parse(printed))
      return [timesFigure(what, program, { what: 'the same Electron with one empty window, painted', times: bare })]
    })
  },
}
