import type { ClientResponse } from 'hono/client'

type Sent = ClientResponse<unknown, number, string>

/** What a typed request answers with when it went well. */
export type AnswerOf<R> = R extends ClientResponse<infer T, infer S, string> ? (S extends 200 ? T : never) : never

/** The server said no: the code is for us, the message is for the person. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly detail: unknown

  constructor(status: number, code: string, message: string, detail?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.detail = detail
  }
}

/** No answer came at all: the network, or a server that is restarting. Nothing is lost, it may be asked again. */
export class Unreachable extends Error {
  constructor() {
    super('现在连不上服务器。内容还在，请检查网络后再试。')
  }
}

/** Waits for a request and takes its answer out, or throws `Refused` or `Unreachable`. */
export async function take<R extends Sent>(request: Promise<R>): Promise<AnswerOf<R>> {
  let response: R
  try {
    response = await request
  } catch {
    throw new Unreachable()
  }
  const body = await bodyOf(response)
  if (response.ok && body !== undefined) return body as AnswerOf<R>
  const told = toldError(body)
  if (told) throw new Refused(response.status, told.code, told.message, told.detail)
  throw new Unreachable()
}

/** A sentence for a person, whatever was thrown. */
export function wordsOf(error: unknown): string {
  if (error instanceof Refused || error instanceof Unreachable) return error.message
  return '页面出了点问题，您的内容没有丢，请刷新后再试。'
}

async function bodyOf(response: Sent): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function toldError(body: unknown): { code: string; message: string; detail?: unknown } | null {
  const error = (body as { error?: { code?: unknown; message?: unknown; detail?: unknown } } | undefined)?.error
  if (typeof error?.code !== 'string' || typeof error.message !== 'string') return null
  return { code: error.code, message: error.message, detail: error.detail }
}
