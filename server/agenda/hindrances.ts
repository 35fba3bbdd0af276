import { agendaRefusals, isCurrent, isSettled, type ItemMove } from '../../shared/agenda.ts'
import { no, type Refusal } from '../../shared/refusals.ts'
import { isAgendaInk, isTalking, isTalkOrSumming, takesProposals } from '../../shared/sessions.ts'
import type { ItemRecord } from './records.ts'

/** What else is going on in the session when somebody wants to move an item. */
export type Around = { currentExists: boolean; sealed: boolean; recorded: boolean }

/** Moves that also make sense before the session starts: proposals are answered while the agenda is ink. */
const whilePlanning: readonly string[] = ['accept', 'reject', 'withdraw']

/**
 * Why this cannot be done to an item now, or null: what the state of the session and of its other items says, beside
 * the item's own workflow. The same sentence refuses the deed and leaves the button out.
 */
export function hindrance(item: ItemRecord, verb: ItemMove | 'reserve', around: Around): Refusal | null {
  const { state } = item.session
  if (isAgendaInk(state)) return whilePlanning.includes(verb) ? null : agendaRefusals.itemStillInk()
  switch (verb) {
    case 'begin':
      if (!isTalking(state)) return agendaRefusals.itemSessionNotLive()
      return around.currentExists ? agendaRefusals.itemCurrentExists() : null
    case 'reopen':
      if (!isTalkOrSumming(state)) return no.wrongState()
      return around.sealed ? agendaRefusals.itemSealed() : null
    case 'setAside':
      if (!isTalkOrSumming(state)) return no.wrongState()
      return around.recorded ? agendaRefusals.itemAlreadyRecorded() : null
    case 'reserve':
      if (!isTalkOrSumming(state)) return no.wrongState()
      return isCurrent(item.state) || isSettled(item.state) ? null : agendaRefusals.itemNotTalkedAbout()
    case 'accept':
      return takesProposals(state) ? null : no.wrongState()
    default:
      return isTalkOrSumming(state) ? null : no.wrongState()
  }
}

