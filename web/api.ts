import { type ClientResponse, hc } from 'hono/client'
import type { Streets } from '../server/app.ts'
import { learnHouseTime } from './clock.ts'
import { noteAnswer } from './offline/kept.ts'

/** Asks the server, and learns its time by the way: clocks on screens follow the house's, not the device's. */
const asking: typeof fetch = async (input, init) => {
  const response = await fetch(input, { credentials: 'same-origin', ...init })
  if (!noteAnswer(response)) learnHouseTime(response.headers.get('x-house-time'))
  return response
}

type Options = { headers?: Record<string, string>; init?: RequestInit }
type Call<S, A> = {} extends S
  ? (sent?: S, options?: Options) => Promise<ClientResponse<A, 200, 'json'>>
  : (sent: S, options?: Options) => Promise<ClientResponse<A, 200, 'json'>>

/** `/api/topics/{id}/approve` as steps: `api.topics[':id'].approve`. */
type Steps<P extends string, End> = P extends `/${infer Rest}`
  ? Steps<Rest, End>
  : P extends `${infer Step}/${infer Rest}`
    ? { [key in Named<Step>]: Steps<Rest, End> }
    : { [key in Named<P>]: End }
type Named<Step extends string> = Step extends `{${infer Name}}` ? `:${Name}` : Step

type Client<R> = R extends { types?: { method: infer M extends string; path: infer P extends string; sent: infer S; answer: infer A } }
  ? Steps<P, { [key in `$${M}`]: Call<S, A> }>
  : never
type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Whole) => void ? Whole : never
type Api = All<Client<NonNullable<Streets[number]['routes']>>>

/** The whole API, typed from the routes' own definitions: `api.topics.$get()`. */
export const { api } = hc('', { fetch: asking }) as unknown as Api
