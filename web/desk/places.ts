import type { Role } from '../../shared/people.ts'

/** The places of the desks, and whom each is useful to. Whether somebody may do a thing, its own page asks the server. */
export const deskPlaces = {
  waiting: { href: '/desk', label: '等我办的', hint: '按日子先后', roles: null },
  proposals: {
    href: '/proposals', label: '提案', hint: '写、联名、办理',
    roles: [
      'member', 'sectorConvenor', 'facilitator', 'approver', 'proposalOffice', 'proposalCommittee', 'supervisionOffice',
      'unitClerk', 'unitLeader', 'auditor',
    ],
  },
  briefs: {
    href: '/briefs', label: '简报', hint: '编、审、报送',
    roles: [
      'specialCommittee', 'committeeHead', 'branchPartyGroup', 'issuer', 'secretary', 'approver', 'supervisionOffice', 'auditor',
    ],
  },
  reports: {
    href: '/reports', label: '社情民意', hint: '反映、审、报送',
    roles: ['member', 'sectorConvenor', 'specialCommittee', 'facilitator', 'recorder', 'infoEditor', 'gateReviewer', 'issuer', 'auditor'],
  },
  assignments: {
    href: '/assignments', label: '交办', hint: '签收、答复',
    roles: ['unitClerk', 'unitLeader', 'supervisionOffice', 'proposalOffice', 'proposalCommittee'],
  },
} as const satisfies Record<string, { href: string; label: string; hint: string; roles: readonly Role[] | null }>

export type DeskPlace = keyof typeof deskPlaces

/** The places useful to somebody who holds these roles, in their order. */
export function placesFor(held: readonly Role[]): DeskPlace[] {
  return (Object.keys(deskPlaces) as DeskPlace[]).filter((place) => {
    const wanted: readonly Role[] | null = deskPlaces[place].roles
    return wanted === null || wanted.some((role) => held.includes(role))
  })
}
