import { useTranslation } from 'react-i18next'
import { almatyDate } from '#core/domain/calendar.ts'
import { readIin } from '#core/domain/iin.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import type { FieldErrors } from '#renderer/features/intake/field-binding.ts'
import {
  changeApplicant,
  type Intake,
  leaveField,
  takeRegisterAuthority,
  takeRegisterPerson,
  toggleRepresentative,
  useIntakeStore,
} from '#renderer/features/intake/intake-store.ts'
import { askPerson } from './ask-registers.ts'
import { PersonAnswerPanel } from './PersonAnswerPanel.tsx'
import { PersonFields } from './PersonFields.tsx'
import { RepresentativeSection } from './RepresentativeSection.tsx'
import './applicant.css'

interface ApplicantStepProps {
  readonly intake: Intake
  readonly errors: FieldErrors
  readonly now: string
  readonly onRefuse: (reason: string) => void
}

/** Who asks, and who acts for them. */
export function ApplicantStep({ intake, errors, now, onRefuse }: ApplicantStepProps) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const { draft, definition } = intake

  const take = (): void => {
    edit((current) => takeRegisterAuthority(takeRegisterPerson(current)))
    focusField(draft.applicant.phone === '' ? 'applicant.phone' : 'applicant.email')
  }
  const completed = (iin: string): void => {
    edit((current) => leaveField(current, 'applicant.iin'))
    if (readIin(iin).valid) void askPerson()
  }
  useKeys([
    {
      keys: 'F7',
      label: t('register.take'),
      run: take,
      enabled: intake.person.state === 'answered' || intake.authority.state === 'answered',
    },
  ])

  return (
    <div className="stack">
      <div className="applicant-beside">
        <PersonFields
          person={draft.applicant}
          errors={errors}
          onChange={(patch) => edit((current) => changeApplicant(current, patch))}
          onIinComplete={completed}
        />
        <PersonAnswerPanel
          person={draft.applicant}
          language={draft.language}
          lookup={intake.person}
          today={almatyDate(now)}
          onTake={take}
          onRefuse={onRefuse}
        />
      </div>
      {definition.representation.allowed && (
        <Checkbox
          name="representative"
          isSelected={draft.representative !== undefined}
          onChange={(acts) => edit((current) => toggleRepresentative(current, acts))}
        >
          {t('representative.toggle')}
        </Checkbox>
      )}
      {draft.representative !== undefined && (
        <RepresentativeSection
          representative={draft.representative}
          principal={draft.applicant.iin}
          lookup={intake.authority}
          errors={errors}
          onRefuse={onRefuse}
        />
      )}
    </div>
  )
}
