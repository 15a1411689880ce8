import { useTranslation } from 'react-i18next'
import { isBin } from '#core/domain/iin.ts'
import type { TypedOrganisation } from '#core/domain/intake-draft.ts'
import type { Locale } from '#core/domain/text.ts'
import { IinField } from '#renderer/components/IinField.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { bindField, type FieldErrors, leave } from '#renderer/features/intake/field-binding.ts'
import { type Intake, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { changeOrganisation } from '#renderer/features/intake/organisation-edits.ts'
import { askOrganisation } from './ask-registers.ts'
import { OrganisationAnswerPanel } from './OrganisationAnswerPanel.tsx'

interface OrganisationSectionProps {
  readonly organisation: TypedOrganisation
  readonly language: Locale
  readonly lookup: Intake['organisation']
  readonly errors: FieldErrors
  readonly onTake: () => void
  readonly onRefuse: (reason: string) => void
}

/** The organisation that asks: its BIN, and what the register of legal persons (ЗТ МДҚ) says beside it. */
export function OrganisationSection({ organisation, errors, ...answer }: OrganisationSectionProps) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const change = (patch: Partial<TypedOrganisation>): void => edit((intake) => changeOrganisation(intake, patch))
  const completed = (bin: string): void => {
    leave('organisation.bin')
    if (isBin(bin)) void askOrganisation()
  }
  const name = (language: 'kk' | 'ru') => ({
    ...bindField(errors, `organisation.name.${language}`, organisation.name[language], (text) =>
      change({ name: { ...organisation.name, [language]: text } }),
    ),
    label: t(language === 'kk' ? 'organisation.nameKk' : 'organisation.nameRu'),
  })
  return (
    <div className="applicant-beside">
      <div className="applicant-fields">
        <IinField
          {...bindField(errors, 'organisation.bin', organisation.bin, (bin) => change({ bin }))}
          label={t('organisation.bin')}
          isRequired
          autoFocus={organisation.bin === ''}
          onComplete={completed}
        />
        <TextField {...name('kk')} isRequired />
        <TextField {...name('ru')} isRequired />
        <TextField
          {...bindField(errors, 'organisation.address', organisation.address, (address) => change({ address }))}
          label={t('organisation.address')}
          isRequired
        />
      </div>
      <OrganisationAnswerPanel organisation={organisation} {...answer} />
    </div>
  )
}
