import { type Actor, rolesIn } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'

/** What the house itself offers at its door. */
export const housePolicy: Policy<
  unknown,
  'setUp' | 'signIn' | 'signOut' | 'me' | 'welcome' | 'changePassword' | 'provePassword' | 'signIns' | 'endSignIn'
> = {
  noun: 'house',
  label: '大门',
  organisations: () => [],
  relations: { account: '有账号的人，对自己' },
  related: (actor) => (actor.kind === 'person' ? ['account'] : []),
  rules: {
    setUp: { anyone: true },
    signIn: { anyone: true },
    signOut: { anyone: true },
    me: { anyone: true },
    welcome: { anyone: true },
    changePassword: { relations: ['account'] },
    provePassword: { relations: ['account'] },
    signIns: { relations: ['account'] },
    endSignIn: { relations: ['account'] },
  },
}

const administrators = { roles: ['organisationAdmin'] } as const

/** An organisation as policies see it: `organisationIds` are those whose roles count, itself and the 政协 above a unit. */
export type OrganisationRecord = { organisationIds: readonly string[] }

export const organisationPolicy: Policy<
  OrganisationRecord,
  'see' | 'createUnit' | 'rename' | 'changeSettings' | 'createPerson' | 'listPeople'
> = {
  noun: 'organisation',
  label: '单位',
  organisations: (record) => record.organisationIds,
  rules: {
    see: administrators,
    createUnit: administrators,
    rename: administrators,
    changeSettings: administrators,
    createPerson: administrators,
    listPeople: administrators,
  },
}

/** A person: the organisations that keep the account, and those in which they hold a role. */
export type PersonRecord = { organisationIds: readonly string[]; hostIds: readonly string[]; left: boolean }

export const personPolicy: Policy<PersonRecord, 'see' | 'edit' | 'grantRole' | 'sendLink' | 'deactivate' | 'reactivate'> = {
  noun: 'person',
  label: '人员',
  organisations: (record) => record.organisationIds,
  relations: { roleHere: '其任职单位的管理员' },
  related: (actor: Actor, record) => (rolesIn(actor, record.hostIds).includes('organisationAdmin') ? ['roleHere'] : []),
  state: (record) => (record.left ? 'left' : 'here'),
  rules: {
    see: { ...administrators, relations: ['roleHere'] },
    edit: administrators,
    grantRole: { ...administrators, relations: ['roleHere'], states: ['here'] },
    sendLink: { ...administrators, states: ['here'] },
    deactivate: { ...administrators, states: ['here'] },
    reactivate: { ...administrators, states: ['left'] },
  },
}

/** A role held in an organisation. */
export type RoleRecord = { organisationIds: readonly string[]; over: boolean }

export const rolePolicy: Policy<RoleRecord, 'see' | 'grant' | 'end'> = {
  noun: 'role',
  label: '任职',
  organisations: (record) => record.organisationIds,
  state: (record) => (record.over ? 'over' : 'held'),
  rules: {
    see: administrators,
    grant: administrators,
    end: { ...administrators, states: ['held'] },
  },
}
