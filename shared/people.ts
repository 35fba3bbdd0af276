import { refusals } from './refusals.ts'

/** Who acts: organisations, roles, and the union of every kind of actor. */
export const organisationKinds = {
  cppcc: '政协',
  specialCommittee: '专门委员会',
  handlingUnit: '承办单位',
  supervisionOffice: '督查室',
  township: '乡镇街道',
} as const
export type OrganisationKind = keyof typeof organisationKinds

export const organisationLevels = { province: '省', city: '市', county: '县' } as const
export type OrganisationLevel = keyof typeof organisationLevels

/** Roles a person may hold in an organisation, from one date to another (domain.md A.6). */
export const roleNames = {
  facilitator: '主持人',
  recorder: '记录人',
  approver: '审批人',
  member: '委员',
  sectorConvenor: '界别召集人',
  expert: '专家',
  legalAdviser: '法律顾问',
  specialCommittee: '专委会',
  committeeHead: '专委会负责人',
  branchPartyGroup: '分党组',
  proposalOffice: '提案办',
  proposalCommittee: '提案委',
  infoEditor: '信息编审',
  gateReviewer: '三关审核',
  issuer: '签发人',
  secretary: '机要秘书',
  supervisionOffice: '督查室',
  unitClerk: '承办员',
  unitLeader: '分管领导',
  organisationAdmin: '管理员',
  auditor: '审计员',
} as const
export type Role = keyof typeof roleNames
export const roles = Object.keys(roleNames) as [Role, ...Role[]]

/** The colour family of a person on every screen: member, resident, department, expert, chair. */
export type PersonKind = 'member' | 'resident' | 'department' | 'expert' | 'chair'
export const personKinds: Record<PersonKind, { label: string; initial: string }> = {
  member: { label: '委员', initial: '委' },
  resident: { label: '居民', initial: '民' },
  department: { label: '部门', initial: '部' },
  expert: { label: '专家', initial: '专' },
  chair: { label: '主持', initial: '主' },
}

export type RoleHeld = { organisationId: string; role: Role }

/** Every kind of hand that may act. The clock acts through the same verbs as people. */
export type Actor =
  | { kind: 'stranger' }
  | { kind: 'guest'; id: string; organisationId: string; name: string }
  | { kind: 'person'; id: string; name: string; roles: readonly RoleHeld[]; signInId: string }
  /** Whoever holds the private link to something they said (回声): no name, only this device's right to that one. */
  | { kind: 'holder'; id: string }
  | { kind: 'clock' }

export const stranger: Actor = { kind: 'stranger' }
export const clockActor: Actor = { kind: 'clock' }

/** A stable name for an actor in rows and logs: `person:…`, `guest:…`, `holder:…`, `clock`. */
export type ActorKey = string
export function actorKey(actor: Actor): ActorKey {
  return 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind
}

/** The roles an actor holds in any of these organisations. */
export function rolesIn(actor: Actor, organisationIds: readonly string[]): Role[] {
  if (actor.kind !== 'person') return []
  return actor.roles.filter((held) => organisationIds.includes(held.organisationId)).map((held) => held.role)
}

export function organisationsOf(actor: Actor): string[] {
  if (actor.kind === 'guest') return [actor.organisationId]
  if (actor.kind !== 'person') return []
  return [...new Set(actor.roles.map((held) => held.organisationId))]
}

/** The kind a set of roles shows as; several roles show the first that fits. */
export function kindOfRoles(held: readonly Role[]): PersonKind {
  if (held.includes('facilitator') || held.includes('recorder')) return 'chair'
  if (held.includes('member') || held.includes('sectorConvenor')) return 'member'
  if (held.includes('expert') || held.includes('legalAdviser')) return 'expert'
  return 'department'
}

/** Under a 政协 stand its committees, units and townships; another 政协 never does for the rights of one. */
export const unitKinds = ['specialCommittee', 'handlingUnit', 'supervisionOffice', 'township'] as const satisfies readonly OrganisationKind[]
export type UnitKind = (typeof unitKinds)[number]

/** Days of a calendar in Beijing, from the first to the last inclusive, as moments. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
export function endOfDay(day: string): Date {
  return new Date(startOfDay(day).getTime() + 24 * 60 * 60 * 1000)
}

export const noPerson = refusals({
  setUpSpent: [404, '这个设置链接不对，或已经用过。请在服务器上重新启动一次，用新显示的链接。'],
  linkSpent: [404, '这个链接已经用过或过了期，请找管理员再要一个。'],
  usernameTaken: [409, '这个用户名已经有人用了，请换一个。'],
  nameTaken: [409, '这个名称已经有了，请换一个。'],
  roleHeld: [409, '这个人在这里已经担任这个角色。'],
  lastAdministrator: [409, '这是本单位最后一位管理员，请先另设一位，再做这一步。'],
  datesReversed: [400, '结束的日子早于开始的日子，请检查后再试。'],
  tableHasErrors: [400, '表里有几行不对，已逐行标出，改好后再试。还没有写入任何一行。'],
  passwordRefused: [403, '密码不对，请再输一次。'],
  tooMany: [429, '试得太多了，请稍等一会儿再试。忘了密码，可以请管理员发一个一次性链接。'],
})
