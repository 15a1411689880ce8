import { createPaper } from '#adapters/paper/paper.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'
const paper = createPaper()
const pdf = await makePdf({ pages: 2 }); const jpeg = await makeJpeg({ dpi: 200 })
console.log('pdf', pdf.byteLength, 'jpeg', jpeg.byteLength)
const pages = [0, 1, 2].map(() => ({ kind: 'image' as const, jpeg, dpi: 200, rotation: 0 as const }))
const time = async (n: number, what: () => Promise<unknown>) => { const out: number[] = []; for (let i = 0; i < n; i++) { const b = performance.now(); await what(); out.push(performance.now() - b); await new Promise(r => setTimeout(r, 50)) } return out.map(x => x.toFixed(0)).join(' ') }
console.log('import  ', await time(12, () => paper.readFile(pdf)))
console.log('assemble', await time(12, () => paper.assemble(pages, 'x')))
console.log('import  ', await time(12, () => paper.readFile(pdf)))
console.log('rss', Math.round(process.memoryUsage.rss() / 1e6))
