import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { no, Refusal } from '../../shared/refusals.ts'

type PostgresCause = { code?: string }

/** Turns what was thrown into the refusal a person gets; a bug becomes `broken` and is logged with its trace. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof HTTPException) return error.status === 413 ? no.tooLarge() : no.malformed()
  const code = ((error as { cause?: PostgresCause }).cause?.code ?? (error as PostgresCause).code ?? '') as string
  if (['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_ENDED', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', '57P01', '57P03'].includes(code)) return no.away()
  if (code === '40001' || code === '40P01' || code === '23505') return no.stale()
  console.error(error)
  return no.broken()
}

export function answerError(error: unknown, c: HonoContext): Response {
  const refusal = refusalOf(error)
  return c.json(
    { error: { code: refusal.code, message: refusal.message, ...(refusal.detail === undefined ? {} : { detail: refusal.detail }) } },
    refusal.status as ContentfulStatusCode,
  )
}
