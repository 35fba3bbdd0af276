import { organisationsOf, roles } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'

/** A venue (场所): the organisations whose roles count in it, and those whose people may choose it for a session. */
export type VenueRecord = { organisationIds: readonly string[]; seenFrom: readonly string[]; closed: boolean }

const administrators = { roles: ['organisationAdmin'] } as const

export const venuePolicy: Policy<
  VenueRecord,
  'see' | 'list' | 'create' | 'edit' | 'rotateCode' | 'close' | 'reopen' | 'poster' | 'lookThroughDoor' | 'enter'
> = {
  noun: 'venue',
  label: '场所',
  organisations: (record) => record.organisationIds,
  relations: { neighbour: '同一政协下各单位的人' },
  related: (actor, record) =>
    actor.kind === 'person' && organisationsOf(actor).some((id) => record.seenFrom.includes(id)) ? ['neighbour'] : [],
  state: (record) => (record.closed ? 'closed' : 'open'),
  rules: {
    see: { roles, relations: ['neighbour'] },
    list: { signedIn: true },
    create: administrators,
    edit: administrators,
    rotateCode: { ...administrators, states: ['open'] },
    close: { ...administrators, states: ['open'] },
    reopen: { ...administrators, states: ['closed'] },
    poster: { roles: ['organisationAdmin', 'facilitator', 'recorder'], states: ['open'] },
    lookThroughDoor: { anyone: true },
    enter: { anyone: true },
  },
}
