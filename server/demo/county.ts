import type { OrganisationKind, Role } from '../../shared/people.ts'
import type { VenueType } from '../../shared/venues.ts'

/** The demonstration county, as data: nobody in it exists, everybody is called by what they do. */

export type UnitKey = 'cppcc' | 'proposals' | 'economy' | 'finance' | 'transport' | 'fire' | 'court' | 'supervision' | 'township'

export const units: Record<UnitKey, { name: string; kind: OrganisationKind }> = {
  cppcc: { name: '清河县政协', kind: 'cppcc' },
  proposals: { name: '提案委员会', kind: 'specialCommittee' },
  economy: { name: '经济和农业委员会', kind: 'specialCommittee' },
  finance: { name: '县财政局', kind: 'handlingUnit' },
  transport: { name: '县交通运输局', kind: 'handlingUnit' },
  fire: { name: '县消防救援大队', kind: 'handlingUnit' },
  court: { name: '县人民法院', kind: 'handlingUnit' },
  supervision: { name: '县政府督查室', kind: 'supervisionOffice' },
  township: { name: '月泉镇', kind: 'township' },
}

export type VenueKey = 'pavilion' | 'room'
export const places: Record<VenueKey, { name: string; number: string; place: string; types: VenueType[]; brand: string }> = {
  pavilion: {
    name: '村口凉亭', number: 'LQ-XC-01', place: '月泉镇东山村村口',
    types: ['deliberationPavilion', 'memberPost'], brand: '月月有商量',
  },
  room: { name: '月泉镇协商议事室', number: 'LQ-ZJ-01', place: '月泉镇便民服务中心二楼', types: ['deliberationRoom'], brand: '镇里好商量' },
}

export type PersonKey =
  | 'convenor' | 'townConvenor' | 'recorder' | 'chair' | 'admin' | 'auditor'
  | 'memberA' | 'memberB' | 'memberC' | 'memberD' | 'memberE' | 'memberF' | 'sectorConvenor'
  | 'legal' | 'expert' | 'committeeClerk' | 'committeeHead' | 'partyGroup' | 'proposalOffice' | 'proposalCommittee'
  | 'infoEditor' | 'gateReviewer' | 'issuer' | 'secretary' | 'supervisor'
  | 'financeClerk' | 'financeLeader' | 'transportClerk' | 'transportLeader' | 'fireClerk' | 'courtClerk' | 'townOfficial'

/** Everyone with an account. The first role is the one the buttons of the demonstration name. */
export const cast: Record<PersonKey, { name: string; roles: readonly (readonly [Role, UnitKey])[] }> = {
  convenor: { name: '第一召集人', roles: [['facilitator', 'cppcc']] },
  townConvenor: { name: '镇联络组长', roles: [['facilitator', 'cppcc']] },
  recorder: { name: '记录人甲', roles: [['recorder', 'cppcc']] },
  chair: { name: '分管主席', roles: [['approver', 'cppcc']] },
  memberA: { name: '委员甲', roles: [['member', 'cppcc']] },
  memberB: { name: '委员乙', roles: [['member', 'cppcc']] },
  memberC: { name: '委员丙', roles: [['member', 'cppcc']] },
  memberD: { name: '委员丁', roles: [['member', 'cppcc']] },
  memberE: { name: '委员戊', roles: [['member', 'cppcc']] },
  memberF: { name: '委员己', roles: [['member', 'cppcc']] },
  sectorConvenor: { name: '农业界别召集人', roles: [['sectorConvenor', 'cppcc'], ['member', 'cppcc']] },
  legal: { name: '法律顾问', roles: [['legalAdviser', 'cppcc']] },
  expert: { name: '道路专家', roles: [['expert', 'cppcc']] },
  transportClerk: { name: '交通局承办员', roles: [['unitClerk', 'transport']] },
  transportLeader: { name: '交通局分管领导', roles: [['unitLeader', 'transport']] },
  fireClerk: { name: '消防大队承办员', roles: [['unitClerk', 'fire']] },
  financeClerk: { name: '财政局承办员', roles: [['unitClerk', 'finance']] },
  financeLeader: { name: '财政局分管领导', roles: [['unitLeader', 'finance']] },
  courtClerk: { name: '法院承办员', roles: [['unitClerk', 'court']] },
  townOfficial: { name: '镇干部甲', roles: [['unitClerk', 'township']] },
  committeeClerk: { name: '专委会干事', roles: [['specialCommittee', 'economy']] },
  committeeHead: { name: '专委会主任', roles: [['committeeHead', 'economy']] },
  partyGroup: { name: '分党组书记', roles: [['branchPartyGroup', 'cppcc']] },
  proposalOffice: { name: '提案办干事', roles: [['proposalOffice', 'cppcc']] },
  proposalCommittee: { name: '提案委主任', roles: [['proposalCommittee', 'cppcc']] },
  infoEditor: { name: '信息编审员', roles: [['infoEditor', 'cppcc']] },
  gateReviewer: { name: '三关审核员', roles: [['gateReviewer', 'cppcc']] },
  issuer: { name: '秘书长', roles: [['issuer', 'cppcc']] },
  secretary: { name: '机要秘书', roles: [['secretary', 'cppcc']] },
  supervisor: { name: '督查室干事', roles: [['supervisionOffice', 'supervision']] },
  admin: { name: '系统管理员', roles: [['organisationAdmin', 'cppcc']] },
  auditor: { name: '审计员', roles: [['auditor', 'cppcc']] },
}
export const castKeys = Object.keys(cast) as PersonKey[]

export type GuestKey = 'residentA' | 'residentB' | 'residentC' | 'residentD'
export const residents: Record<GuestKey, string> = {
  residentA: '村民代表甲',
  residentB: '村民代表乙',
  residentC: '村民代表丙',
  residentD: '村民代表丁',
}
export const guestKeys = Object.keys(residents) as GuestKey[]

/** Everyone's password in the demonstration: signing asks for it again. */
export const demoPassword = 'yishiting'
