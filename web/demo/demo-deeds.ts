import { z } from 'zod'
import { demoLive, type DemoLive, demoPerson, type DemoPerson } from '../../shared/demo.ts'

/** The demonstration's own ways in: they exist only there, so they are not in the typed client. */
async function ask(path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error('这一步没办成，请刷新页面再试。')
  return response.status === 204 ? null : response.json()
}

export async function everyone(): Promise<DemoPerson[]> {
  return z.array(demoPerson).parse(await ask('/api/demo/people'))
}

export async function liveNow(): Promise<DemoLive> {
  return demoLive.parse(await ask('/api/demo/live'))
}

export async function enter(id: string): Promise<void> {
  await ask('/api/demo/enter', { id })
}
