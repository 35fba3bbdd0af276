import { randomUUID } from 'node:crypto'
import type { Connection } from '../../db/client.ts'
import { organisations } from '../../db/schema/people.ts'
import type { DocumentOwner } from '../../server/documents/owner.ts'
import { createCan } from '../../server/house/can.ts'
import { fixedClock } from '../../server/house/clock.ts'
import { type Context, type Ground, within } from '../../server/house/context.ts'
import { documentPolicy } from '../../server/documents/policy.ts'
import type { Standing } from '../../shared/documents/access.ts'
import { type DocumentKind, documentKindNames } from '../../shared/documents/kinds.ts'
import { type Actor, clockActor } from '../../shared/people.ts'

export const noon = new Date('2026-03-18T07:00:00Z')

/** The ground of a house with a clock that stands at noon. */
export function testGround(connection: Connection): Ground {
  return { db: connection.db, clock: fixedClock(noon), can: createCan([documentPolicy]) }
}

export const person = (id: string, name = id): Actor => ({ kind: 'person', id, name, roles: [], signInId: `sign-in-${id}` })

export async function newOrganisation(ground: Ground): Promise<string> {
  const id = randomUUID()
  await ground.db.insert(organisations).values({ id, kind: 'cppcc', level: 'county', name: `县政协 ${id}`, createdAt: noon })
  return id
}

/** Does something as the house or as somebody, in one transaction. */
export const doing = <T>(ground: Ground, work: (ctx: Context) => Promise<T>, actor: Actor = clockActor): Promise<T> =>
  within(ground, actor, work)

/** An owner that says of every actor what the test told it. */
export function ownerOf(kind: DocumentKind): DocumentOwner & { seats: Map<string, Standing> } {
  const seats = new Map<string, Standing>()
  return {
    kind,
    seats,
    concerns: ['lamp'],
    standing: async (_tx, actor) => (actor.kind === 'person' || actor.kind === 'guest' ? (seats.get(actor.id) ?? null) : null),
    state: async () => 'open',
  }
}

/** One such owner for every kind of text there is. */
export function everyOwner(): Record<DocumentKind, ReturnType<typeof ownerOf>> {
  return Object.fromEntries(documentKindNames.map((kind) => [kind, ownerOf(kind)])) as Record<DocumentKind, ReturnType<typeof ownerOf>>
}
