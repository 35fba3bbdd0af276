import { noVenue, isVenueOpen } from '../../shared/venues.ts'
import type { Context } from '../house/context.ts'
import { spend } from '../house/attempts.ts'
import { noPerson } from '../../shared/people.ts'
import { keepGuest } from '../people/guests.ts'
import { organisationName } from '../people/queries.ts'
import { admitGuest, enterByLink, liveSessionAt } from '../sessions/door.ts'
import { type Venue, venueByCode } from './queries.ts'

/** New names at the doors of one venue in ten minutes: a full hall, not a machine. */
const crowd = { limit: 600, windowSeconds: 600 }

async function openVenue(ctx: Context, code: string): Promise<Venue> {
  const found = await venueByCode(ctx.tx, code)
  if (!found) throw noVenue.doorUnknown()
  if (!isVenueOpen(found)) throw noVenue.doorClosed()
  return found
}

/** What the printed QR opens: where one stands, what is on now, and who this device was here before. */
export async function lookThroughDoor(ctx: Context, code: string) {
  const found = await openVenue(ctx, code)
  const live = await liveSessionAt(ctx.tx, found.id)
  const { actor } = ctx
  const known = actor.kind === 'person' || (actor.kind === 'guest' && actor.organisationId === found.organisationId)
  return {
    venue: { name: found.name, place: found.place },
    organisationName: (await organisationName(ctx.tx, found.organisationId)) ?? '',
    session: live ? { id: live.id, title: live.title } : null,
    name: known ? actor.name : null,
  }
}

/**
 * Comes in by the printed QR: the device becomes a guest under the name given, and where a session is on, sits in it.
 * A signed-in person comes in as themselves.
 */
export async function enterDoor(ctx: Context, { code, name, device }: { code: string; name: string; device: string }) {
  const found = await openVenue(ctx, code)
  if (!(await spend(ctx.tx, ctx.now, { bucket: `door:venue:${found.id}`, ...crowd }))) throw noPerson.tooMany()
  const live = await liveSessionAt(ctx.tx, found.id)
  const session = live ? { id: live.id, title: live.title } : null
  if (ctx.actor.kind === 'person') {
    if (live) await enterByLink(ctx, { token: live.doorToken, name: undefined, device })
    return { guest: null, session }
  }
  const { organisationId } = found
  const guest = { ...(await keepGuest(ctx, { organisationId, name, token: device })), organisationId }
  if (live) await admitGuest(ctx, { sessionId: live.id, guest, way: 'qr' })
  return { guest: { id: guest.id, name: guest.name }, session }
}
