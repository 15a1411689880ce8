import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { almatyDate } from '#core/domain/calendar.ts'
import { readIin } from '#core/domain/iin.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
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
import { setApplicantKind, takeRegisterOrganisation } from '#renderer/features/intake/organisation-edits.ts'
import { askPerson } from './ask-registers.ts'
import { HeadLine } from './HeadLine.tsx'
import { OrganisationSection } from './OrganisationSection.tsx'
import { PersonAnswerPanel } from './PersonAnswerPanel.tsx'
import { PersonFields } from './PersonFields.tsx'
import { RepresentativeSection } from './RepresentativeSection.tsx'
import { UnchangedApplicant } from './UnchangedApplicant.tsx'
import './applicant.css'

interface ApplicantStepProps {
  readonly intake: Intake
  readonly errors: FieldErrors
  readonly now: string
  readonly onRefuse: (reason: string) => void
}

const applicantAreas = ['applicant.', 'organisation.', 'representative.']

/** Who asks, and who acts for them. In a correction it is a summary, unless something here was found wrong. */
export function ApplicantStep(props: ApplicantStepProps) {
  const { correction } = props.intake.draft
  const isWrong = (field: string): boolean => applicantAreas.some((area) => field.startsWith(area))
  const [open, setOpen] = useState(correction === undefined || correction.wrongFields.length === 0 || correction.wrongFields.some(isWrong))
  const hasError = [...props.errors.keys()].some(isWrong)
  return open || hasError ? <ApplicantDesk {...props} /> : <UnchangedApplicant draft={props.intake.draft} onOpen={() => setOpen(true)} />
}

function ApplicantDesk({ intake, errors, now, onRefuse }: ApplicantStepProps) {
  const { t } = useTranslation('intake')
  const edit = useIntakeStore((state) => state.edit)
  const { draft, definition } = intake
  const isOrganisation = draft.applicantKind === 'organisation'

  const take = (): void => {
    edit((current) => takeRegisterAuthority(takeRegisterPerson(takeRegisterOrganisation(current))))
    focusField(draft.applicant.phone === '' ? 'applicant.phone' : 'applicant.email')
  }
  const completed = (iin: string): void => {
    edit((current) => leaveField(current, 'applicant.iin'))
    if (readIin(iin).valid) void askPerson()
  }
  const act = (acts: boolean): void => edit((current) => toggleRepresentative(current, acts))
  useKeys([
    {
      keys: 'F7',
      label: t('register.take'),
      run: take,
      enabled: [intake.person, intake.authority, intake.organisation].some(({ state }) => state === 'answered'),
    },
  ])

  return (
    <div className="stack">
      {definition.applicants.length > 1 && (
        <Choice
          label={t('organisation.kind')}
          name="applicantKind"
          value={draft.applicantKind}
          onChange={(kind) => edit((current) => setApplicantKind(current, kind === 'organisation' ? 'organisation' : 'person'))}
          options={definition.applicants.map((kind) => ({ value: kind, label: t(`organisation.${kind}`) }))}
        />
      )}
      {isOrganisation && draft.organisation !== undefined && (
        <OrganisationSection
          organisation={draft.organisation}
          language={draft.language}
          lookup={intake.organisation}
          errors={errors}
          onTake={take}
          onRefuse={onRefuse}
        />
      )}
      {isOrganisation && <h2>{t('organisation.head')}</h2>}
      {isOrganisation && <HeadLine intake={intake} />}
      <div className="applicant-beside">
        <PersonFields
          person={draft.applicant}
          errors={errors}
          autoFocus={!isOrganisation}
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
      {definition.representation.allowed && isOrganisation && (
        <Choice
          label={t('organisation.who')}
          name="representative"
          value={draft.representative === undefined ? 'head' : 'representative'}
          onChange={(who) => act(who === 'representative')}
          options={[
            { value: 'head', label: t('organisation.headCame') },
            { value: 'representative', label: t('organisation.representativeCame') },
          ]}
        />
      )}
      {definition.representation.allowed && !isOrganisation && (
        <Checkbox name="representative" isSelected={draft.representative !== undefined} onChange={act}>
          {t('representative.toggle')}
        </Checkbox>
      )}
      {draft.representative !== undefined && (
        <RepresentativeSection
          representative={draft.representative}
          principal={draft.applicant.iin}
          notarisedOnly={definition.representation.notarisedOnly}
          lookup={intake.authority}
          errors={errors}
          onRefuse={onRefuse}
        />
      )}
    </div>
  )
}
