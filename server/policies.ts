import type { AnyPolicy } from './house/can.ts'
import { livePolicy } from './live.ts'
import { housePolicy, organisationPolicy, personPolicy } from './people/policy.ts'
import { venuePolicy } from './venues/policy.ts'

/** Everyone's sentences on who may do what: the house builds `can` from them, the harnesses walk them. */
export const policies: readonly AnyPolicy[] = [
  livePolicy,
  housePolicy,
  organisationPolicy,
  personPolicy,
  venuePolicy,
] as unknown as AnyPolicy[]
