import type { ReactNode } from 'react'
import './blocks.css'

interface EmptyStateProps {
  readonly title: string
  readonly text: string
  /** The key that begins what will be here. */
  readonly keyHint?: string
  readonly children?: ReactNode
}

export function EmptyState({ title, text, keyHint, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      <p>{text}</p>
      {keyHint !== undefined && <kbd className="button-keys">{keyHint}</kbd>}
      {children}
    </div>
  )
}
