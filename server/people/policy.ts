import type { Policy } from '../house/can.ts'

/** What the house itself offers at its door, to anyone who stands there. */
export const housePolicy: Policy<unknown, 'setUp' | 'signIn' | 'signOut' | 'me' | 'welcome' | 'changePassword' | 'signIns'> = {
  noun: 'house',
  label: '大门',
  organisations: () => [],
  rules: {
    setUp: { anyone: true },
    signIn: { anyone: true },
    signOut: { anyone: true },
    me: { anyone: true },
    welcome: { anyone: true },
    changePassword: { signedIn: true },
    signIns: { signedIn: true },
  },
}

/** An organisation, or one that stands under it: `organisationIds` are those whose roles count here. */
export type OrganisationRecord = { organisationIds: readonly string[] }

const administrators = ['organisationAdmin'] as const

export const organisationPolicy: Policy<OrganisationRecord, 'see' | 'createUnit' | 'rename' | 'changeSettings' | 'listUnits'> = {
  noun: 'organisation',
  label: '单位',
  organisations: (record) => record.organisationIds,
  rules: {
    see: { roles: administrators },
    listUnits: { roles: administrators },
    createUnit: { roles: administrators },
    rename: { roles: administrators },
    changeSettings: { roles: administrators },
  },
}

/** A person as the organisation that keeps the account knows them. */
export type PersonRecord = { id: string; organisationIds: readonly string[] }

export const personPolicy: Policy<PersonRecord, 'see' | 'list' | 'create' | 'grantRole' | 'endRole' | 'sendLink' | 'deactivate'> = {
  noun: 'person',
  label: '人员',
  organisations: (record) => record.organisationIds,
  rules: {
    see: { roles: administrators },
    list: { roles: administrators },
    create: { roles: administrators },
    grantRole: { roles: administrators },
    endRole: { roles: administrators },
    sendLink: { roles: administrators },
    deactivate: { roles: administrators },
  },
}
