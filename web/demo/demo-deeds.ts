import type { DemoLive, DemoPerson } from '../../shared/demo.ts'

/** The demonstration's own ways in: they exist only there, so they are not in the typed client. */
async function ask<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error('这一步没办成，请刷新页面再试。')
  return (response.status === 204 ? null : await response.json()) as T
}

export async function everyone(): Promise<DemoPerson[]> {
  return ask('/api/demo/people')
}

export async function liveNow(): Promise<DemoLive> {
  return ask('/api/demo/live')
}

export async function enter(id: string): Promise<void> {
  await ask('/api/demo/enter', { id })
}
