import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDate, localText } from '#renderer/i18n/format.ts'

type Service = Pick<CaseView, 'serviceId' | 'serviceVersion' | 'serviceName'>

const useResultForms = ({ serviceId, serviceVersion }: Service) =>
  useQuery('catalogue/get', { serviceId, version: serviceVersion }).value?.results ?? []

/** The official name of a result, by its blank. */
export function useResultTitle(view: Service): (result: ResultDocument | undefined) => string {
  const forms = useResultForms(view)
  return (result) => {
    const form = forms.find(({ id }) => id === result?.form)
    return localText(form?.title ?? view.serviceName)
  }
}

/** How long the paper holds: to be said aloud to who takes it. */
export function Validity({ view, result }: { readonly view: Service; readonly result: ResultDocument }) {
  const { t } = useTranslation('handout')
  const validity = useResultForms(view).find(({ id }) => id === result.form)?.validity
  if (validity === undefined && result.validUntil === undefined) return null
  return (
    <Notice tone="warning">
      {validity !== undefined && <p>{localText(validity.text)}</p>}
      {result.validUntil !== undefined && <strong>{t('validUntil', { date: formatDate(result.validUntil) })}</strong>}
    </Notice>
  )
}
