import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import { receiptOf } from '#test/builders/receipt.ts'
const t = createTypesetter()
const m = () => { const u = process.memoryUsage(); return `rss ${u.rss/1e6|0} heapTotal ${u.heapTotal/1e6|0} heapUsed ${u.heapUsed/1e6|0} ext ${u.external/1e6|0} ab ${u.arrayBuffers/1e6|0}` }
console.log(m())
for (let i = 0; i <= 500; i++) { await t.receipt(receiptOf({ number: String(100000000000 + i) }), 'a5'); await new Promise(r => setTimeout(r, 2)); if (i % 100 === 0) console.log(i, m()) }
globalThis.gc?.(); await new Promise(r => setTimeout(r, 500)); globalThis.gc?.(); console.log('gc', m())
