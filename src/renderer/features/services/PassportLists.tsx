import { useTranslation } from 'react-i18next'
import type { DocumentSlot, ServiceDefinition } from '#core/domain/service.ts'
import { clauseText } from '#renderer/i18n/clause-text.ts'
import { localText, pageLanguage } from '#renderer/i18n/format.ts'
import { Assumed } from './Assumed.tsx'
import { PassportSteps } from './PassportSteps.tsx'

const originals = { shown: 'passport.originalShown', left: 'passport.originalLeft', copy: 'passport.originalCopy' } as const

const need = (slot: DocumentSlot) =>
  slot.forRepresentative === true
    ? 'passport.forRepresentative'
    : slot.when !== undefined
      ? 'passport.conditional'
      : slot.required
        ? 'passport.required'
        : 'passport.optional'

/** Documents, results, grounds of refusal, statuses, steps with their norms, legal basis, and what was decided where the source is unclear. */
export function PassportLists({ definition }: { readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('services')
  const { documents, results, refusalGrounds, statuses, legalBasis, notes } = definition
  return (
    <>
      <section>
        <h2>{t('passport.documents')}</h2>
        {documents.length === 0 && <p className="secondary">{t('passport.noDocuments')}</p>}
        <ol className="passport-list">
          {documents.map((slot) => (
            <li key={slot.id}>
              <span>
                {localText(slot.title)} {slot.assumed === true && <Assumed />}
              </span>
              <span className="secondary">
                {t(need(slot))}
                <br />
                {t(originals[slot.original])}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t('passport.results')}</h2>
        <ol className="passport-list">
          {results.map((form) => (
            <li key={form.id}>
              <span>
                {localText(form.title)}
                {form.validity !== undefined && <p className="secondary passport-start">{localText(form.validity.text)}</p>}
              </span>
              <span className="secondary">{t(`passport.outcome.${form.outcome}`)}</span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t('passport.refusalGrounds')}</h2>
        <ol className="passport-list">
          {refusalGrounds.map((ground) => (
            <li key={ground.id}>
              <span>
                {localText(ground.text)} {ground.assumed === true && <Assumed />}
              </span>
              <span className="secondary">{ground.clause === undefined ? '' : clauseText(ground.clause, pageLanguage())}</span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t('passport.statuses')}</h2>
        <ol className="passport-list">
          {statuses.map((status) => (
            <li key={status.status}>
              <span>
                {localText(status.name)}
                <p className="secondary passport-start">{localText(status.when)}</p>
              </span>
              <span className="secondary">{status.clause === undefined ? '' : clauseText(status.clause, pageLanguage())}</span>
            </li>
          ))}
        </ol>
      </section>
      <PassportSteps channels={definition.channels} />
      <section>
        <h2>{t('passport.legalBasis')}</h2>
        <ul className="passport-list">
          {legalBasis.map((act) => (
            <li key={act.text.kk}>
              <span className="secondary passport-start">
                {localText(act.text)}
                {act.clauses === undefined ? '' : ` (${t('passport.clauses', { clauses: act.clauses })})`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {notes.length > 0 && (
        <section>
          <h2>{t('passport.notes')}</h2>
          <ul className="passport-list">
            {notes.map((note) => (
              <li key={`${note.about} ${note.text.kk}`}>
                <span className="secondary passport-start">{localText(note.text)}</span>
                {note.decided ? <span className="badge">{t('passport.decided')}</span> : <Assumed />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
