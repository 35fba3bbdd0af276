import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './house/route.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** What a resident opens: their own small entry. */
const residentPaths = /^\/(v\/[^/]+|look-up|echo)\/?$/
const serverPaths = /^\/(api|sync|healthz)(\/|$)/

/**
 * Serves the built pages. A path of the application gets its entry, never cached; a file under `/assets/` carries
 * its content's hash in its name and is kept for ever; a file that is not there is a 404, not a page.
 */
export function servePages(app: OpenAPIHono<Env>, folder: string): void {
  app.get('*', async (c, next) => {
    const path = c.req.path
    if (serverPaths.test(path)) return next()
    const isFile = extname(path) !== ''
    const wanted = isFile ? path : residentPaths.test(path) ? '/resident.html' : '/index.html'
    const file = fileIn(folder, wanted)
    if (!file || !(await isThere(file))) return next()
    c.header('content-type', types[extname(wanted)] ?? 'application/octet-stream')
    c.header('x-content-type-options', 'nosniff')
    c.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.body(new Uint8Array(await readFile(file)))
  })
}

/** The file a path names inside the folder; null where it leads out of it. */
function fileIn(folder: string, path: string): string | null {
  let plain: string
  try {
    plain = decodeURIComponent(path)
  } catch {
    return null
  }
  if (plain.includes('\0')) return null
  const file = normalize(join(folder, plain))
  return file.startsWith(normalize(folder) + sep) ? file : null
}

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
