import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
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

/** Only what a route really asks for stands in its type: the web client need not send an empty `param` or `query`. */
type Params<P extends ZodObject> = keyof P['shape'] extends never ? { params?: never } : { params: P }
type Query<Q extends ZodObject> = keyof Q['shape'] extends never ? { query?: never } : { query: Q }
export const idParams = z.object({ id: z.uuid() })

const json = <S extends ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })
const answers = <S extends ZodType>(schema: S) => ({
  200: { ...json(schema), description: '好了' },
  default: { ...json(errorAnswer), description: '没办成：说明原因和下一步' },
})

/** A chain of routes of one street. Malformed input is answered in the house's one shape. */
export function street() {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) {
        throw no.malformed(result.error.issues.map((issue) => ({ path: issue.path.join('.'), rule: issue.code })))
      }
    },
  })
}

/** A read. `action` is the policy's sentence it is registered under. */
export function query<const P extends string, I extends ZodObject, A extends ZodType, Q extends ZodObject = Nothing>(config: {
  action: string
  path: P
  summary: string
  params: I
  query?: Q
  answer: A
}) {
  return createRoute({
    method: 'get',
    path: config.path,
    summary: config.summary,
    'x-action': config.action,
    'x-kind': 'query',
    request: { params: config.params, query: config.query ?? noParams } as unknown as Params<I> & Query<Q>,
    responses: answers(config.answer),
  })
}

/** A deed: `Idempotency-Key` is required, and `version` in the body where it changes a record. */
export function deed<const P extends string, I extends ZodObject, B extends ZodObject, A extends ZodType>(config: {
  action: string
  path: P
  summary: string
  params: I
  body: B
  answer: A
}) {
  return createRoute({
    method: 'post',
    path: config.path,
    summary: config.summary,
    'x-action': config.action,
    'x-kind': 'deed',
    request: { params: config.params, body: { ...json(config.body), required: true as const } } as unknown as Params<I> & {
      body: ReturnType<typeof json<B>> & { required: true }
    },
    responses: answers(config.answer),
  })
}

/** A deed whose body is raw bytes (a photo, a recording); its words travel in the query. */
export function upload<const P extends string, I extends ZodObject, Q extends ZodObject, A extends ZodType>(config: {
  action: string
  path: P
  summary: string
  params: I
  query: Q
  answer: A
}) {
  return createRoute({
    method: 'post',
    path: config.path,
    summary: config.summary,
    'x-action': config.action,
    'x-kind': 'upload',
    request: { params: config.params, query: config.query } as unknown as Params<I> & Query<Q>,
    responses: answers(config.answer),
  })
}

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
