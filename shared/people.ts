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
  | { kind: 'clock' }

export const stranger: Actor = { kind: 'stranger' }
export const clockActor: Actor = { kind: 'clock' }

/** A stable name for an actor in rows and logs: `person:…`, `guest:…`, `clock`. */
export type ActorKey = string
export function actorKey(actor: Actor): ActorKey {
  return actor.kind === 'person' || actor.kind === 'guest' ? `${actor.kind}:${actor.id}` : actor.kind
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
