import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './blocks.css'

export type Tone = 'info' | 'good' | 'warning' | 'bad'

export const toneIcons = { info: Info, good: CircleCheck, warning: TriangleAlert, bad: CircleAlert } as const

/** A sentence that stays in its place; screen readers hear it when it comes. */
export function Notice({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  const Icon = toneIcons[tone]
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <div className="notice-body">{children}</div>
    </div>
  )
}
