import { randomUUID } from 'node:crypto'
import type { OrganisationKind, Role } from '../../shared/people.ts'

/** A county made through the house's own routes: its people have their passwords, its pavilion has a code at the door. */
export type County = {
  address: string
  doorUrl: string
  organisationId: string
  venueId: string
  /** Its units by their names. */
  units: ReadonlyMap<string, string>
  password: (username: string) => string
  /** Somebody signed in without a page. */
  as: (username: string) => Promise<Caller>
}

/** `unit` is made where it does not stand yet: a handling unit, where no other kind is given. */
type Person = { name: string; username: string; role: Role; unit?: string; kind?: OrganisationKind }

const password = (username: string): string => `好记的一句话，${username}`

/** Reads where no body is given, does a deed where one is. */
export type Caller = <T>(path: string, body?: unknown) => Promise<T>

/** One caller with cookies of its own; whatever is refused is thrown. */
function caller(address: string): Caller {
  const cookies = new Map<string, string>()
  return async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        origin: address, 'content-type': 'application/json', 'idempotency-key': randomUUID(),
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined) cookies.set(name, value ?? '')
    }
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}

export async function makeCounty(address: string, setUpLink: string, people: readonly Person[]): Promise<County> {
  const administrator = caller(address)
  const { organisationId } = await administrator<{ organisationId: string }>('/api/set-up', {
    token: new URL(setUpLink).hash.slice(1),
    organisation: { name: '青川县政协', level: 'county' },
    administrator: { name: '管理员甲', username: 'guanli', password: password('guanli') },
  })
  const units = new Map<string, string>()
  for (const { unit, kind = 'handlingUnit' } of people) {
    if (unit === undefined || units.has(unit)) continue
    const made = await administrator<{ id: string }>('/api/organisations', { parentId: organisationId, kind, name: unit })
    units.set(unit, made.id)
  }
  const venue = await administrator<{ id: string }>('/api/venues', {
    organisationId, name: '老槐树议事亭', number: 'LQ-XC-01', place: '东山村口', types: ['deliberationPavilion'], brand: '月月有商量',
  })
  for (const { name, username, role, unit } of people) {
    const { link } = await administrator<{ link: { link: string } }>('/api/people', {
      organisationId: unit === undefined ? organisationId : units.get(unit), name, username, roles: [role], from: null, to: null,
    })
    await caller(address)('/api/welcome', { token: new URL(link.link).hash.slice(1), password: password(username) })
  }
  const { url } = await administrator<{ url: string }>(`/api/venues/${venue.id}/qr`)
  async function as(username: string): Promise<Caller> {
    const call = caller(address)
    await call('/api/sign-in', { username, password: password(username) })
    return call
  }
  return { address, doorUrl: url, organisationId, venueId: venue.id, units, password, as }
}
