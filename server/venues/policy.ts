import { roles } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'

/** A venue (场所) of an organisation: `organisationIds` are those whose roles count here. */
export type VenueRecord = { organisationIds: readonly string[]; closed: boolean }

export const venuePolicy: Policy<
  VenueRecord,
  'see' | 'list' | 'create' | 'edit' | 'rotateCode' | 'close' | 'reopen' | 'poster' | 'lookThroughDoor' | 'enter'
> = {
  noun: 'venue',
  label: '场所',
  organisations: (record) => record.organisationIds,
  state: (record) => (record.closed ? 'closed' : 'open'),
  rules: {
    see: { roles },
    list: { roles },
    create: { roles: ['organisationAdmin'] },
    edit: { roles: ['organisationAdmin'] },
    rotateCode: { roles: ['organisationAdmin'], states: ['open'] },
    close: { roles: ['organisationAdmin'], states: ['open'] },
    reopen: { roles: ['organisationAdmin'], states: ['closed'] },
    poster: { roles: ['organisationAdmin', 'facilitator', 'recorder'], states: ['open'] },
    lookThroughDoor: { anyone: true },
    enter: { anyone: true },
  },
}
