import { type Conditions, fieldsOf, type FormField, type FormPage, type SimpleField } from '#core/domain/service-form.ts'
import { isAuthorityScan, type ServiceDefinition } from '#core/domain/service.ts'
import type { ResultForm } from '#core/domain/service-result.ts'

const factNames = ['applicant.kind', 'channel']
const placeholders = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '')
const doubled = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index)

const factValues: Readonly<Record<string, readonly string[]>> = {
  'applicant.kind': ['person', 'organisation'],
  channel: ['centre', 'provider', 'portal'],
}

/** Values that a condition waits for and that can never come. */
function impossibleValues(where: string, when: Conditions | undefined, fields: readonly FormField[]): readonly string[] {
  return (when ?? []).flatMap(({ field, oneOf }) => {
    const asked = fields.find(({ id }) => id === field)
    const possible =
      factValues[field] ??
      (asked?.type === 'choice' ? asked.options.map(({ value }) => value) : asked?.type === 'consent' ? ['yes'] : undefined)
    if (possible === undefined) return asked === undefined ? [] : [`${where}: asks ${field}, whose values are not a choice`]
    return oneOf.filter((value) => !possible.includes(value)).map((value) => `${where}: waits for ${field} = ${value}, which cannot be`)
  })
}

/** Conditions ask facts and fields that stand before; a field is named once. */
function fieldProblems(where: string, fields: readonly FormField[], known: readonly string[]): readonly string[] {
  const found: string[] = doubled(fields.map(({ id }) => id)).map((id) => `${where}: ${id} twice`)
  const before = [...known]
  for (const field of fields) {
    for (const { field: asked } of field.when ?? [])
      if (!before.includes(asked)) found.push(`${where}: ${field.id} asks ${asked}, not before it`)
    found.push(...impossibleValues(`${where}.${field.id}`, field.when, fields))
    before.push(field.id)
    if (field.type === 'repeat') {
      found.push(...fieldProblems(`${where}.${field.id}`, field.fields, factNames))
      const inRow = field.fields.map(({ id }) => id)
      const named = field.suggest === undefined ? [] : [field.suggest.iin, field.suggest.fullName, field.suggest.birthDate]
      for (const id of named) if (!inRow.includes(id)) found.push(`${where}: ${field.id} suggests into ${id}, not in its row`)
      if (field.min > field.max) found.push(`${where}: ${field.id} min over max`)
    } else found.push(...fillProblems(where, field, fields))
  }
  return found
}

function fillProblems(where: string, field: SimpleField, beside: readonly FormField[]): readonly string[] {
  if (field.type !== 'iin' && field.type !== 'bin') return []
  const ids = beside.map(({ id }) => id)
  return Object.values(field.fills ?? {})

    .flatMap((id) => (id === undefined || ids.includes(id) ? [] : [`${where}: ${field.id} fills ${id}, not beside it`]))
}

const answerPaths = (pages: readonly FormPage[]): readonly string[] =>
  fieldsOf(pages).flatMap((field) =>
    field.type === 'repeat' ? [field.id, ...field.fields.map(({ id }) => `${field.id}.${id}`)] : [field.id],
  )

function resultProblems(form: ResultForm, answers: readonly string[], topLevel: readonly string[]): readonly string[] {
  const where = `results.${form.id}`
  const ids = [...form.asked, ...form.values].map(({ id }) => id)
  const found = [
    ...fieldProblems(where, form.asked, [...topLevel, ...factNames]),
    ...doubled(ids).map((id) => `${where}: ${id} twice`),
    ...form.values.flatMap(({ id, from }) =>
      from.startsWith('form.') && !answers.includes(from.slice('form.'.length))
        ? [`${where}: ${id} comes from ${from}, no such answer`]
        : [],
    ),
    ...form.values.flatMap(({ id, from, row }) =>
      placeholders(row).flatMap((name) => {
        const path = `${from.slice('form.'.length)}.${name.split('.')[0] ?? ''}`
        return answers.includes(path) ? [] : [`${where}: ${id} writes {${name}}, not in the rows of ${from}`]
      }),
    ),
    ...form.asked.flatMap((field) => {
      const from = field.type === 'repeat' ? undefined : field.fill
      return from?.startsWith('form.') === true && !answers.includes(from.slice('form.'.length))
        ? [`${where}: ${field.id} is filled from ${from}, no such answer`]
        : []
    }),
    ...(form.when ?? []).flatMap(({ field }) =>
      topLevel.includes(field) || factNames.includes(field) ? [] : [`${where}: asks ${field}, not in the form`],
    ),
  ]
  const askedIds = form.asked.map(({ id }) => id)
  for (const { id, from } of form.values)
    if (from.startsWith('asked.') && !askedIds.includes(from.slice('asked.'.length)))
      found.push(`${where}: ${id} comes from ${from}, which is not asked`)
  const printed = new Set(form.values.flatMap(({ from }) => (from.startsWith('asked.') ? [from.slice('asked.'.length)] : [])))
  for (const line of form.blank.lines) {
    for (const name of [...placeholders(line.kk), ...placeholders(line.ru)]) {
      printed.add(name)
      if (!ids.includes(name)) found.push(`${where}: blank prints {${name}}, not a field of it`)
    }
    for (const { field } of line.when ?? [])
      if (![...ids, ...topLevel, ...factNames].includes(field)) found.push(`${where}: a line asks ${field}, not a field of it`)
    for (const { field } of line.when ?? []) printed.add(field)
    if (line.table !== undefined) {
      printed.add(line.table.field)
      const rows = form.asked.find(({ id }) => id === line.table?.field)
      if (rows?.type !== 'repeat') found.push(`${where}: table of ${line.table.field}, not a repeat that is asked`)
      else
        for (const { id } of line.table.columns)
          if (id !== '#' && !rows.fields.some((field) => field.id === id)) found.push(`${where}: column ${id} is not in ${rows.id}`)
    }
    if (line.kk === undefined && line.ru === undefined && line.table === undefined) found.push(`${where}: an empty line`)
  }
  // A field that nobody prints is asked for nothing, unless another field's condition asks it.
  const asksForOthers = new Set(form.asked.flatMap((field) => field.when ?? []).map(({ field }) => field))
  for (const { id } of [...form.asked, ...form.values])
    if (!printed.has(id) && !asksForOthers.has(id)) found.push(`${where}: ${id} is not printed`)
  return found
}

/**
 * What is wrong inside a definition though its shape is right: references to fields that are not there, blanks with holes, channels without a
 * way to hand the result out. Empty for a sound one.
 */
export function definitionProblems(definition: ServiceDefinition): readonly string[] {
  const { form, documents, results, channels, handOut, subject, fee, registers, login, applicants, term, representation } = definition
  const fields = fieldsOf(form)
  const topLevel = fields.map(({ id }) => id)
  const found = [
    ...fieldProblems('form', fields, factNames),
    ...doubled(form.map(({ id }) => id)).map((id) => `form: page ${id} twice`),
    ...doubled(documents.map(({ id }) => id)).map((id) => `documents: ${id} twice`),
    ...doubled(results.map(({ id }) => id)).map((id) => `results: ${id} twice`),
    ...documents.flatMap(({ id, when }) =>
      (when ?? []).flatMap(({ field }) => ([...topLevel, ...factNames].includes(field) ? [] : [`documents: ${id} asks ${field}`])),
    ),
    ...[...documents, ...results].flatMap(({ id, when }) => impossibleValues(id, when, fields)),
    ...results.flatMap((result) => resultProblems(result, answerPaths(form), topLevel)),
  ]
  if (results.filter(({ outcome }) => outcome === 'refusal').length !== 1) found.push('results: exactly one refusal')
  if (!results.some(({ outcome }) => outcome === 'positive')) found.push('results: no positive one')
  const offered = (['centre', 'provider', 'portal'] as const).filter((channel) => channels[channel] !== undefined)
  if (offered.length === 0) found.push('channels: none')
  for (const channel of offered) {
    if (handOut[channel] === undefined) found.push(`handOut: none for ${channel}`)
    if (login[channel] === undefined) found.push(`login: none for ${channel}`)
  }
  if (subject !== undefined && !fields.some(({ id, type }) => id === subject.field && (type === 'repeat' || type === 'iin')))
    found.push(`subject: ${subject.field} is no repeat or IIN of the form`)
  if (term.extension !== undefined && term.extension.unit !== term.rule.unit) found.push('term: extended in another unit than its own')
  // A power of attorney whose data are not entered is proved by its scan alone.
  if (representation.allowed && !representation.notarisedOnly && !documents.some(isAuthorityScan))
    found.push('representation: no required slot for the power of attorney')
  for (const channel of Object.keys(handOut))
    if (!offered.some((each) => each === channel)) found.push(`handOut: ${channel} is not offered`)
  if (fee !== undefined && !registers.includes('payments')) found.push('registers: a fee without payments')
  if (applicants.includes('organisation') && !registers.includes('organisations'))
    found.push('registers: organisations without their register')
  return found
}
