// Starts program and bare application in turn, on the display it is given; prints the times. Arguments: runs, folder.
import { join } from 'node:path'
import { electronAtHand, startBareApp, startProgram, writeBareApp } from '#test/bench/electron-app.ts'

const [runs = '3', folder = ''] = process.argv.slice(2)
const electron = await electronAtHand()
if (electron === undefined) throw new Error('No Electron')
const dataFolder = join(folder, 'data')
const bareFolder = join(folder, 'bare')
writeBareApp(bareFolder)
// The first start makes the training keys and people: no everyday start does.
await startProgram(electron, dataFolder)
await startBareApp(electron, bareFolder)
const times: { readonly program: number[]; readonly bare: number[] } = { program: [], bare: [] }
for (let run = 0; run < Number(runs); run++) {
  times.program.push(await startProgram(electron, dataFolder))
  times.bare.push(await startBareApp(electron, bareFolder))
}
console.log(JSON.stringify(times))
