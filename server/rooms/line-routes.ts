import { no } from '../../shared/refusals.ts'
import { lineAnswered, lineAsked } from '../../shared/sync/line.ts'
import { openFor } from '../documents/answers.ts'
import type { Owners } from '../documents/owner.ts'
import type { House } from '../house/house.ts'
import { ask, postedQuery, street } from '../house/route.ts'
import type { Lines } from './lines.ts'

const lines = new WeakMap<House, Lines>()

/** Opens the lines of a house to its routes: the rooms they lead to are opened after the routes are. */
export function connectLines(house: House, opened: Lines): void {
  lines.set(house, opened)
}

/** A text without a socket. What is asked twice is answered twice and done once: every frame has its number. */
export const createLineRoutes = (ownersFor: (house: House) => Owners) =>
  street().on(
    postedQuery({
      action: 'document.see', path: '/api/lines', summary: '网络不让长连接时，共写的文字从这里来回', body: lineAsked, answer: lineAnswered,
    }),
    async (c, { body }) => {
      await ask(c, (ctx) => openFor(ownersFor(c.var.house), ctx, body.documentId))
      const opened = lines.get(c.var.house)
      if (!opened) throw no.away()
      return opened.exchange(c.req.raw.headers, body)
    },
  )
