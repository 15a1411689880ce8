import { describe, expect, test } from 'vitest'
import { createTypesetter } from '#adapters/typesetter/create-typesetter.ts'
import { inGroups, writePhone } from '#adapters/typesetter/formats.ts'
import { readResultBlocks } from '#adapters/typesetter/read-result-blocks.ts'
import { resultBlockTexts } from '#adapters/typesetter/result-blocks.ts'
import { formOf } from '#adapters/typesetter/result-values.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import type { Blank, BlankLine } from '#core/domain/service-result.ts'
import { receiptOf } from '#test/builders/receipt.ts'
import { certificateSheet, noise, refusalSheet, unemployedCert } from '#test/builders/result-sheet.ts'
import { fontsOf, pagesOf, textOf, zbarOf, zxingOf } from './pdf-judge.ts'

const typesetter = createTypesetter()
const layouts = ['a5', 'roll80'] as const
const kazakhLetters = 'ӘәҒғҚқҢңӨөҰұҮүҺһІі'

const removeSpaces = (text: string): string => text.replace(/\s+/g, '')
const expectTexts = (text: string, wanted: readonly string[]): void => {
  expect(wanted.filter((part) => !text.includes(part.replace(/\s+/g, ' ')))).toEqual([])
}

describe.each(layouts)('receipt on %s', (layout) => {
  test('carries every field of the regulation in both languages, Kazakh intact', async () => {
    const receipt = receiptOf({ applicant: `Жүсіпбеков ${kazakhLetters} Өміртайұлы`, representative: 'Сейітқожаев Мұхаммедғали' })
    const text = await textOf(await typesetter.receipt(receipt, layout))
    expectTexts(text, [
      'ҚАБЫЛДАНҒАНЫ ТУРАЛЫ ҚОЛХАТ',
      'РАСПИСКА О ПРИЁМЕ',
      'Сұратудың нөмірі',
      'Номер запроса',
      inGroups(receipt.number),
      '20.11.2026, 10:15',
      receipt.service.kk,
      receipt.service.ru,
      receipt.provider.kk,
      receipt.provider.ru,
      receipt.centre.name.kk,
      receipt.centre.name.ru,
      receipt.centre.address.kk,
      receipt.centre.address.ru,
      ...receipt.documents.flatMap(({ title }) => [title.kk, title.ru]),
      'Құжат: 3, бет: 6',
      'Документов: 3, страниц: 6',
      '26.11.2026, сағат 09:00 бастап',
      receipt.handOut.place.kk,
      receipt.handOut.place.ru,
      receipt.operator,
      receipt.applicant,
      'Сейітқожаев Мұхаммедғали',
      ...receipt.phones.map(writePhone),
      'Құжаттарды қабылдадым',
      'Расписку получил(а)',
    ])
    expect(text).not.toMatch(/КӨШІРМЕ|ОҚУ РЕЖИМІ|алдын ала/)
  })

  test('a scanner reads its number, registered or provisional', async () => {
    const numbers = ['123456789012', '00170002000123']
    const read = await Promise.all(
      numbers.map(async (number) => zbarOf(await typesetter.receipt(receiptOf({ number, provisional: number.length === 14 }), layout))),
    )
    expect(read).toEqual(numbers.map((number) => [`CODE-128:${number}`]))
    const byZxing = await zxingOf(await typesetter.receipt(receiptOf(), layout))
    expect(byZxing.map(({ text }) => text)).toEqual([receiptOf().number])
    // 12 mm at 200 dpi.
    const { topLeft, bottomLeft } = byZxing[0]!.position
    expect(bottomLeft.y - topLeft.y).toBeGreaterThanOrEqual(94)
  })

  test('a copy, a provisional number, training, an unknown day are said in both languages', async () => {
    const text = await textOf(
      await typesetter.receipt(
        receiptOf({ copy: 2, provisional: true, training: true, handOut: { ...receiptOf().handOut, on: undefined } }),
        layout,
      ),
    )
    expectTexts(text, [
      'КӨШІРМЕ № 2 / КОПИЯ № 2',
      'ОҚУ РЕЖИМІ / УЧЕБНЫЙ РЕЖИМ',
      'Нөмір алдын ала берілді. Тіркелген нөмір қосылған соң осы іске жазылады.',
      'Номер предварительный. Регистрационный номер появится в деле после связи.',
      'Күні тіркелгеннен кейін хабарланады',
      'Дату сообщат после регистрации',
    ])
  })

  test('a request that was first known by the desk’s own number bears both, once they are joined', async () => {
    const pdf = await typesetter.receipt(receiptOf({ provisionalNumber: '90007261120001' }), layout)
    const text = (await textOf(pdf)).replaceAll(/\s/g, '')
    for (const part of ['Алдыналанөмірі/Предварительныйномер:', '90007261120001', receiptOf().number]) expect(text).toContain(part)
    expect(await zbarOf(pdf)).toEqual([`CODE-128:${receiptOf().number}`])
  })

  test('an organisation, what it paid, and the refused request that this one puts right', async () => {
    const receipt = receiptOf({
      organisation: { name: { kk: '«Үміт Әлемі» ЖШС', ru: 'ТОО «Мир Надежды»' }, bin: '990240001237' },
      payment: { reference: 'ЭҮТШ-000451', tenge: 12_345 },
      corrects: '123456780001',
    })
    const text = await textOf(await typesetter.receipt(receipt, layout))
    expectTexts(text, [
      'Услугополучатель – юридическое лицо',
      '«Үміт Әлемі» ЖШС',
      'ТОО «Мир Надежды»',
      'БСН / БИН: 990240001237',
      `Басшысы / Руководитель: ${receipt.applicant}`,
      '12 345 теңге / тенге, № ЭҮТШ-000451',
      '1234 5678 0001',
    ])
    expect(text).not.toContain('әкесінің аты (бар болғанда) / Ф.И.О. (при наличии) услугополучателя')
    const usual = await textOf(await typesetter.receipt(receiptOf(), layout))
    expect(usual).not.toMatch(/БИН|Сумма оплаты|в котором отказано/)
  })

  test('long names wrap and twenty documents flow on, none lost', async () => {
    const documents = Array.from({ length: 20 }, (_, index) => ({
      title: { kk: `№${index + 1} құжат: ${'тұрғылықты мекенжайды растайтын '.repeat(3)}қағаз`, ru: `Документ №${index + 1}` },
      pages: 3,
    }))
    const applicant = `${'Ұзынтегіұлы'.repeat(12)} Қанат`
    const pdf = await typesetter.receipt(receiptOf({ documents, applicant }), layout)
    const text = await textOf(pdf)
    expectTexts(
      text,
      documents.flatMap(({ title }) => [title.kk, title.ru]),
    )
    expect(text.replaceAll(' ', '')).toContain(applicant.replaceAll(' ', ''))
    const pages = await pagesOf(pdf)
    if (layout === 'a5') expect(pages).toEqual(Array.from({ length: 3 }, () => ({ width: 148, height: 210 })))
    else {
      expect(pages.map(({ width }) => width)).toEqual([80])
      expect(pages[0]!.height).toBeGreaterThan(400)
    }
  })

  test('a usual receipt is one page with all fonts embedded', async () => {
    const pdf = await typesetter.receipt(receiptOf(), layout)
    expect(await pagesOf(pdf)).toHaveLength(1)
    const fonts = await fontsOf(pdf)
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    expect(fonts.filter(({ embedded, unicode, name }) => !embedded || !unicode || !name.includes('NotoSans'))).toEqual([])
  })

  test('the same receipt gives the same bytes, another one others', async () => {
    const [first, second, other] = await Promise.all(
      [receiptOf(), receiptOf(), receiptOf({ copy: 2 })].map((receipt) => createTypesetter().receipt(receipt, layout)),
    )
    expect(Buffer.compare(first!, second!)).toBe(0)
    expect(Buffer.compare(first!, other!)).not.toBe(0)
  })
})

/** The blank's own words without its fields. */
const wordsOf = (blank: Blank): readonly string[] =>
  blank.lines
    .flatMap(({ kk, ru }) => [kk, ru])
    .flatMap((text) => (text ?? '').split(/\{[A-Za-z0-9]+\}/))
    .map((part) => part.trim())
    .filter((part) => /[а-яәі]/i.test(part))

const legal = [
  'Осы құжат «Электрондық құжат және электрондық цифрлық қолтаңба туралы» 2003 жылғы 7 қаңтардағы N 370-II ҚРЗ 7-бабының 1-тармағына сәйкес қағаз тасығыштағы құжатқа тең.',
  'Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года «Об электронном документе и электронной цифровой подписи» равнозначен документу на бумажном носителе.',
  `Штрих-код «Электрондық әкімдік» ақпараттық жүйесі ұсынған және ${unemployedCert.provider.department.kk} (${unemployedCert.region.kk}) электрондық-цифрлық қолтаңбасымен қол қойылған деректерді қамтиды`,
  `Штрих-код содержит данные, предоставленные информационной системой «Электронный акимат» и подписанные электронно-цифровой подписью ${unemployedCert.provider.department.ru} (${unemployedCert.region.ru}).`,
]

describe('result', () => {
  test('certificate: the blank word for word, its values, clauses and signature', async () => {
    const sheet = certificateSheet()
    const text = await textOf(await typesetter.result(sheet))
    expectTexts(text, [
      ...wordsOf(formOf(unemployedCert, sheet.document).blank),
      ...legal,
      'Ф.И.О. Жүсіпбеков Нұрсұлтан Өміртайұлы',
      'жұмыссыз ретінде тіркелген: 2026 жылғы 14 қыркүйектен бастап, № 118 тіркеу',
      'зарегистрирован безработным: с 14 сентября 2026 года, регистрация № 118',
      'Анықтама: Өскемен қаласының № 12 мектебіне ұсыну үшін берілген',
      'Справка дана для предъявления: в школу № 12 города Усть-Каменогорска',
      'тұрғын үй көмегі тағайындалды: —',
      'Сәрсенова Гүлнар Бақытқызы',
      '20.11.2026',
      inGroups('123456789012'),
      '24.11.2026, 13:05',
      'Төлегенов Ерлан Қайратұлы Бөлім бастығы / Начальник отдела',
    ])
    // The place printed twice in the source stands once here.
    expect(text.split('қағаз тасығыштағы құжатқа тең').length - 1).toBe(1)
    expect(text).not.toMatch(/[{}]|УЧЕБНЫЙ/)
  })

  test('reasoned refusal: grounds and explanation in both languages', async () => {
    const sheet = refusalSheet({ training: true })
    const text = await textOf(await typesetter.result(sheet))
    const [first, second] = sheet.document.grounds
    expectTexts(text, [
      ...legal,
      `1) ${first?.text.kk}`,
      `2) ${second?.text.kk}`,
      `1) ${first?.text.ru}`,
      `2) ${second?.text.ru}`,
      'Түсіндірме: Жеке куәліктің екінші беті ұсынылмады.',
      'Разъяснение: Не представлена вторая сторона удостоверения личности.',
      'Сіздің 20.11.2026 күнгі № 123456789012 өтінішіңізді',
      'ОҚУ РЕЖИМІ / УЧЕБНЫЙ РЕЖИМ',
    ])
    expect(text).not.toMatch(/[{}]/)
  })

  test('what is shown before it is signed says so and claims no signature', async () => {
    const text = await textOf(await typesetter.result(certificateSheet({ draft: true, training: true })))
    expectTexts(text, ['ЖОБА, ҚОЛ ҚОЙЫЛМАҒАН / ПРОЕКТ, НЕ ПОДПИСАН'])
    expect(text).not.toMatch(/қолтаңбамен қол қойылды|УЧЕБНЫЙ/)
  })

  test.each([
    ['certificate', certificateSheet()],
    ['refusal of the training mode', refusalSheet({ training: true, cms: noise(3_000, 2) })],
    ['certificate with a long signature', certificateSheet({ cms: noise(7_500, 3) })],
  ])('%s: two scanners read every QR block at 200 dpi and they join to the signature', async (_, sheet) => {
    const pdf = await typesetter.result(sheet)
    const expected = [...resultBlockTexts(sheet.cms, sheet.signedAt)].sort()
    expect(expected.length).toBeGreaterThan(4)
    const zbar = (await zbarOf(pdf)).map((line) => line.replace(/^QR-Code:/, ''))
    expect([...zbar].sort()).toEqual(expected)
    expect(Buffer.compare(readResultBlocks(zbar) ?? new Uint8Array(), sheet.cms)).toBe(0)
    const zxing = await zxingOf(pdf)
    expect(zxing.map(({ text }) => text).sort()).toEqual(expected)
    const sides = zxing.map(({ position: { topLeft, topRight } }) => topRight.x - topLeft.x)
    // 30 mm at 200 dpi.
    expect(Math.min(...sides)).toBeGreaterThanOrEqual(236)
  })

  test('one A4 page, fonts embedded, same bytes again', async () => {
    const sheet = certificateSheet()
    const pdf = await typesetter.result(sheet)
    expect(await pagesOf(pdf)).toEqual([{ width: 210, height: 297 }])
    expect((await fontsOf(pdf)).filter(({ embedded }) => !embedded)).toEqual([])
    expect(Buffer.compare(await createTypesetter().result(sheet), pdf)).toBe(0)
  })

  test('a decision of several pages loses nothing', async () => {
    const explanation = {
      kk: `${'Ұсынылған құжаттар толық емес, қайта ұсыныңыз. '.repeat(150)}СОҢЫ`,
      ru: `${'Документы представлены не полностью. '.repeat(150)}КОНЕЦ`,
    }
    const sheet = refusalSheet()
    const fields = { ...sheet.document.fields, explanation }
    const pdf = await typesetter.result({ ...sheet, document: { ...sheet.document, fields } })
    const running = /(1234 5678 9012 )|(\d \/ \d )|\f/g
    expect(removeSpaces((await textOf(pdf)).replace(running, ''))).toContain(
      removeSpaces(explanation.kk + 'Разъяснение: ' + explanation.ru),
    )
    expectTexts(await textOf(pdf), legal)
    expect((await pagesOf(pdf)).length).toBeGreaterThan(1)
    expect(readResultBlocks((await zxingOf(pdf)).map(({ text }) => text))).toEqual(sheet.cms)
  })
})

describe('blanks of every shape', () => {
  const line = (style: BlankLine['style'], over: Partial<BlankLine>): BlankLine => ({ style, ...over })
  const sheetOf = (lines: readonly BlankLine[], document: Partial<ResultDocument> = {}) => {
    const sheet = certificateSheet()
    const [form, ...others] = sheet.definition.results
    if (form === undefined) throw new Error('A blank')
    const blank = { ...form.blank, lines: [...lines] }
    const definition = { ...sheet.definition, results: [{ ...form, blank }, ...others] }
    return { ...sheet, definition, document: { ...sheet.document, ...document } }
  }
  const payments = line('table', {
    kk: 'Төлемдер:',
    table: {
      field: 'payments',
      columns: [
        { id: '#', kk: '№' },
        { id: 'quarter', kk: 'Тоқсан', ru: 'Квартал' },
        { id: 'amount', kk: 'Төлем сомасы' },
      ],
    },
  })
  const rows = Array.from({ length: 90 }, (_, index) => ({
    quarter: { kk: `${index + 1}-тоқсан`, ru: `${index + 1} квартал` },
    amount: { kk: `${10_000 + index} теңге`, ru: `${10_000 + index} тенге` },
  }))

  test('a table over several pages says its head on each and loses no row', async () => {
    const pdf = await typesetter.result(sheetOf([payments], { fields: { payments: rows } }))
    const pages = await pagesOf(pdf)
    const text = await textOf(pdf)
    expect(pages.length).toBeGreaterThan(2)
    expect(text.split('Төлем сомасы').length - 1).toBe(pages.length)
    expectTexts(
      text,
      rows.map(({ quarter, amount }, index) => `${index + 1} ${quarter.kk} ${quarter.ru} ${amount.kk}`),
    )
    // Russian only where the column's head is in both languages.
    expect(text).not.toContain('тенге')
  })

  test('a table without rows is closed by dashes', async () => {
    expectTexts(await textOf(await typesetter.result(sheetOf([payments], { fields: {} }))), ['Төлем сомасы — — —'])
  })

  test('a line is there only where its condition holds', async () => {
    const lines = [
      line('body', { kk: 'Алушы: {name}', when: [{ field: 'applicant.kind', oneOf: ['person'] }] }),
      line('body', { kk: 'Ұйым: {name}', when: [{ field: 'applicant.kind', oneOf: ['organisation'] }] }),
    ]
    const document = { fields: { name: { kk: 'Үміт', ru: 'Надежда' } }, facts: { 'applicant.kind': 'organisation' } }
    const text = await textOf(await typesetter.result(sheetOf(lines, document)))
    expect([text.includes('Ұйым: Үміт'), text.includes('Алушы')]).toEqual([true, false])
  })

  test('one language or both, once where they say the same; a value with a date, a phone or nothing', async () => {
    const lines = [
      line('centre', { kk: '№ {number}', ru: '№ {number}' }),
      line('right', { ru: 'Только по-русски: {day}' }),
      line('body', { kk: 'Тек қазақша: {phone}, {nothing}' }),
    ]
    const fields = { number: '118', day: '2026-11-24', phone: '+77012345678' }
    const text = await textOf(await typesetter.result(sheetOf(lines, { fields })))
    expectTexts(text, ['Только по-русски: 24.11.2026', 'Тек қазақша: +7 701 234 56 78, —'])
    expect(text.split('№ 118').length - 1).toBe(1)
  })

  test('what stands after the name of a signature is set under it, and so are captions', async () => {
    const lines = [
      line('signature', { kk: 'білім бөлімінің бастығы {head} Т.А.Ә.' }),
      line('signature', { kk: 'Маман: {clerk}' }),
      line('small', { kk: '(АЖТ)' }),
    ]
    const text = await textOf(await typesetter.result(sheetOf(lines, { fields: { head: 'Төлегенов Ерлан', clerk: 'Сәрсенова Гүлнар' } })))
    expectTexts(text, ['білім бөлімінің бастығы Төлегенов Ерлан Т.А.Ә. Маман: Сәрсенова Гүлнар (АЖТ)'])
  })

  test('a signature takes the end of its text along to a new page', async () => {
    for (let filler = 32; filler < 42; filler++) {
      const lines = [
        ...Array.from({ length: filler }, (_, index) => line('body', { kk: `Жол ${index}.` })),
        line('body', { kk: 'Соңғы сөз.' }),
        line('signature', { kk: 'Басшы: {head}' }),
      ]
      const text = await textOf(await typesetter.result({ ...sheetOf(lines, { fields: { head: 'Төлегенов Ерлан' } }), draft: true }))
      const parted = /Соңғы сөз\.(?! Басшы)/.test(text)
      expect([filler, parted]).toEqual([filler, false])
    }
  })

  test('a blank may have a statement of its own about the code', async () => {
    const sheet = sheetOf([line('title', { kk: 'Хабарлама' })])
    const barcodeStatement = { kk: 'Кодта {department} ({region}) деректері бар.', ru: 'Код содержит данные {department} ({region}).' }
    const results = sheet.definition.results.map((form) => ({ ...form, blank: { ...form.blank, barcodeStatement } }))
    const text = await textOf(await typesetter.result({ ...sheet, definition: { ...sheet.definition, results } }))
    const { department, region } = sheet.document.provider
    expectTexts(text, [`Кодта ${department.kk} (${region.kk}) деректері бар.`, `Код содержит данные ${department.ru} (${region.ru}).`])
    expect(text).not.toContain('Электронный акимат')
  })

  test('without clause and barcode there is neither, but the note of the signature', async () => {
    const sheet = sheetOf([line('title', { kk: 'Хабарлама' })])
    const results = sheet.definition.results.map((form) => ({ ...form, blank: { ...form.blank, legalClause: false, barcode: false } }))
    const pdf = await typesetter.result({ ...sheet, definition: { ...sheet.definition, results } })
    expect(await zbarOf(pdf)).toEqual([])
    const text = await textOf(pdf)
    expect(text).toContain('Подписано электронной цифровой подписью')
    expect(text).not.toMatch(/Штрих-код|N 370-II/)
  })
})

describe('reading result blocks', () => {
  const cms = noise(3_100, 4)
  const texts = resultBlockTexts(cms, '2026-11-24T08:05:00.000Z')

  test('in any order, each any number of times', () => {
    expect(readResultBlocks([...texts].reverse().concat(texts))).toEqual(cms)
  })
  test('not while one is missing, nor mixed with another result, nor from something else', () => {
    const other = resultBlockTexts(noise(3_100, 5), '2026-11-24T08:05:00.000Z')
    expect([
      readResultBlocks(texts.slice(1)),
      readResultBlocks([...texts, ...other]),
      readResultBlocks(['123456789012']),
      readResultBlocks([]),
    ]).toEqual([undefined, undefined, undefined, undefined])
  })
  test('a damaged archive is no signature', () => {
    // The archive says some things twice, so not every spoilt letter matters; but what is given back is always the signature itself.
    const spoil = (place: RegExp): readonly (Uint8Array | undefined)[] =>
      texts.map((_, at) => readResultBlocks(texts.map((text, index) => (index === at ? text.replace(place, 'AAAAAAAA') : text))))
    expect(spoil(/(?<=<elementData>.{300}).{8}/)).toEqual(texts.map(() => undefined))
    const given = [...spoil(/(?<=<elementData>).{8}/), ...spoil(/.{8}(?=<\/elementData>)/)].filter((bytes) => bytes !== undefined)
    expect(given.filter((bytes) => Buffer.compare(bytes, cms) !== 0)).toEqual([])
  })
})
