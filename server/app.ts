import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { no } from '../shared/refusals.ts'
import { assignmentRoutes } from './assignments/routes.ts'
import { briefRoutes } from './briefs/routes.ts'
import { cardRoutes } from './cards/routes.ts'
import { serveDemonstration } from './demo/routes.ts'
import { createHistoryRoutes } from './documents/history-routes.ts'
import { createDocumentRoutes } from './documents/routes.ts'
import { answerError } from './house/errors.ts'
import type { House } from './house/house.ts'
import { createMetrics, type Metrics } from './house/metrics.ts'
import { isOwnOrigin } from './house/origin.ts'
import { type Env, emptyApp } from './house/route.ts'
import { actorOf } from './people/actor.ts'
import type { Auth } from './people/auth.ts'
import { outcomeRoutes } from './outcomes/routes.ts'
import { accountNames } from './people/queries.ts'
import { peopleRoutes } from './people/routes.ts'
import { opinionRoutes } from './opinions/routes.ts'
import { createFileRoutes } from './files/routes.ts'
import { echoRoutes } from './intake/echo-routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { fileOwners, ownersFor } from './kinds.ts'
import { hearersFor } from './hearers.ts'
import { agendaRoutes } from './agenda/routes.ts'
import { threadRoutes } from './echo/routes.ts'
import { doorRoutes } from './sessions/door-routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { proposalRoutes } from './proposals/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { createLineRoutes } from './rooms/line-routes.ts'
import { serveHealth } from './health.ts'
import { createLiveRoutes } from './live.ts'
import { serveMetrics } from './metrics.ts'
import { serveOpenApi } from './openapi.ts'
import { servePages } from './pages.ts'
import { topicRoutes } from './topics/routes.ts'
import { venueRoutes } from './venues/routes.ts'
import { waitingRoutes } from './waiting.ts'

/** Every street of the house, one line each: the register that the harnesses walk. */
const streets = [
  createLiveRoutes(hearersFor),
  createDocumentRoutes(ownersFor),
  createHistoryRoutes(ownersFor, accountNames),
  createLineRoutes(ownersFor),
  peopleRoutes,
  venueRoutes,
  sessionRoutes,
  doorRoutes,
  agendaRoutes,
  cardRoutes,
  opinionRoutes,
  outcomeRoutes,
  createFileRoutes(fileOwners),
  intakeRoutes,
  echoRoutes,
  topicRoutes,
  proposalRoutes,
  briefRoutes,
  assignmentRoutes,
  waitingRoutes,
  threadRoutes,
  reportRoutes,
]

export type Streets = typeof streets

const jsonLimit = 256 * 1024
/** Frames of a text as letters: a third longer than they are. */
const lineLimit = 1024 * 1024
const uploadLimit = 10 * 1024 * 1024 + 64 * 1024

/** The whole HTTP side of the house: the common rules first, then the streets. */
export function createApp(house: House, auth: Auth, metrics: Metrics = createMetrics()): OpenAPIHono<Env> {
  const app = emptyApp()
  app.onError(answerError)
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: house.settings.publicUrl.startsWith('https:'),
      crossOriginOpenerPolicy: false,
      crossOriginResourcePolicy: 'same-origin',
    }),
  )
  serveHealth(app, house)
  serveMetrics(app, house, metrics)
  app.use('/api/*', async (c, next) => {
    c.set('house', house)
    c.set('auth', auth)
    if (!house.ready()) throw no.away()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const origin = c.req.header('origin')
      // Every browser names the page that sends; a programme of one's own names none and has no cookie to be tricked out of.
      const fromBrowser = origin !== undefined || c.req.header('sec-fetch-site') !== undefined
      if (fromBrowser && !isOwnOrigin(house.settings, origin, c.req.header('host'))) throw no.foreignOrigin()
      const raw = c.req.path.startsWith('/api/files')
      const type = c.req.header('content-type') ?? ''
      if (!raw && !type.startsWith('application/json')) throw no.wrongType()
    }
    const now = await house.clock.now(house.db)
    c.set('actor', await actorOf(house.db, now, auth, c.req.raw.headers))
    c.header('x-house-time', now.toISOString())
    c.header('cache-control', 'no-store')
    await next()
  })
  const tooLarge = () => {
    throw no.tooLarge()
  }
  app.use('/api/files/*', bodyLimit({ maxSize: uploadLimit, onError: tooLarge }))
  app.use('/api/*', async (c, next) =>
    c.req.path.startsWith('/api/files')
      ? next()
      : bodyLimit({ maxSize: c.req.path === '/api/lines' ? lineLimit : jsonLimit, onError: tooLarge })(c, next),
  )
  for (const each of streets) each.mount(app)
  serveOpenApi(app, house.settings.version)
  if (house.settings.demo) serveDemonstration(app)
  if (house.settings.pages) servePages(app, house.settings.pages)
  app.notFound((c) => answerError(no.notFound(), c))
  return app
}
