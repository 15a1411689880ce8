import { startPage } from '#renderer/app/start.tsx'

startPage()
