import { itemPolicy } from './agenda/policy.ts'
import type { AnyPolicy } from './house/can.ts'
import { livePolicy } from './live.ts'
import { housePolicy, organisationPolicy, personPolicy } from './people/policy.ts'
import { participantPolicy, sessionPolicy, speechPolicy } from './sessions/policy.ts'
import { topicPolicy } from './topics/policy.ts'
import { venuePolicy } from './venues/policy.ts'

/** Everyone's sentences on who may do what: the house builds `can` from them, the harnesses walk them. */
export const policies: readonly AnyPolicy[] = [
  livePolicy,
  housePolicy,
  organisationPolicy,
  personPolicy,
  venuePolicy,
  sessionPolicy,
  participantPolicy,
  speechPolicy,
  itemPolicy,
  topicPolicy,
] as unknown as AnyPolicy[]
