import { useTranslation } from 'react-i18next'
import type { DocumentSlot, ServiceDefinition } from '#core/domain/service.ts'
import { localText } from '#renderer/i18n/format.ts'

const originals = { shown: 'passport.originalShown', left: 'passport.originalLeft', copy: 'passport.originalCopy' } as const

const need = (slot: DocumentSlot) =>
  slot.forRepresentative === true
    ? 'passport.forRepresentative'
    : slot.when !== undefined
      ? 'passport.conditional'
      : slot.required
        ? 'passport.required'
        : 'passport.optional'

/** Documents, grounds of refusal, norms of time, legal basis. */
export function PassportLists({ definition }: { readonly definition: ServiceDefinition }) {
  const { t } = useTranslation('services')
  const assumed = (is: boolean | undefined) => (is === true ? <span className="badge badge-warning">{t('passport.assumed')}</span> : null)
  const norms = (definition.channels.centre ?? definition.channels.provider ?? definition.channels.portal ?? []).filter(
    (step) => step.norm !== undefined,
  )
  return (
    <>
      <section>
        <h2>{t('passport.documents')}</h2>
        {definition.documents.length === 0 && <p className="secondary">{t('passport.noDocuments')}</p>}
        <ol className="passport-list">
          {definition.documents.map((slot) => (
            <li key={slot.id}>
              <span>
                {localText(slot.title)} {assumed(slot.assumed)}
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
        <h2>{t('passport.refusalGrounds')}</h2>
        <ol className="passport-list">
          {definition.refusalGrounds.map((ground) => (
            <li key={ground.id}>
              <span>
                {localText(ground.text)} {assumed(ground.assumed)}
              </span>
              <span className="secondary">{ground.clause}</span>
            </li>
          ))}
        </ol>
      </section>
      {norms.length > 0 && (
        <section>
          <h2>{t('passport.norms')}</h2>
          <table className="passport-norms">
            <thead>
              <tr>
                <th>{t('passport.actor')}</th>
                <th>{t('passport.step')}</th>
                <th>{t('passport.norm')}</th>
              </tr>
            </thead>
            <tbody>
              {norms.map((step) => (
                <tr key={`${step.clause} ${step.step}`}>
                  <td>{localText(step.actor)}</td>
                  <td>{localText(step.text)}</td>
                  <td>{step.norm === undefined ? '' : localText(step.norm)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section>
        <h2>{t('passport.legalBasis')}</h2>
        <ul className="passport-list">
          {definition.legalBasis.map((act) => (
            <li key={act.text.kk}>
              <span className="secondary">
                {localText(act.text)}
                {act.clauses === undefined ? '' : ` (${t('passport.clauses', { clauses: act.clauses })})`}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
