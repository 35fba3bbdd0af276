import { handlingAssignment, isAssignmentDelivered, owesReply, settledAssignment } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { dueDate } from '../../shared/due.ts'
import { clockActor } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { longest } from './deadlines.ts'
import { makeMove, ringThreads } from './moves.ts'
import { assignmentRecord } from './queries.ts'
import { type AssignmentRow, findAssignment, type Handled, standingAssignments } from './records.ts'

/**
 * What the sponsors' opinions mean for the units; the house itself does it, inside the deed that holds the record.
 * `settled`: the delivered replies are done with. `again`: the unit that answered handles the matter once more, in a new
 * round with a due date and a text of its own; what was delivered stays.
 */
export async function feedbackIn(ctx: Context, handled: Handled, how: 'settled' | 'again'): Promise<void> {
  const house: Context = { ...ctx, actor: clockActor }
  for (const { id } of await standingAssignments(ctx.tx, handled)) {
    const row = await findAssignment(ctx.tx, id, true)
    if (!row || !isAssignmentDelivered(row.state)) continue
    const record = await assignmentRecord(ctx.tx, row)
    const again = how === 'again' && owesReply(row.kind)
    await makeMove(house, record, 'feedbackIn', again
      ? { to: handlingAssignment, set: await nextRound(house, row), facts: { round: row.round + 1 } }
      : { to: settledAssignment, facts: { round: row.round } })
  }
  await ringThreads(ctx, { proposalId: null, briefId: null, ...handled })
}

async function nextRound(ctx: Context, row: AssignmentRow): Promise<Partial<AssignmentRow>> {
  const set = await ruleSetVersion(ctx.tx, row.organisationId, row.ruleSetVersion)
  const due = dueDate(set, 'rehandle.months', dayOf(ctx.now))
  const limit = longest(set, dayOf(ctx.now))
  return {
    round: row.round + 1,
    due: limit.day < due.day ? limit : due,
    contactDue: row.proposalId ? dueDate(set, 'contact.before', dayOf(ctx.now)) : null,
    replyId: null,
    draftedAt: null,
    grade: null,
    letterNumber: '',
    approvedBy: '',
    approvedAt: null,
    revisionId: null,
    returnReason: '',
    publicity: null,
    publicityReason: '',
  }
}
