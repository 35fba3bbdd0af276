import { hc } from 'hono/client'
import type { App } from '../server/app.ts'
import { learnHouseTime } from './clock.ts'

/** Asks the server, and learns its time by the way: clocks on screens follow the house's, not the device's. */
const asking: typeof fetch = async (input, init) => {
  const response = await fetch(input, { credentials: 'same-origin', ...init })
  learnHouseTime(response.headers.get('x-house-time'))
  return response
}

/** The whole API, typed from the routes' own definitions: `api.topics.$get()`. */
export const { api } = hc<App>('', { fetch: asking })
