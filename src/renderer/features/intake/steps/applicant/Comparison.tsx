import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import './applicant.css'

export interface ComparedRow {
  readonly id: string
  readonly label: string
  readonly typed: string
  readonly registered: string
  readonly differs: boolean
}

/** What the register says beside what was typed; a difference has a mark, a word for those who hear, and a colour. */
export function Comparison({ caption, rows }: { readonly caption: string; readonly rows: readonly ComparedRow[] }) {
  const { t } = useTranslation('intake')
  // A column that says "empty" throughout, or the same throughout, says nothing.
  const hasTyped = rows.some((row) => row.differs && row.typed !== '')
  return (
    <table className="comparison">
      <caption className="hidden-visually">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('register.field')}</th>
          {hasTyped && <th scope="col">{t('register.typed')}</th>}
          <th scope="col">{t('register.register')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.differs ? 'comparison-differs' : undefined}>
            <th scope="row">{row.label}</th>
            {hasTyped && <td>{row.typed === '' ? <span className="secondary">{t('register.empty')}</span> : row.typed}</td>}
            <td>
              {row.differs && (
                <>
                  <TriangleAlert aria-hidden />
                  <span className="hidden-visually">{t('register.different')}: </span>
                </>
              )}
              {row.registered === '' ? <span className="secondary">{t('register.empty')}</span> : row.registered}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
