import { issues } from '../../db/schema/intake.ts'
import { isIssueEscalated, issueWorkflow } from '../../shared/intake.ts'
import { clockActor } from '../../shared/people.ts'
import { isTopicOpen } from '../../shared/topics.ts'
import type { Context } from '../house/context.ts'
import { move } from '../house/move.ts'
import { dueBy } from '../rulesets/queries.ts'
import { findTopic } from '../topics/queries.ts'
import { type IssueRow, writeNote } from './records.ts'

/**
 * The house itself notes that what an issue was put forward to has come to its end, with what it came to; the one who
 * said it is asked whether it is solved. Quiet where the issue is no longer put forward, or its topic is still talked over.
 */
export async function solveAsHouse(ctx: Context, issue: IssueRow, words: string, facts: { kind: string; targetId: string }): Promise<void> {
  if (!isIssueEscalated(issue.state)) return
  const topic = issue.topicId ? await findTopic(ctx.tx, issue.topicId) : null
  if (topic && isTopicOpen(topic.state)) return
  const house: Context = { ...ctx, actor: clockActor }
  await move(house, issueWorkflow, issues, issue, 'solve', { set: { due: null, confirmBy: await dueBy(house, issue, 'issue.confirmLapse') }, facts })
  await writeNote(house, issue, 'solution', words)
}
