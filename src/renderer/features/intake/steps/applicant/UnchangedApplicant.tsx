import { useTranslation } from 'react-i18next'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { formatIin, formatPhone, localText } from '#renderer/i18n/format.ts'

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ')

/** Nothing of the applicant was found wrong: said in short, and opened when wanted. */
export function UnchangedApplicant({ draft, onOpen }: { readonly draft: IntakeDraft; readonly onOpen: () => void }) {
  const { t } = useTranslation('intake')
  const { applicant, organisation, representative } = draft
  return (
    <Panel title={t('correction.unchanged')} actions={<Button onPress={onOpen}>{t('correction.open')}</Button>}>
      <Definition
        items={[
          ...(organisation === undefined
            ? []
            : [{ label: t('organisation.label'), value: `${localText(organisation.name)}, ${formatIin(organisation.bin)}` }]),
          { label: t('panel.applicant'), value: joined(applicant.surname, applicant.givenName, applicant.patronymic) },
          { label: t('applicant.iin'), value: formatIin(applicant.iin) },
          { label: t('applicant.address'), value: applicant.address },
          { label: t('applicant.phone'), value: formatPhone(applicant.phone) },
          ...(representative === undefined
            ? []
            : [
                {
                  label: t('panel.representative'),
                  value: joined(representative.surname, representative.givenName, representative.patronymic),
                },
              ]),
        ]}
      />
    </Panel>
  )
}
