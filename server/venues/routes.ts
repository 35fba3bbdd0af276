import { z } from '@hono/zod-openapi'
import { personNameText } from '../../shared/people-forms.ts'
import { venueFields, venueTypeNames } from '../../shared/venues.ts'
import { act, actAtDoor, ask, deed, idParams, noParams, query, street } from '../house/route.ts'
import { deviceToken } from '../people/guests.ts'
import { closeVenue, createVenue, editVenue, reopenVenue, rotateCode } from './commands.ts'
import { enterDoor, lookThroughDoor } from './door.ts'
import { listVenues } from './queries.ts'
import { posterOf } from './records.ts'

const version = z.int().min(1)
const onVersion = z.object({ version })
const venueAnswer = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  place: z.string(),
  types: z.array(z.enum(venueTypeNames)),
  brand: z.string().nullable(),
  closedAt: z.iso.datetime().nullable(),
  version,
  may: z.array(z.string()),
})
const doorParams = z.object({ code: z.string().min(20).max(100) })
const sessionAnswer = z.object({ id: z.uuid(), title: z.string() }).nullable()

const venuesRoute = query({
  action: 'venue.list',
  path: '/api/venues',
  summary: '场所',
  params: noParams,
  answer: z.object({ venues: z.array(venueAnswer.extend({ organisationName: z.string() })) }),
})
const createRoute = deed({
  action: 'venue.create',
  path: '/api/venues',
  summary: '添加一个场所',
  params: noParams,
  body: venueFields.extend({ organisationId: z.uuid() }),
  answer: venueAnswer,
})
const editRoute = deed({
  action: 'venue.edit',
  path: '/api/venues/{id}/edit',
  summary: '改场所的名称、地点和类型',
  params: idParams,
  body: venueFields.extend({ version }),
  answer: venueAnswer,
})
const rotateRoute = deed({
  action: 'venue.rotateCode',
  path: '/api/venues/{id}/rotate',
  summary: '换二维码：已贴出的从此失效',
  params: idParams,
  body: onVersion,
  answer: venueAnswer,
})
const closeRoute = deed({
  action: 'venue.close', path: '/api/venues/{id}/close', summary: '停用场所', params: idParams, body: onVersion, answer: venueAnswer,
})
const reopenRoute = deed({
  action: 'venue.reopen', path: '/api/venues/{id}/reopen', summary: '恢复场所', params: idParams, body: onVersion, answer: venueAnswer,
})
const posterRoute = query({
  action: 'venue.poster',
  path: '/api/venues/{id}/qr',
  summary: '场所二维码里的地址，供打印',
  params: idParams,
  answer: z.object({
    name: z.string(), place: z.string(), brand: z.string().nullable(), organisationName: z.string(), url: z.string(),
  }),
})
const doorRoute = query({
  action: 'venue.lookThroughDoor',
  path: '/api/doors/{code}',
  summary: '场所的门口：这是哪里，现在有没有会',
  params: doorParams,
  answer: z.object({
    venue: z.object({ name: z.string(), place: z.string() }),
    organisationName: z.string(),
    session: sessionAnswer,
    name: z.string().nullable(),
  }),
})
const enterRoute = deed({
  action: 'venue.enter',
  path: '/api/doors/{code}/enter',
  summary: '报上名字进来；正在开会就坐进会场',
  params: doorParams,
  body: z.object({ name: personNameText }),
  answer: z.object({ guest: z.object({ id: z.uuid(), name: z.string() }).nullable(), session: sessionAnswer }),
})

/** The street of venues: the administrator's list, the poster, and the door its QR opens. */
export const venueRoutes = street()
  .on(venuesRoute, (c) => ask(c, listVenues))
  .on(createRoute, (c, { body }) => act(c, (ctx) => createVenue(ctx, body)))
  .on(editRoute, (c, { params, body }) =>
    act(c, (ctx) => editVenue(ctx, params.id, body)),
  )
  .on(rotateRoute, (c, { params, body }) =>
    act(c, (ctx) => rotateCode(ctx, params.id, body.version)),
  )
  .on(closeRoute, (c, { params, body }) =>
    act(c, (ctx) => closeVenue(ctx, params.id, body.version)),
  )
  .on(reopenRoute, (c, { params, body }) =>
    act(c, (ctx) => reopenVenue(ctx, params.id, body.version)),
  )
  .on(posterRoute, async (c, { params }) => {
    const { code, ...poster } = await ask(c, (ctx) => posterOf(ctx, params.id))
    return { ...poster, url: `${c.var.house.settings.publicUrl}/v/${code}` }
  })
  .on(doorRoute, (c, { params }) => {
    deviceToken(c)
    return ask(c, (ctx) => lookThroughDoor(ctx, params.code))
  })
  .on(enterRoute, (c, { params, body }) => {
    const { code } = params
    const { name } = body
    const device = deviceToken(c)
    return actAtDoor(c, (ctx) => enterDoor(ctx, { code, name, device }))
  })
