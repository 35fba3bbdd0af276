/** `npm run dev`: the server, started anew at every change, beside Vite, which serves the pages and passes on the rest. */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (...path) => join(root, 'node_modules', ...path)

const started = [
  [bin('tsx', 'dist', 'cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts', ...process.argv.slice(2)],
  [bin('vite', 'bin', 'vite.js'), '--host'],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }))

let ending = false
function end(signal) {
  if (ending) return
  ending = true
  for (const child of started) child.kill(signal)
}

// Ctrl-C reaches the children by itself, and a second signal would kill the server before it has stopped its database.
process.on('SIGINT', () => {
  ending = true
})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal))
for (const child of started) child.once('exit', (code) => {
  process.exitCode ||= code ?? 1
  end('SIGTERM')
})
