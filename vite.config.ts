/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `vite build` makes the pages; `vite build --mode server` makes the one server file. */
export default defineConfig(({ mode }) =>
  mode === 'server'
    ? {
        build: {
          ssr: true,
          target: 'node20',
          outDir: 'dist/server',
          rollupOptions: { input: { main: 'server/main.ts' } },
        },
      }
    : {
        root: 'web',
        plugins: [react()],
        build: {
          outDir: '../dist/web',
          emptyOutDir: true,
          rollupOptions: { input: { index: 'web/index.html', resident: 'web/resident.html' } },
        },
        server: {
          port: 5173,
          proxy: { '/api': 'http://localhost:3000', '/sync': { target: 'ws://localhost:3000', ws: true } },
        },
        test: {
          root: '.',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/database-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
)
