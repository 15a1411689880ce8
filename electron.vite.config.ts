import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Electron hosts as old as 33 (Node 20) must be able to parse the shell; the core and the token may run on the Node they are given.
const nodeTarget = 'node20'
const pageTarget = 'chrome130'

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      sourcemap: true,
      rollupOptions: {
        input: {
          electron: 'src/main/hosts/electron/main.ts',
          web: 'src/main/hosts/web/main.ts',
          core: 'src/main/hosts/core/main.ts',
          token: 'src/main/hosts/token/main.ts',
          gateway: 'src/gateway/main.ts',
          training: 'src/training/main.ts',
          // Started by src/main/adapters/paper as a worker thread, from the file beside the bundle.
          'pdf-worker': 'src/main/adapters/paper/pdf-worker.ts',
          // Likewise by src/main/adapters/sqlite.
          'check-worker': 'src/main/adapters/sqlite/check-worker.ts',
        },
        // Flat, so that a chunk finds the worker and the resources where an entry does.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      // A sandboxed preload can require nothing but electron: everything else goes into the one file, and it must be CommonJS.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: pageTarget,
      minify: true,
      // The page's policy allows neither inline script nor data: fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
})
