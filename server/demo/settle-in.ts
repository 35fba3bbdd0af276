import { createHmac, randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { guests, organisations } from '../../db/schema/people.ts'
import { venues } from '../../db/schema/venues.ts'
import { type Context, within } from '../house/context.ts'
import type { House } from '../house/house.ts'
import { hashToken, newToken } from '../house/secrets.ts'
import { insertPerson, insertRole, keepPasswordHash } from '../people/accounts.ts'
import { clockActor } from '../../shared/people.ts'
import {
  cast, castKeys, demoPassword, type GuestKey, guestKeys, type PersonKey, places, residents, type UnitKey, units, type VenueKey,
} from './county.ts'

/** The county's people and places by the names the stories call them. */
export type County = {
  organisationId: string
  units: Record<UnitKey, string>
  people: Record<PersonKey, string>
  guests: Record<GuestKey, string>
  venues: Record<VenueKey, string>
}

/** A demonstration guest's secrets, worked out from the house's, so that any device may step into that guest. */
export function demoGuestToken(secret: string, guestId: string, about: 'guest' | 'echo' = 'guest'): string {
  return createHmac('sha256', secret).update(`demonstration ${about} ${guestId}`).digest('base64url')
}

/** Writes organisations, people with roles and passwords, venues and guests, as of `since`. */
export async function settleIn(house: House, since: Date): Promise<County> {
  const ground = { ...house, clock: { now: async () => since } }
  return within(ground, clockActor, async (ctx) => {
    const unitIds = await makeUnits(ctx)
    const organisationId = unitIds.cppcc
    return {
      organisationId,
      units: unitIds,
      people: await makePeople(ctx, unitIds),
      guests: await makeGuests(ctx, organisationId, house.settings.secret),
      venues: await makeVenues(ctx, organisationId),
    }
  })
}

async function makeUnits(ctx: Context): Promise<Record<UnitKey, string>> {
  const ids = {} as Record<UnitKey, string>
  for (const key of Object.keys(units) as UnitKey[]) {
    const { name, kind } = units[key]
    ids[key] = randomUUID()
    const root = key === 'cppcc'
    await ctx.tx.insert(organisations).values({
      id: ids[key], name, kind,
      level: root ? 'county' : null,
      parentId: root ? null : ids.cppcc,
      settings: root ? { handwrittenSignature: true } : {},
      createdAt: ctx.now,
    })
  }
  return ids
}

async function makePeople(ctx: Context, unitIds: Record<UnitKey, string>): Promise<Record<PersonKey, string>> {
  const ids = {} as Record<PersonKey, string>
  const hash = await hashPassword(demoPassword)
  for (const key of castKeys) {
    const { name, roles } = cast[key]
    const home = unitIds[roles[0]![1]]
    ids[key] = await insertPerson(ctx, { organisationId: home, name, username: name })
    await keepPasswordHash(ctx, ids[key], hash)
    for (const [role, unit] of roles) await insertRole(ctx, { organisationId: unitIds[unit], personId: ids[key], role })
  }
  return ids
}

async function makeGuests(ctx: Context, organisationId: string, secret: string): Promise<Record<GuestKey, string>> {
  const ids = {} as Record<GuestKey, string>
  for (const key of guestKeys) {
    ids[key] = randomUUID()
    await ctx.tx.insert(guests).values({
      id: ids[key], organisationId,
      name: residents[key],
      tokenHash: hashToken(demoGuestToken(secret, ids[key])),
      createdAt: ctx.now,
      seenAt: ctx.now,
    })
  }
  return ids
}

async function makeVenues(ctx: Context, organisationId: string): Promise<Record<VenueKey, string>> {
  const ids = {} as Record<VenueKey, string>
  for (const key of Object.keys(places) as VenueKey[]) {
    ids[key] = randomUUID()
    await ctx.tx.insert(venues).values({ id: ids[key], organisationId, ...places[key], code: newToken(), createdAt: ctx.now })
  }
  return ids
}
