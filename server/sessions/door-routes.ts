import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { guestName, sessionDoorShape } from '../../shared/sessions.ts'
import type { Budget } from '../house/attempts.ts'
import { addressOf } from '../house/origin.ts'
import { actAtDoor, ask, deed, type Env, idParams, noParams, query, street } from '../house/route.ts'
import { hashToken } from '../house/secrets.ts'
import { deviceToken } from '../people/guests.ts'
import { withBudgets } from '../people/passwords.ts'
import { enterByLink, knock, lookThroughDoor } from './door.ts'
import { seatView } from './queries.ts'

const token = z.string().min(20).max(100)
const tokenParams = z.object({ token })
const tenMinutes = 600

/** Wrong codes are counted for this device, for its address, and for the whole house: a million codes are few. */
function codeBudgets(c: HonoContext<Env>, device: string): Budget[] {
  const address = addressOf(c)
  return [
    { bucket: `door-code:device:${address}:${hashToken(device)}`, limit: 10, windowSeconds: tenMinutes },
    { bucket: `door-code:address:${address}`, limit: 60, windowSeconds: tenMinutes },
    { bucket: 'door-code:all', limit: 600, windowSeconds: tenMinutes },
  ]
}

const doorKnockRoute = deed({
  action: 'door.knock',
  path: '/api/sessions/door',
  summary: '报会议码和名字，到门口等主持人放行',
  params: noParams,
  body: z.object({ code: z.string().regex(/^\d{6}$/), name: guestName }),
  answer: sessionDoorShape,
})
const doorLookRoute = query({
  action: 'door.look',
  path: '/api/session-doors/{token}',
  summary: '会场二维码：是哪场会，门开着没有',
  params: tokenParams,
  answer: sessionDoorShape,
})
const doorEnterRoute = deed({
  action: 'door.enter',
  path: '/api/session-doors/{token}/enter',
  summary: '扫码进来：报上名字就坐下；登录了的不用报',
  params: tokenParams,
  body: z.object({ name: guestName.optional() }),
  answer: sessionDoorShape,
})
const sessionSeatRoute = query({
  action: 'session.seat',
  path: '/api/sessions/{id}/seat',
  summary: '我在这场会的座位：在门口等，还是已经放行',
  params: idParams,
  answer: sessionDoorShape,
})

/** The door of a session, open to whoever holds its code or its link. */
export const doorRoutes = street()
  .on(doorKnockRoute, (c, { body }) => {
    const device = deviceToken(c)
    const given = { ...body, device }
    const { house } = c.var
    return withBudgets(house, codeBudgets(c, device), () => actAtDoor(c, (ctx) => knock(ctx, given)))
  })
  .on(doorLookRoute, (c, { params }) => {
    deviceToken(c)
    return ask(c, (ctx) => lookThroughDoor(ctx, params.token))
  })
  .on(doorEnterRoute, (c, { params, body }) => {
    const given = { token: params.token, name: body.name, device: deviceToken(c) }
    return actAtDoor(c, (ctx) => enterByLink(ctx, given))
  })
  .on(sessionSeatRoute, (c, { params }) =>
    ask(c, (ctx) => seatView(ctx, params.id)),
  )
