import { randomUUID } from 'node:crypto'
import type { Answer, Client, TestHouse } from '../people.ts'

/** Sends raw bytes as a page does. */
export async function sendFile(
  t: TestHouse,
  client: Client,
  bytes: Uint8Array,
  { purpose = 'photo', name = '照片.jpg', seconds, key = randomUUID() }: { purpose?: string; name?: string; seconds?: number; key?: string } = {},
): Promise<Answer> {
  const query = new URLSearchParams({ purpose, name, ...(seconds === undefined ? {} : { seconds: String(seconds) }) })
  const response = await t.app.request(`${t.origin}/api/files?${query}`, {
    method: 'POST',
    body: Buffer.from(bytes),
    headers: { cookie: client.cookie(), origin: t.origin, 'idempotency-key': key, 'content-type': 'application/octet-stream' },
  })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text), headers: response.headers }
}

export async function takeFile(t: TestHouse, client: Client, path: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
  const response = await t.app.request(`${t.origin}${path}`, { headers: { cookie: client.cookie() } })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers }
}
