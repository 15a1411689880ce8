import { useTranslation } from 'react-i18next'
import { TextArea } from '#renderer/components/TextArea.tsx'

interface BilingualTextProps {
  readonly label: string
  readonly name: string
  readonly value: { readonly kk: string; readonly ru: string }
  readonly errorOf: (field: string) => string | undefined
  readonly onChange: (value: { kk: string; ru: string }) => void
}

/** A text that is needed in both languages, Kazakh and Russian side by side. */
export function BilingualText({ label, name, value, errorOf, onChange }: BilingualTextProps) {
  const { t } = useTranslation('provider')
  return (
    <div className="bilingual">
      {(['kk', 'ru'] as const).map((language) => (
        <div key={language} lang={language}>
          <TextArea
            label={t(`decision.${language}`, { label })}
            name={`${name}.${language}`}
            value={value[language]}
            rows={2}
            maxLength={2000}
            isRequired
            error={errorOf(`${name}.${language}`)}
            onChange={(text) => onChange({ ...value, [language]: text })}
          />
        </div>
      ))}
    </div>
  )
}
