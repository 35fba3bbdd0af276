import type { Role, UnitKind } from '../../shared/people.ts'
import type { VenueFields } from '../../shared/venues.ts'
import { api } from '../api.ts'
import type { AnswerOf } from '../answer.ts'
import { deed } from '../deed.ts'

export type Organisation = AnswerOf<Awaited<ReturnType<typeof api.organisations.$get>>>['organisations'][number]
export type Person = AnswerOf<Awaited<ReturnType<typeof api.people.$get>>>['people'][number]
export type RoleHeld = Person['roles'][number]
export type Venue = AnswerOf<Awaited<ReturnType<typeof api.venues.$get>>>['venues'][number]
export type Pasted = AnswerOf<Awaited<ReturnType<typeof api.people.paste.$post>>>
export type Link = AnswerOf<Awaited<ReturnType<(typeof api.people)[':id']['link']['$post']>>>

type At = { id: string; version: number }
export type Days = { from?: string | null; to?: string | null }
const on = (record: At) => ({ param: { id: record.id }, json: { version: record.version } })

export const unitDeeds = {
  create: (json: { parentId: string; kind: UnitKind; name: string }) => deed((o) => api.organisations.$post({ json }, o)),
  rename: (unit: At, name: string) =>
    deed((o) => api.organisations[':id'].rename.$post({ param: { id: unit.id }, json: { name, version: unit.version } }, o)),
  changeSettings: (unit: At, settings: { openNow: boolean; handwrittenSignature: boolean }) =>
    deed((o) => api.organisations[':id'].settings.$post({ param: { id: unit.id }, json: { ...settings, version: unit.version } }, o)),
}

const person = api.people[':id']
export const personDeeds = {
  create: (json: Days & { organisationId: string; name: string; username: string; roles: Role[] }) =>
    deed((o) => api.people.$post({ json }, o)),
  paste: (json: { organisationId: string; text: string; preview: boolean }) => deed((o) => api.people.paste.$post({ json }, o)),
  edit: (who: At, json: { name: string; username: string }) =>
    deed((o) => person.edit.$post({ param: { id: who.id }, json: { ...json, version: who.version } }, o)),
  grantRole: (id: string, json: Days & { organisationId: string; role: Role }) =>
    deed((o) => person.roles.$post({ param: { id }, json }, o)),
  endRole: (held: At, lastDay: string | null) =>
    deed((o) => api.roles[':id'].end.$post({ param: { id: held.id }, json: { version: held.version, lastDay } }, o)),
  sendLink: (id: string) => deed((o) => person.link.$post({ param: { id }, json: {} }, o)),
  deactivate: (who: At) => deed((o) => person.deactivate.$post(on(who), o)),
  reactivate: (who: At) => deed((o) => person.reactivate.$post(on(who), o)),
}

const venue = api.venues[':id']
export const venueDeeds = {
  create: (json: VenueFields & { organisationId: string }) => deed((o) => api.venues.$post({ json }, o)),
  edit: (at: At, fields: VenueFields) =>
    deed((o) => venue.edit.$post({ param: { id: at.id }, json: { ...fields, version: at.version } }, o)),
  rotate: (at: At) => deed((o) => venue.rotate.$post(on(at), o)),
  close: (at: At) => deed((o) => venue.close.$post(on(at), o)),
  reopen: (at: At) => deed((o) => venue.reopen.$post(on(at), o)),
}
