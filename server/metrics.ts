import type { OpenAPIHono } from '@hono/zod-openapi'
import type { House } from './house/house.ts'
import type { Metrics } from './house/metrics.ts'
import { remoteOf } from './house/origin.ts'
import type { Env } from './house/route.ts'

/** Where those who watch may be when nothing else was said: on this machine. */
const loopback = ['127.0.0.1', '::1']

/**
 * `/metrics`: what the house counts, for the addresses that were named; for everybody else there is nothing here. The
 * address is the connection's own: whoever comes through a proxy is somewhere else.
 */
export function serveMetrics(app: OpenAPIHono<Env>, house: House, metrics: Metrics): void {
  app.get('/metrics', (c, next) => {
    const from = house.settings.metricsFrom ?? loopback
    const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
    if (forwarded !== undefined || !from.includes(remoteOf(c))) return next()
    return Promise.resolve(c.text(metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }))
  })
}
