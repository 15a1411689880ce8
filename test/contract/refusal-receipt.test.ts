import { describe, expect, it } from 'vitest'
import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import form from '#resources/receipts/refusal.json' with { type: 'json' }
import { refusalReceiptOf } from '#test/builders/refusal-receipt.ts'
import { fontsOf, pagesOf, textOf } from './pdf-judge.ts'

const { refusalReceipt } = createTypesetter()
/** Where each part begins for the first time; all must be there. */
const placesOf = (text: string, parts: readonly string[]): readonly number[] => {
  expect(parts.filter((part) => !text.includes(part))).toEqual([])
  return parts.map((part) => text.indexOf(part))
}
const timesOf = (text: string, part: string): number => text.split(part).length - 1

describe('the refusal receipt on A4', () => {
  it('has the form’s fields in their order, in both languages, twice on one sheet', async () => {
    const receipt = refusalReceiptOf()
    const pdf = await refusalReceipt(receipt)
    const text = await textOf(pdf)
    const ordered = [
      receipt.asker.name.kk,
      receipt.asker.address,
      form.title.kk,
      form.title.ru,
      form.ground.kk,
      receipt.office.name.kk,
      receipt.service.kk,
      form.ground.ru,
      receipt.office.name.ru,
      receipt.service.ru,
      form.missing.kk,
      '1) Өтініш Заявление',
      '2) Жеке басын куәландыратын құжат',
      receipt.reason,
      form.copies.kk,
      form.copies.ru,
      form.worker.centre.kk,
      form.worker.centre.ru,
      form.executor.kk,
      '+7 723 200 00 00',
      form.received.kk,
      // Past midnight in Almaty.
      '21.11.2026',
    ]
    const places = placesOf(text, ordered)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    for (const part of [form.title.kk, form.title.ru, form.ground.kk, receipt.reason]) expect(timesOf(text, part), part).toBe(2)
    // Addressee and their own signature, in each copy.
    expect(timesOf(text, receipt.asker.name.kk)).toBe(4)
    expect([await pagesOf(pdf), text.match(/[{}]/), text.includes('ОҚУ РЕЖИМІ')]).toEqual([[{ width: 297, height: 210 }], null, false])
    expect((await fontsOf(pdf)).filter(({ embedded, unicode }) => !embedded || !unicode)).toEqual([])
  })

  it('gives the same bytes for the same receipt', async () => {
    const [one, other] = [await refusalReceipt(refusalReceiptOf()), await refusalReceipt(refusalReceiptOf())]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  })

  it('without missing documents says the reason and lists nothing', async () => {
    const text = await textOf(await refusalReceipt(refusalReceiptOf({ missing: [], reason: 'Куәліктің мерзімі өткен.' })))
    expect([text.includes('Куәліктің мерзімі өткен.'), text.includes(form.missing.kk), text.includes('по указанной ниже причине')]).toEqual(
      [true, false, true],
    )
  })

  it('names an organisation in both languages, and leaves the receiver’s line open where nobody is known to sign', async () => {
    const asker = { name: { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' }, address: 'Өскемен' }
    const text = await textOf(await refusalReceipt(refusalReceiptOf({ asker })))
    expect([timesOf(text, asker.name.kk), timesOf(text, asker.name.ru), timesOf(text, form.received.kk)]).toEqual([2, 2, 2])
  })

  it('at the provider’s desk is signed by its employee; later copies and training sheets say what they are', async () => {
    const { office } = refusalReceiptOf()
    const text = await textOf(await refusalReceipt(refusalReceiptOf({ office: { ...office, kind: 'provider' }, copy: 2, training: true })))
    expect([
      text.includes(form.worker.provider.ru),
      text.includes(form.worker.centre.ru),
      timesOf(text, 'КӨШІРМЕ № 2 / КОПИЯ № 2'),
      text.includes('ОҚУ РЕЖИМІ'),
    ]).toEqual([true, false, 2, true])
  })

  it('goes on over more sheets where much is missing, both copies on each', async () => {
    const missing = Array.from({ length: 40 }, (_, index) => ({ kk: `Құжат ${index + 1} түпнұсқасы`, ru: `Подлинник ${index + 1}` }))
    const pdf = await refusalReceipt(refusalReceiptOf({ missing }))
    const text = await textOf(pdf)
    expect((await pagesOf(pdf)).length).toBeGreaterThan(1)
    for (const { kk } of missing) expect(timesOf(text, kk), kk).toBe(2)
    expect(timesOf(text, form.received.kk)).toBe(2)
  })
})
