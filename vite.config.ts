/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { mendDriver } from './db/driver-mend.ts'
import { keepBudgets } from './web/budget.ts'
import { listOffline, offlineList } from './web/offline/manifest.ts'

/** In development, as on the server: what a resident opens gets the resident's entry. */
const residentEntry: Plugin = {
  name: 'resident-entry',
  configureServer(server) {
    server.middlewares.use((request, _, next) => {
      if (/^\/(v\/[^/.]+|look-up|echo)\/?(\?|$)/.test(request.url ?? '')) request.url = '/resident.html'
      next()
    })
  },
}

/** The resident's entry is built apart, on Preact: the same components, a third of what React weighs on an old phone. */
const preact = {
  react: 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react-dom': 'preact/compat',
  'react/jsx-runtime': 'preact/jsx-runtime',
}

/** The entry and every page it opens, together. */
const residentModules = ['web/resident.tsx', 'web/intake/Speak.tsx', 'web/intake/Echo.tsx', 'web/intake/LookUp.tsx']

/**
 * `vite build` makes the pages, `vite build --mode resident` the resident's beside them, `vite build --mode worker` what
 * opens the pages without a network, and `vite build --mode server` the one server file.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  if (mode === 'server') {
    return {
      // One file with all it needs: a thousand small ones would take seconds to read at every start.
      ssr: { noExternal: true },
      plugins: [mendDriver()],
      build: {
        ssr: true,
        target: 'node20',
        outDir: 'dist/server',
        rollupOptions: { input: { main: 'server/main.ts' } },
      },
    }
  }
  const web = {
    root: 'web',
    server: {
      port: 5173,
      proxy: { '^/api/': 'http://localhost:3000', '/sync': { target: 'ws://localhost:3000', ws: true } },
    },
    test: {
      root: '.',
      include: ['test/**/*.test.ts'],
      // Minutes of killing and restarting: `FAULTS=1 npx vitest run test/faults`, or `npm run faults` for all of it.
      exclude: ['**/node_modules/**', ...(process.env['FAULTS'] ? [] : ['test/faults/**'])],
      globalSetup: ['test/database-setup.ts'],
      testTimeout: 30_000,
      hookTimeout: 60_000,
      maxWorkers: 2,
      ...(process.env['VITEST'] ? { sequence: { sequencer: (await import('./test/longest-first.ts')).LongestFirst } } : {}),
    },
  }
  if (mode === 'worker') {
    return {
      ...web,
      publicDir: false,
      define: { 'offlineFiles': offlineList(), 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: '../dist/web',
        emptyOutDir: false,
        rollupOptions: { input: { worker: 'web/offline/worker.ts' }, output: { format: 'iife', entryFileNames: '[name].js' } },
      },
    }
  }
  if (mode === 'resident') {
    return {
      ...web,
      resolve: { alias: preact },
      publicDir: false,
      plugins: [react(), keepBudgets([{ name: 'resident', modules: residentModules, most: 80 }])],
      build: { outDir: '../dist/web', emptyOutDir: false, rollupOptions: { input: { resident: 'web/resident.html' } } },
    }
  }
  return {
    ...web,
    plugins: [
      react(),
      residentEntry,
      listOffline(['web/main.tsx', 'web/sessions/SessionPage.tsx', 'web/offline/leaving.ts']),
      keepBudgets([
        { name: 'seat', modules: ['web/main.tsx', 'web/sessions/SessionPage.tsx', 'web/sessions/Seat.tsx'], most: 300 },
        { name: 'hall', modules: ['web/main.tsx', 'web/sessions/SessionPage.tsx', 'web/sessions/Hall.tsx'], most: 380 },
        { name: 'desk', modules: ['web/main.tsx', 'web/admin/People.tsx'], most: 380 },
        { name: 'proposal', modules: ['web/main.tsx', 'web/proposals/ProposalPage.tsx', 'web/proposals/DraftRoom.tsx'], most: 380 },
        { name: 'reply', modules: ['web/main.tsx', 'web/assignments/AssignmentPage.tsx'], most: 380 },
      ]),
    ],
    build: { outDir: '../dist/web', emptyOutDir: true, rollupOptions: { input: { index: 'web/index.html' } } },
  }
})
