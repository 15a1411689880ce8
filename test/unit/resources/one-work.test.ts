import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Channel, ServiceDefinition, termFor } from '#core/domain/service.ts'

const folder = new URL('.', import.meta.resolve('#resources/services/unemployed-cert.json'))
const definitions = readdirSync(folder).map((name) => ServiceDefinition.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))

/** What is said under each key, once for every way of saying it. */
function ways(said: readonly (readonly [key: string, value: unknown])[]): Readonly<Record<string, number>> {
  const found = new Map<string, Set<string>>()
  for (const [key, value] of said) found.set(key, (found.get(key) ?? new Set()).add(JSON.stringify(value)))
  return Object.fromEntries([...found].filter(([, values]) => values.size > 1).map(([key, values]) => [key, values.size]))
}

describe('the definitions speak with one voice', () => {
  test('one organisation has one address and one telephone', () => {
    expect(ways(definitions.map(({ provider }) => [provider.bin, [provider.address, provider.phone]]))).toEqual({})
  })

  test('categories are few, each written one way in both languages', () => {
    const names = definitions.map(({ category }) => category)
    expect(new Set(names.map(({ kk }) => kk)).size).toBeLessThanOrEqual(6)
    expect(ways(names.map(({ kk, ru }) => [kk, ru]))).toEqual({})
  })

  test('papers that every service asks for are asked for in the same words', () => {
    const slots = definitions.flatMap(({ documents, applicants, representation }) =>
      documents.flatMap(({ id, title, help, original, scan }) => {
        const alike = ['identity', 'addressProof', 'organisationRegistration', 'paymentProof']
        if (alike.includes(id)) return [[id, [title, help, original, scan]] as const]
        if (id === 'application') return [[`${id} ${applicants.length}`, [title, help, original, scan]] as const]
        if (id === 'authority') return [[`${id} ${String(representation.notarisedOnly)}`, [title, help, original, scan]] as const]
        return []
      }),
    )
    expect(ways(slots)).toEqual({})
    for (const { id, documents } of definitions)
      expect(
        ['application', 'identity', 'authority'].filter((slot) => !documents.some((each) => each.id === slot)),
        id,
      ).toEqual([])
  })

  test('the ways of handing out are chosen on the same page, and only where e-mail is one of them', () => {
    for (const { id, form, handOut } of definitions) {
      const byMail = Channel.options.filter((channel) => handOut[channel]?.includes('email') === true)
      const [way, address] = form.find((page) => page.id === 'handOut')?.fields ?? []
      expect(way?.when, id).toEqual(byMail.length === 0 ? undefined : [{ field: 'channel', oneOf: byMail }])
      if (byMail.length > 0) expect([way?.id, address?.id], id).toEqual(['handOutWay', 'email'])
    }
    expect(
      ways(definitions.flatMap(({ form }) => form.filter(({ id }) => id === 'handOut').map(({ title }) => ['handOut', title]))),
    ).toEqual({})
  })

  test('a ground, a status and a value of the same name say the same', () => {
    const own = ['otherResidence', 'notLegalRepresentative', 'authorityInvalid', 'ageReached', 'prohibitedByCourt']
    expect(
      ways(
        definitions.flatMap(({ refusalGrounds }) => refusalGrounds.filter(({ id }) => !own.includes(id)).map(({ id, text }) => [id, text])),
      ),
    ).toEqual({})
    expect(ways(definitions.flatMap(({ statuses }) => statuses.map(({ status, name }) => [status, name])))).toEqual({})
    expect(
      ways(
        definitions.flatMap(({ results }) =>
          results.flatMap(({ values }) =>
            values.filter(({ from }) => /^(applicant|organisation|decision)\./.test(from)).map(({ id, label }) => [id, label]),
          ),
        ),
      ),
    ).toEqual({})
  })

  test('refusals that we compose are one letter', () => {
    const letters = definitions.flatMap(({ applicants, results }) =>
      results
        .filter(({ outcome, blank }) => outcome === 'refusal' && blank.ours === true)
        .map(
          ({ title, blank }) =>
            [
              `letter ${applicants.length}`,
              [title, blank.lines.filter(({ kk }) => kk !== 'Бала: {childFullName}'), blank.legalClause, blank.barcode],
            ] as const,
        ),
    )
    expect(letters.length).toBeGreaterThan(8)
    expect(ways(letters)).toEqual({})
  })

  test('where the source is silent the day of reception counts, and the same note says so', () => {
    const silent = definitions.filter((definition) => !Channel.options.some((channel) => termFor(definition, channel).receptionDayExcluded))
    const notes = silent.map(
      ({ id, notes: all }) => [id, all.filter(({ text }) => text.ru.startsWith('Входит ли день приёма в срок'))] as const,
    )
    for (const [id, found] of notes) expect(found, id).toHaveLength(1)
    expect(ways(notes.map(([, found]) => ['note', found[0]]))).toEqual({})
  })

  test('no note stands twice', () => {
    for (const { id, notes } of definitions) expect(new Set(notes.map(({ text }) => text.ru)).size, id).toBe(notes.length)
  })

  test('our own words call the two sides алушы and қызмет көрсетуші', () => {
    const russian = /потребител|поставщик[аеуо ]|(?<!услуго)получател/i
    for (const { id, results, form, documents, refusalGrounds, statuses, term } of definitions) {
      const labels = results.flatMap(({ asked, values }) => [asked, values])
      const text = JSON.stringify([
        labels,
        form,
        refusalGrounds,
        statuses,
        term.extension,
        documents.filter((slot) => slot.id !== 'distributionContract'),
      ])
      expect(text, id).not.toMatch(russian)
      expect(text, id).not.toMatch(/тұтынушы|қызмет беруші/i)
    }
  })
})
