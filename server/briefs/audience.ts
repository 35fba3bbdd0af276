import type { InstructionAudience } from '../../shared/briefs.ts'
import type { Actor } from '../../shared/people.ts'
import { holdsAny } from '../people/offices.ts'
import { briefRelations } from './policy.ts'
import type { BriefRecord, InstructionRow } from './records.ts'

/** Who is meant by each audience an instruction may be written for. */
const within: Record<InstructionAudience, (actor: Actor, brief: BriefRecord) => boolean> = {
  leadership: (actor, brief) => holdsAny(actor, [brief.organisationId], ['issuer', 'approver']),
  committee: (actor, brief) => briefRelations(actor, brief).includes('committee'),
  supervision: (actor, brief) => briefRelations(actor, brief).includes('supervision'),
  units: (actor, brief) => briefRelations(actor, brief).includes('unit'),
}

/**
 * True when this person may read the words of an instruction: the secretaries who keep them, and its audience. Nobody else,
 * whatever they may do to the brief itself.
 */
export function readsInstruction(actor: Actor, brief: BriefRecord, { audience }: Pick<InstructionRow, 'audience'>): boolean {
  return holdsAny(actor, [brief.organisationId, brief.committeeId], ['secretary']) || audience.some((name) => within[name](actor, brief))
}
