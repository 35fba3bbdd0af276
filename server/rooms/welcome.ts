import { z } from 'zod'
import { personKindOf } from '../../shared/documents/access.ts'
import { schemaVersion } from '../../shared/documents/kinds.ts'
import { type Actor, actorKey } from '../../shared/people.ts'
import { personColours, type PresentPerson } from '../../shared/sync/presence.ts'
import type { CloseCode } from '../../shared/sync/wire.ts'
import { type Access, accessTo, type Owners } from '../documents/owner.ts'
import type { DocumentForActor } from '../documents/policy.ts'
import { findDocument } from '../documents/queries.ts'
import { within } from '../house/context.ts'
import type { House } from '../house/house.ts'
import type { Leave, Pen, RoomSocket } from './pen.ts'

/** What is asked of one who stands at the door of a text, and what they are given on coming in. */

export type Asking = {
  house: House
  owners: Owners
  /** Who sends these headers. */
  who: (headers: Headers) => Promise<Actor>
}

const uuid = z.uuid()

export type Welcome = { actor: Actor; person: PresentPerson | null; leave: Leave }

/** Asks everything there is to ask about one who stands at the door. Nothing is kept of them before that. */
export async function question(door: Asking, documentId: string, asked: URLSearchParams, headers: Headers): Promise<Welcome | CloseCode> {
  const { house } = door
  if (!house.ready()) return 1013
  const actor = await door.who(headers)
  if (actor.kind !== 'person' && actor.kind !== 'guest') return 4401
  if (!uuid.safeParse(documentId).success) return 4404
  return within(house, actor, async (ctx) => {
    const row = await findDocument(ctx.tx, documentId)
    const access = row && (await accessTo(door.owners, ctx.tx, actor, row))
    if (!row || !access) return 4404
    const resource: DocumentForActor = { organisationId: row.organisationId, id: row.id, right: access.right, couldWrite: access.couldWrite }
    if (!ctx.can(actor, 'document.see', resource)) return 4404
    if (Number(asked.get('generation')) !== row.generation) return 4409
    const knowsSchema = Number(asked.get('schema')) >= row.schemaVersion && Number(asked.get('schema')) >= schemaVersion
    const leave: Leave = {
      right: knowsSchema ? access.right : 'read',
      scope: access.scope,
      writes: knowsSchema && ctx.can(actor, 'document.write', resource),
      couldWrite: knowsSchema && ctx.can(actor, 'document.sendLateWords', resource),
    }
    return { actor, person: personOf(actor, access), leave }
  })
}

function personOf(actor: Extract<Actor, { name: string }>, access: Access): PresentPerson | null {
  const kind = personKindOf(access.standing.hand)
  return kind && { name: actor.name, kind, color: personColours[kind] }
}

export function penOf(
  door: Asking,
  documentId: string,
  asked: URLSearchParams,
  headers: Headers,
  { actor, person, leave }: Welcome,
  socket: RoomSocket,
): Pen {
  return {
    socket,
    actor,
    account: actorKey(actor),
    session: actor.kind === 'person' ? actor.signInId : actorKey(actor),
    person,
    leave,
    async reask() {
      const again = await question(door, documentId, asked, headers)
      if (typeof again === 'number') return again
      return actorKey(again.actor) === actorKey(actor) ? again.leave : 4401
    },
    frames: 0,
    waiting: 0,
    owed: 0,
    asked: false,
    gaps: 0,
    strikes: 0,
    toldReadOnly: false,
    late: null,
  }
}
