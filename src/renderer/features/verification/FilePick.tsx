import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'

interface FilePickProps {
  readonly label: string
  readonly accept?: string
  readonly busy: boolean
  readonly onFile: (file: File) => void
}

/** One file, chosen by key or button, or dropped here. */
export function FilePick({ label, accept, busy, onFile }: FilePickProps) {
  const { t } = useTranslation('verification')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const file = files?.[0]
    if (file !== undefined) onFile(file)
  }
  return (
    <div
      className={over ? 'file-pick file-pick-over' : 'file-pick'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        {...(accept === undefined ? {} : { accept })}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <Button variant="primary" busy={busy} onPress={() => input.current?.click()}>
        {label}
      </Button>
      <p className="secondary">{t('drop')}</p>
    </div>
  )
}
