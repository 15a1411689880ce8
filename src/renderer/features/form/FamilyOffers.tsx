import { Check, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WireFault } from '#core/contract/operation.ts'
import { type FamilyRecord, type RegisteredChild } from '#core/domain/civil-acts.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { RepeatField } from '#core/domain/service-form.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useFaultText } from '#renderer/i18n/fault-text.ts'
import { formatDate } from '#renderer/i18n/format.ts'
import { isEmptyRow, rowsOf } from './answer-paths.ts'
import { fillBeside } from './fill-from-register.ts'
import { useAnswer, useForm } from './form-context.ts'
import { lookUp } from './form-registers.ts'
import { addPerson, isInRows, offeredIn } from './rows.ts'

/** What the register of civil acts (АХАЖ) said of the applicant's family. */
export type FamilyState =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly family: FamilyRecord }
  | { readonly state: 'failed'; readonly fault: WireFault; readonly onRetry: () => void }

/** The people whom the register knows, each to be put into the list by a key. */
export function FamilyOffers({ field, family }: { readonly field: RepeatField; readonly family: FamilyState }) {
  const { t } = useTranslation('form')
  const fault = useFaultText()
  if (family.state === 'asking')
    return (
      <p className="secondary" role="status">
        {t('family.asking')}
      </p>
    )
  if (family.state === 'failed') {
    if (family.fault.tag === 'register/notFound') return <p className="secondary">{t('family.notFound')}</p>
    return (
      <p className="register-line register-line-warning" role="status">
        <span>{family.fault.tag === 'gateway/unavailable' ? t('family.down') : fault(family.fault)}</span>
        <Button variant="quiet" onPress={family.onRetry}>
          {t('register.again')}
        </Button>
      </p>
    )
  }
  return <Offers field={field} people={field.suggest === undefined ? [] : offeredIn(field.suggest, family.family)} />
}

function Offers({ field, people }: { readonly field: RepeatField; readonly people: readonly RegisteredChild[] }) {
  const { t } = useTranslation('form')
  const { source, registers, lookups, language } = useForm()
  const { suggest } = field
  const value = useAnswer(source, (answers) => answers[field.id])
  const rows = rowsOf(value === undefined ? {} : { [field.id]: value }, field.id)
  const isIn = (child: RegisteredChild): boolean => suggest !== undefined && isInRows(rows, suggest, child)
  const room = field.max - rows.filter((row) => !isEmptyRow(row)).length
  const from = suggest?.from ?? 'children'
  const left = people.filter((child) => !isIn(child))
  if (people.length === 0) return <p className="secondary">{t(`family.none.${from}`)}</p>
  /** What the register of civil acts does not know (an address) comes from that of persons, as after a typed IIN. */
  const fillRest = async ({ iin }: RegisteredChild): Promise<void> => {
    const inner = field.fields.find(({ id }) => id === suggest?.iin)
    if (registers === undefined || inner?.type !== 'iin' || inner.fills === undefined) return
    const { fills } = inner
    const found = await lookUp(lookups, registers, 'person', iin)
    if (found === undefined) return
    source.change((answers) => {
      const row = rowsOf(answers, field.id).findIndex((each) => each[inner.id] === iin)
      const path = `${field.id}.${row}.${inner.id}`
      return row === -1 ? answers : fillBeside(answers, { path, fills, found, beside: field.fields, language })
    })
  }
  const add = (all: readonly RegisteredChild[]): void => {
    source.change((answers) => all.reduce((filled, child) => addPerson(filled, field, child), answers))
    for (const child of all) void fillRest(child)
  }
  return (
    <section className="family" aria-label={t(`family.found.${from}`, { count: people.length })}>
      <p>{t(`family.found.${from}`, { count: people.length })}</p>
      <ul>
        {people.map((child) => (
          <li key={child.iin}>
            <span>
              {fullNameOf(child.name)}, {formatDate(child.birthDate)}
            </span>
            {isIn(child) ? (
              <span className="secondary family-in">
                <Check aria-hidden />
                {t('family.added')}
              </span>
            ) : (
              <Button
                icon={<Plus />}
                label={t('family.addOne', { name: fullNameOf(child.name) })}
                isDisabled={room <= 0}
                onPress={() => add([child])}
              >
                {t('family.add')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {left.length > 1 && left.length <= room && <Button onPress={() => add(left)}>{t('family.addAll')}</Button>}
    </section>
  )
}
