import type { TFunction } from 'i18next'
import { fullNameOf } from '#core/domain/person.ts'
import { factsOfRequest, type ServiceRequest } from '#core/domain/request.ts'
import { type DocumentSlot, type ServiceDefinition } from '#core/domain/service.ts'
import { fieldsOf, type FormField, holds, shownFields } from '#core/domain/service-form.ts'
import { shownInRow } from '#core/domain/form-problems.ts'
import { rowsOf } from '#renderer/features/form/answer-paths.ts'
import { rowTitle } from '#renderer/features/form/row-title.ts'
import { shownAnswer, shownText } from '#renderer/features/form/shown-answer.ts'
import { knownValues } from '#renderer/features/provider/request-facts.ts'
import { formatDate, formatIin, formatPhone, localText } from '#renderer/i18n/format.ts'

/** Something of the request that may be wrong: its page paths, and what stands there now. */
export interface WrongItem {
  readonly paths: readonly string[]
  readonly label: string
  readonly value: string
}

export interface WrongGroup {
  readonly id: 'applicant' | 'organisation' | 'representative' | 'answers' | 'documents'
  readonly items: readonly WrongItem[]
}

type Translate = TFunction<'provider'>
type TranslateForm = TFunction<'form'>

function applicantItems(t: Translate, { applicant }: ServiceRequest): readonly WrongItem[] {
  const { iin, name, birthDate, address, phone, email } = applicant
  return [
    { paths: ['applicant.iin'], label: t('case.iin'), value: formatIin(iin) },
    {
      paths: ['applicant.surname', 'applicant.givenName', 'applicant.patronymic'],
      label: t('case.fullName'),
      value: fullNameOf(name),
    },
    { paths: ['applicant.birthDate'], label: t('case.birthDate'), value: formatDate(birthDate) },
    { paths: ['applicant.address'], label: t('case.address'), value: address },
    { paths: ['applicant.phone'], label: t('case.phone'), value: formatPhone(phone) },
    ...(email === undefined ? [] : [{ paths: ['applicant.email'], label: t('case.email'), value: email }]),
  ]
}

const organisationItems = (t: Translate, { organisation }: ServiceRequest): readonly WrongItem[] =>
  organisation === undefined
    ? []
    : [
        { paths: ['organisation.bin'], label: t('case.bin'), value: formatIin(organisation.bin) },
        {
          paths: ['organisation.name.kk', 'organisation.name.ru'],
          label: t('case.organisationName'),
          value: localText(organisation.name),
        },
        { paths: ['organisation.address'], label: t('case.address'), value: organisation.address },
      ]

const representativeItems = (t: Translate, { representative }: ServiceRequest): readonly WrongItem[] =>
  representative === undefined
    ? []
    : [
        { paths: ['representative.iin'], label: t('case.iin'), value: formatIin(representative.iin) },
        // Certified otherwise than by a notary there are no data of it; its scan is among the documents.
        ...(representative.authority === undefined
          ? []
          : [
              {
                paths: ['representative.authorityNumber', 'representative.issuedAt', 'representative.expiresAt'],
                label: t('case.authority'),
                value: `№ ${representative.authority.number}`,
              },
            ]),
      ]

function answerItems(t: TranslateForm, field: FormField, request: ServiceRequest): readonly WrongItem[] {
  const path = `answers.${field.id}`
  const label = localText(field.label)
  if (field.type !== 'repeat') return [{ paths: [path], label, value: shownAnswer(field, request.answers[field.id]) }]
  const rows = rowsOf(request.answers, field.id)
  return [
    { paths: [path], label, value: `${rows.length}` },
    ...rows.flatMap((row, index) =>
      shownInRow(field.fields, row, factsOfRequest(request)).map((inner) => ({
        paths: [`${path}.${index}.${inner.id}`],
        label: `${rowTitle(t, field, index)}: ${localText(inner.label)}`,
        value: shownText(inner, row[inner.id]),
      })),
    ),
  ]
}

/** The slots that the request's checklist had; also those left empty, as a missing document is wrong too. */
function slotsOf(definition: ServiceDefinition, request: ServiceRequest): readonly DocumentSlot[] {
  const known = knownValues(definition, request)
  return definition.documents.filter(
    (slot) => holds(slot.when, known) && (slot.forRepresentative !== true || request.representative !== undefined),
  )
}

/** Everything in a request that the provider can call wrong, in the order the page asks it; empty groups left out. */
export function wrongGroups(
  t: Translate,
  form: TranslateForm,
  definition: ServiceDefinition,
  request: ServiceRequest,
): readonly WrongGroup[] {
  const fields = shownFields(fieldsOf(definition.form), request.answers, factsOfRequest(request))
  const documents = slotsOf(definition, request).map((slot): WrongItem => {
    const pages = request.documents.find(({ slotId }) => slotId === slot.id)?.pages
    return {
      paths: [`slots.${slot.id}`],
      label: localText(slot.title),
      value: pages === undefined ? t('wrong.notAttached') : t('case.pages', { count: pages }),
    }
  })
  const groups: readonly WrongGroup[] = [
    { id: 'applicant', items: applicantItems(t, request) },
    { id: 'organisation', items: organisationItems(t, request) },
    { id: 'representative', items: representativeItems(t, request) },
    { id: 'answers', items: fields.flatMap((field) => answerItems(form, field, request)) },
    { id: 'documents', items: documents },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

export const isWrong = (wrongFields: readonly string[], { paths }: Pick<WrongItem, 'paths'>): boolean =>
  paths.every((path) => wrongFields.includes(path))

/** Marks or unmarks; what is marked stays in the order of the request, whatever order it was ticked in. */
export function toggleWrong(
  groups: readonly WrongGroup[],
  wrongFields: readonly string[],
  item: WrongItem,
  chosen: boolean,
): readonly string[] {
  const order = groups.flatMap(({ items }) => items.flatMap(({ paths }) => paths))
  const marked = new Set(wrongFields)
  for (const path of item.paths) {
    if (chosen) marked.add(path)
    else marked.delete(path)
  }
  return order.filter((path) => marked.has(path))
}

/** The labels of what is marked, for reading. */
export const wrongLabels = (groups: readonly WrongGroup[], wrongFields: readonly string[]): readonly string[] =>
  groups.flatMap(({ items }) => items.filter((item) => isWrong(wrongFields, item)).map(({ label }) => label))
