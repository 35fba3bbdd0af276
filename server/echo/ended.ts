import { isCardInText } from '../../shared/cards.ts'
import { clockActor } from '../../shared/people.ts'
import { byId, cardsIn, cardsOfIssues, rootOf } from '../cards/records.ts'
import type { Context } from '../house/context.ts'
import { solveAsHouse } from '../intake/mirror.ts'
import { findIssue, type IssueRow, lockedIssue, mergedWith } from '../intake/records.ts'
import { findOpinion, opinionOf } from '../opinions/records.ts'
import { outcomesOf, type Target } from '../outcomes/records.ts'
import { type Memory, newMemory, tellingsOfCard } from './outcomes.ts'
import type { Telling } from './telling.ts'

/**
 * A record made of signed opinions has come to its end: every issue whose sentence it carried, and which nothing else
 * is made of any more that is still open, is noted as solved with what each recommendation was answered. Called last in
 * the deed that ended it; quiet where there is nobody to ask.
 */
export async function outcomeEnded(ctx: Context, target: Target): Promise<void> {
  const house: Context = { ...ctx, actor: clockActor }
  const memory = newMemory()
  for (const id of await leadsBehind(house, target, memory)) {
    const issue = await lockedIssue(house.tx, id)
    if (!issue) continue
    const tellings = await tellingsOfIssue(house, issue, memory)
    const cameTo = [...new Set(tellings.flatMap((one) => one.cameTo))]
    if (tellings.some(({ open }) => open) || cameTo.length === 0) continue
    await solveAsHouse(house, issue, cameTo.join('\n'), { kind: target.kind, targetId: target.id })
  }
}

/** The issues whose sentences a record carries; of those put together, the one they are handled with. In one order, for the locks. */
async function leadsBehind(ctx: Context, target: Target, memory: Memory): Promise<string[]> {
  const leads = new Set<string>()
  for (const { opinionId } of await outcomesOf(ctx.tx, target)) {
    const opinion = await findOpinion(ctx.tx, opinionId)
    if (!opinion) continue
    const cards = await cardsIn(ctx.tx, opinion.sessionId)
    for (const card of cards) {
      if (!card.issueId || !isCardInText(rootOf(card, byId(cards)).state)) continue
      const carried = (await tellingsOfCard(ctx, opinion, card.id, memory)).some((one) => one.target.id === target.id)
      const issue = carried ? await findIssue(ctx.tx, card.issueId) : null
      if (issue) leads.add(issue.mergedInto ?? issue.id)
    }
  }
  return [...leads].toSorted()
}

/** Something that was handed in carries this sentence and has not come to its end: nobody notes it as solved by hand. */
export async function isAwaited(ctx: Context, issue: IssueRow): Promise<boolean> {
  return (await tellingsOfIssue(ctx, issue, newMemory())).some(({ open, stops }) => open && stops.length > 0)
}

async function tellingsOfIssue(ctx: Context, issue: IssueRow, memory: Memory): Promise<Telling[]> {
  const together = [issue, ...(await mergedWith(ctx.tx, issue.id))].map(({ id }) => id)
  const found: Telling[] = []
  for (const card of await cardsOfIssues(ctx.tx, together)) {
    const opinion = await opinionOf(ctx.tx, card.sessionId)
    if (opinion) found.push(...(await tellingsOfCard(ctx, opinion, card.id, memory)).map(({ telling }) => telling))
  }
  return found
}
