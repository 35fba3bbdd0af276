import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testHouse } from '../people.ts'

const folder = mkdtempSync(join(tmpdir(), 'pages-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), 'the house')
writeFileSync(join(folder, 'resident.html'), 'the resident')
writeFileSync(join(folder, 'assets', 'main-abc123.js'), '1')
writeFileSync(join(tmpdir(), 'not-ours.js'), 'secret')
const t = testHouse({ pages: folder })
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string) => t.device().get(path)

it('[U15] residents get their small entry, everyone else the house’s; neither is kept by the browser', async () => {
  for (const path of ['/v/abc', '/look-up', '/echo']) expect((await get(path)).body).toBe('the resident')
  for (const path of ['/', '/sessions/1', '/s/abc', '/v', '/look-up/x']) expect((await get(path)).body).toBe('the house')
  expect((await get('/')).headers.get('cache-control')).toBe('no-cache')
})

it('[U15] a hashed file is kept for ever, a file that is not there is a 404', async () => {
  const file = await get('/assets/main-abc123.js')
  expect(file.headers.get('cache-control')).toContain('immutable')
  expect(file.headers.get('content-type')).toContain('javascript')
  for (const path of ['/assets/gone-abc123.js', '/missing.png', '/..%2fnot-ours.js', '/assets/..%2f..%2fnot-ours.js', '/%00.js', '/%E0%A4%A.js']) {
    expect((await get(path)).status, path).toBe(404)
  }
})

it('[U15] an unknown address of the API is a 404 in the house’s shape, not a page', async () => {
  const answer = await get('/api/nothing')
  expect(answer.status).toBe(404)
  expect(answer.body.error.code).toBe('notFound')
})
