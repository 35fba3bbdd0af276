import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import type { ZodObject, ZodType } from 'zod'
import { type Actor, stranger } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { type Command, isDone, perform, requestHash } from './command.ts'
import { type Context, within } from './context.ts'
import type { House } from './house.ts'
import { derivedToken } from './secrets.ts'

/** What every request carries. A domain that sets more (the people: `auth`) declares it beside its own code. */
export interface Variables {
  house: House
  actor: Actor
}
export type Env = { Variables: Variables }

export const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), detail: z.unknown().optional() }),
})

export const noParams = z.object({})
type Nothing = typeof noParams
export const idParams = z.object({ id: z.uuid() })

/**
 * A route as its definition: what is checked, described and registered. The types travel beside it and name only what
 * the route really asks for: `V` is what its handler is given once it has been checked, `S` what the web client
 * sends (under the names of Hono's client), `A` its answer.
 */
export interface Route<M extends 'get' | 'post', P extends string, V, S, A> {
  readonly config: RouteConfig
  /** Never set: carries the types. */
  readonly types?: { method: M; path: P; valid: V; sent: S; answer: A }
}

type Empty<Z extends ZodObject> = keyof Z['shape'] extends never ? true : false
type Asked<I extends ZodObject, Q extends ZodObject> =
  (Empty<I> extends true ? object : { params: z.output<I> }) & (Empty<Q> extends true ? object : { query: z.output<Q> })
type Asking<I extends ZodObject, Q extends ZodObject> =
  (Empty<I> extends true ? object : { param: z.input<I> }) & (Empty<Q> extends true ? object : { query: z.input<Q> })

const json = (schema: ZodType) => ({ content: { 'application/json': { schema } } })
const answers = (answer: ReturnType<typeof json> | { content: Record<string, { schema: ZodType }> }) => ({
  200: { ...answer, description: '好了' },
  default: { ...json(errorAnswer), description: '没办成：说明原因和下一步' },
})

/** A read. `action` is the policy's sentence it is registered under. */
export function query<const P extends string, I extends ZodObject, A extends ZodType, Q extends ZodObject = Nothing>(config: {
  action: string
  path: P
  summary: string
  params: I
  query?: Q
  answer: A
}): Route<'get', P, Asked<I, Q>, Asking<I, Q>, z.output<A>> {
  const { action, path, summary, params } = config
  return {
    config: {
      method: 'get', path, summary, 'x-action': action, 'x-kind': 'query',
      request: { params, query: config.query ?? noParams },
      responses: answers(json(config.answer)),
    },
  }
}

/** A read whose question must not stand in an address, where histories and logs would keep it: it is posted. */
export function postedQuery<const P extends string, B extends ZodObject, A extends ZodType>(config: {
  action: string
  path: P
  summary: string
  body: B
  answer: A
}): Route<'post', P, { body: z.output<B> }, { json: z.input<B> }, z.output<A>> {
  const { action, path, summary, body } = config
  return {
    config: {
      method: 'post', path, summary, 'x-action': action, 'x-kind': 'query',
      request: { body: { ...json(body), required: true } },
      responses: answers(json(config.answer)),
    },
  }
}

/** A read that answers in another form than JSON: a file, a stream of events. Its handler makes the response itself. */
export function rawQuery<const P extends string, I extends ZodObject, Q extends ZodObject = Nothing>(config: {
  action: string
  path: P
  summary: string
  params: I
  query?: Q
  type: string
}): Route<'get', P, Asked<I, Q>, Asking<I, Q>, Response> {
  const { action, path, summary, params, type } = config
  return {
    config: {
      method: 'get', path, summary, 'x-action': action, 'x-kind': 'query',
      request: { params, query: config.query ?? noParams },
      responses: answers({ content: { [type]: { schema: z.string() } } }),
    },
  }
}

/** A deed: `Idempotency-Key` is required, and `version` in the body where it changes a record. */
export function deed<const P extends string, I extends ZodObject, B extends ZodObject, A extends ZodType>(config: {
  action: string
  path: P
  summary: string
  params: I
  body: B
  answer: A
}): Route<'post', P, Asked<I, Nothing> & { body: z.output<B> }, Asking<I, Nothing> & { json: z.input<B> }, z.output<A>> {
  const { action, path, summary, params, body } = config
  return {
    config: {
      method: 'post', path, summary, 'x-action': action, 'x-kind': 'deed',
      request: { params, body: { ...json(body), required: true } },
      responses: answers(json(config.answer)),
    },
  }
}

/** A deed whose body is raw bytes (a photo, a recording); its words travel in the query. */
export function upload<const P extends string, I extends ZodObject, Q extends ZodObject, A extends ZodType>(config: {
  action: string
  path: P
  summary: string
  params: I
  query: Q
  answer: A
}): Route<'post', P, Asked<I, Q>, Asking<I, Q>, z.output<A>> {
  const { action, path, summary, params } = config
  return {
    config: {
      method: 'post', path, summary, 'x-action': action, 'x-kind': 'upload',
      request: { params, query: config.query },
      responses: answers(json(config.answer)),
    },
  }
}

/** The HTTP side of a house, empty. Malformed input is answered in the house's one shape. */
export function emptyApp(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) {
        throw no.malformed(result.error.issues.map((issue) => ({ path: issue.path.join('.'), rule: issue.code })))
      }
    },
  })
}

type Serve = (c: HonoContext<Env>, valid: never) => unknown

/** The routes of one street with what answers them. Chained, so that the web client knows every route's types. */
export class Street<Routes = never> {
  readonly #served: { route: { config: RouteConfig }; serve: Serve }[] = []
  /** Never set: carries the types. */
  declare readonly routes?: Routes

  /** A handler returns its answer; it becomes JSON here, unless it is a response already. */
  on<M extends 'get' | 'post', P extends string, V, S, A>(
    route: Route<M, P, V, S, A>,
    serve: (c: HonoContext<Env>, valid: V) => A | Promise<A>,
  ): Street<Routes | Route<M, P, V, S, A>> {
    this.#served.push({ route, serve })
    return this
  }

  join<Others>(other: Street<Others>): Street<Routes | Others> {
    this.#served.push(...other.#served)
    return this
  }

  mount(app: OpenAPIHono<Env>): void {
    for (const { route, serve } of this.#served) {
      app.openapi(createRoute(route.config), async (c) => {
        const checked = c.req as unknown as { valid(part: 'param' | 'query' | 'json'): unknown }
        const valid = { params: checked.valid('param'), query: checked.valid('query'), body: checked.valid('json') }
        const answer = await serve(c, valid as never)
        return answer instanceof Response ? answer : c.json(answer as object, 200)
      })
    }
  }
}

export const street = (): Street => new Street()

const uuid = z.uuid()

/**
 * The request as a command. Its fingerprint is keyed with the house's secret: a body may hold a password, and
 * whoever reads the database must not be able to guess at it.
 */
export async function commandOf(c: HonoContext<Env>): Promise<Command> {
  const key = uuid.safeParse(c.req.header('idempotency-key'))
  if (!key.success) throw no.keyMissing()
  const said = c.req.header('x-said-at')
  const saidAt = said && !Number.isNaN(Date.parse(said)) ? new Date(said) : null
  const body = Buffer.from(await c.req.arrayBuffer()).toString('base64')
  const url = new URL(c.req.url)
  const hash = derivedToken(c.var.house.settings.secret, requestHash(c.req.method, url.pathname + url.search, body))
  return { key: key.data, hash, saidAt }
}

/** Does the work as one deed: once per key, in one transaction. */
export async function act<T>(c: HonoContext<Env>, work: (ctx: Context) => Promise<T>): Promise<T> {
  return perform(c.var.house, c.var.actor, await commandOf(c), work)
}

/**
 * A deed at the door, after which the same device is somebody else than before: signing in or out, a guest giving
 * their name. Its key is kept under nobody's name, so that a repeat still finds its answer; what proves who someone
 * is (a cookie) is never part of a stored answer.
 */
export async function actAtDoor<T>(c: HonoContext<Env>, work: (ctx: Context) => Promise<T>): Promise<T> {
  return perform(c.var.house, stranger, await commandOf(c), (ctx) => work({ ...ctx, actor: c.var.actor }))
}

/** True when exactly this deed has been done before: then what was checked for it need not be checked again. */
export async function isRepeat(c: HonoContext<Env>, actor: Actor = c.var.actor): Promise<boolean> {
  return isDone(c.var.house.db, actor, await commandOf(c))
}

/** Answers a read, in one transaction, at one moment. */
export async function ask<T>(c: HonoContext<Env>, work: (ctx: Context) => Promise<T>): Promise<T> {
  return within(c.var.house, c.var.actor, work)
}
