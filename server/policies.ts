import { itemPolicy } from './agenda/policy.ts'
import { assignmentPolicy } from './assignments/policy.ts'
import { briefPolicy } from './briefs/policy.ts'
import { cardPolicy } from './cards/policy.ts'
import { documentPolicy } from './documents/policy.ts'
import { filePolicy } from './files/policy.ts'
import type { AnyPolicy } from './house/can.ts'
import { issuePolicy } from './intake/policy.ts'
import { livePolicy } from './live.ts'
import { opinionPolicy } from './opinions/policy.ts'
import { housePolicy, organisationPolicy, personPolicy, rolePolicy } from './people/policy.ts'
import { proposalPolicy } from './proposals/policy.ts'
import { reportPolicy } from './reports/policy.ts'
import { doorPolicy, participantPolicy, sessionPolicy, speechPolicy } from './sessions/policy.ts'
import { topicPolicy } from './topics/policy.ts'
import { venuePolicy } from './venues/policy.ts'
import { waitingPolicy } from './waiting.ts'

/** Everyone's sentences on who may do what: the house builds `can` from them, the harnesses walk them. */
export const policies: readonly AnyPolicy[] = [
  livePolicy,
  housePolicy,
  organisationPolicy,
  personPolicy,
  rolePolicy,
  venuePolicy,
  sessionPolicy,
  participantPolicy,
  speechPolicy,
  doorPolicy,
  itemPolicy,
  filePolicy,
  issuePolicy,
  topicPolicy,
  documentPolicy,
  cardPolicy,
  opinionPolicy,
  proposalPolicy,
  briefPolicy,
  reportPolicy,
  assignmentPolicy,
  waitingPolicy,
] as unknown as AnyPolicy[]
