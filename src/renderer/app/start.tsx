import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { startTexts } from '#renderer/i18n/i18n.ts'
import '#renderer/theme/fonts.css'
import '#renderer/theme/tokens.css'
import '#renderer/theme/base.css'
import { App } from './App.tsx'
import { startTheme } from './theme-choice.ts'

/** Starts the page. Under its content security policy nothing may be compiled from strings, which zod must know. */
export function startPage(): void {
  z.config({ jitless: true })
  startTheme()
  startTexts()
  const root = document.getElementById('root')
  if (root === null) throw new Error('The page has no root')
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
