import { useTranslation } from 'react-i18next'
import { readIin } from '#core/domain/iin.ts'
import type { TypedRepresentative } from '#core/domain/intake-draft.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { IinField } from '#renderer/components/IinField.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { PhoneField } from '#renderer/components/PhoneField.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { bindField, type FieldErrors } from '#renderer/features/intake/field-binding.ts'
import { changeRepresentative, type Intake, takeRegisterAuthority, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { askAuthority } from './ask-registers.ts'
import { AuthorityAnswerPanel } from './AuthorityAnswerPanel.tsx'

interface RepresentativeSectionProps {
  readonly representative: TypedRepresentative
  readonly principal: string
  /** The service takes no power of attorney but a notary's. */
  readonly notarisedOnly: boolean
  readonly lookup: Intake['authority']
  readonly errors: FieldErrors
  readonly onRefuse: (reason: string) => void
}

/** The representative. Data are entered only by a notarised power of attorney (regulations 000, 001/2–4, 7, 002: БНАЖ is asked for it alone). */
export function RepresentativeSection({ representative, principal, notarisedOnly, lookup, errors, onRefuse }: RepresentativeSectionProps) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const change = (patch: Partial<TypedRepresentative>): void => edit((intake) => changeRepresentative(intake, patch))
  const bind = (field: Exclude<keyof TypedRepresentative, 'evidence' | 'notarised'>) => ({
    ...bindField(errors, `representative.${field}`, representative[field], (value) => change({ [field]: value })),
    label: t(`representative.${field}`),
  })
  const number = bind('authorityNumber')
  const mayAsk = representative.authorityNumber !== '' && readIin(representative.iin).valid && readIin(principal).valid
  const askOnLeaving = (): void => {
    number.onBlur()
    if (mayAsk && lookup.state === 'idle' && representative.evidence === undefined) void askAuthority()
  }

  return (
    <>
      <div className="stack">
        <Checkbox name="representative.notarised" isSelected={representative.notarised} onChange={(notarised) => change({ notarised })}>
          {t('representative.notarised')}
        </Checkbox>
        {!representative.notarised && (
          <Notice tone={errors.has('representative.notarised') ? 'bad' : 'info'}>
            {t(notarisedOnly ? 'representative.notNotarised' : 'representative.otherwise')}
          </Notice>
        )}
      </div>
      {!representative.notarised && !notarisedOnly && (
        <div className="applicant-fields applicant-alone">
          <IinField {...bind('iin')} isRequired autoFocus={representative.iin === ''} />
          <TextField {...bind('surname')} isRequired />
          <TextField {...bind('givenName')} isRequired />
          <TextField {...bind('patronymic')} />
          <PhoneField {...bind('phone')} />
        </div>
      )}
      {representative.notarised && (
        <div className="applicant-beside">
          <div className="applicant-fields">
            <IinField {...bind('iin')} isRequired autoFocus={representative.iin === ''} />
            <TextField {...number} onBlur={askOnLeaving} isRequired />
            <div className="row">
              <Button isDisabled={!mayAsk} busy={lookup.state === 'asking'} onPress={() => void askAuthority()}>
                {t('representative.ask')}
              </Button>
            </div>
            <TextField {...bind('surname')} isRequired />
            <TextField {...bind('givenName')} isRequired />
            <TextField {...bind('patronymic')} />
            <TextField {...bind('notary')} />
            <div className="applicant-pair">
              <DateField {...bind('issuedAt')} isRequired />
              <DateField {...bind('expiresAt')} isRequired />
            </div>
            <PhoneField {...bind('phone')} />
          </div>
          <AuthorityAnswerPanel
            representative={representative}
            lookup={lookup}
            onTake={() => edit(takeRegisterAuthority)}
            onRefuse={onRefuse}
          />
        </div>
      )}
    </>
  )
}
