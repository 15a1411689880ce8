import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page with an in-memory core, to look at its screens: `vite --config vite.preview.config.ts`. Never part of the product. */
export default defineConfig({
  root: 'test/preview',
  cacheDir: '../../.cache/vite-preview',
  plugins: [react()],
  server: { host: '127.0.0.1', port: 0, fs: { allow: ['../..'] } },
})
