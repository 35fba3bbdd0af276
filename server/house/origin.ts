import { isIP } from 'node:net'
import type { Context as HonoContext } from 'hono'
import type { Settings } from './house.ts'
import type { Env } from './route.ts'

/**
 * True when a page of ours sent the request. With PUBLIC_URL only that origin counts; without it, the host the
 * request was sent to. A missing Origin is refused: browsers send it on every unsafe request and every socket.
 */
export function isOwnOrigin(settings: Settings, origin: string | undefined, host: string | undefined): boolean {
  if (!origin || origin === 'null') return false
  if (origin === new URL(settings.publicUrl).origin) return true
  if (settings.publicUrlGiven || !host) return false
  return origin === `http://${host}` || origin === `https://${host}`
}

/** The caller's address; forwarded headers count only from the proxies that were named. */
export function callerAddress(settings: Settings, remote: string | undefined, forwarded: string | undefined): string {
  const direct = (remote ?? '').replace(/^::ffff:/, '')
  if (!forwarded || !settings.trustProxy.includes(direct)) return direct || 'unknown'
  const last = forwarded.split(',').at(-1)?.trim() ?? ''
  return isIP(last) ? last : direct
}

/** The other end of this connection itself. */
export function remoteOf(c: HonoContext<Env>): string {
  const remote = (c.env as Incoming | undefined)?.incoming?.socket?.remoteAddress
  return (remote ?? '').replace(/^::ffff:/, '')
}

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } }

/** The address this request came from, for counting attempts. */
export function addressOf(c: HonoContext<Env>): string {
  const remote = (c.env as Incoming | undefined)?.incoming?.socket?.remoteAddress
  return callerAddress(c.var.house.settings, remote, c.req.header('x-forwarded-for'))
}
