import { setTable } from '../../assignments/table.ts'
import type { Client } from '../../people.ts'
import { type Body, look, type Stage } from './play.ts'
import type { HallPeople } from './session.ts'

/** Two assigned proposals: one goes to another unit, the other is answered suggestion by suggestion, once sent back on the way. */
export async function answerTheProposals(stage: Stage, { county }: HallPeople): Promise<void> {
  const { t, play } = stage
  const d = await setTable(t, { county, prefix: '讲故事的那个', passwords: true })
  const { clerk, leader, coClerk, supervisor } = d.as
  const on = async (client: Client, id: string, deed: string, body: Body = {}): Promise<Body> =>
    play(client, `/api/assignments/{id}/${deed}`, { id }, { version: (await look(client, `/api/assignments/${id}`)).version, ...body })
  const today = (await t.clock.now(t.db)).toISOString().slice(0, 10)
  const talk = (phase: string) => ({ phase, way: 'visit', day: today, withWhom: '讲故事的委员', words: '讲故事的一次沟通' })

  const other = await d.assigned(false, { subject: '讲故事的另一件提案' })
  await on(clerk, other.lead, 'request-reassign', { reason: '讲故事的原因', unitId: d.town.id })
  await on(supervisor, other.lead, 'grant-reassign')

  const { lead, co } = await d.assigned(true, { subject: '讲故事的提案', asked: ['讲故事的第一条', '讲故事的第二条'] })
  await on(clerk, lead, 'request-reassign', { reason: '讲故事的原因', unitId: d.town.id })
  await on(supervisor, lead, 'refuse-reassign', { reason: '讲故事的职责' })
  await on(coClerk, co, 'acknowledge')
  await on(clerk, lead, 'begin')
  await on(clerk, lead, 'log-contact', talk('before'))
  const { recommendations } = await on(clerk, lead, 'draft-reply')
  for (const [n, { recommendationId, number }] of recommendations.entries()) {
    await d.write(lead, number, '讲故事的答复')
    const body = { recommendationId, outcome: 'planned', plannedOn: '2027-12-31' }
    if (n === 0) await on(clerk, lead, 'answer', body)
    else await d.done(clerk, lead, 'answer', body)
  }
  await on(clerk, lead, 'grade', { grade: 'B' })
  await on(clerk, lead, 'send-to-co')
  await d.done(coClerk, co, 'begin')
  await on(coClerk, co, 'give-opinion', { agrees: true, words: '讲故事的会办意见' })
  await d.done(clerk, lead, 'log-contact', talk('after'))
  await on(leader, lead, 'approve', d.approval)
  await on(clerk, lead, 'submit')
  await on(supervisor, lead, 'return-reply', { reason: '讲故事的退回', grade: 'A' })
  await on(clerk, lead, 'revise')
  await d.done(leader, lead, 'approve', d.approval)
  await d.done(clerk, lead, 'submit')
  await on(supervisor, lead, 'pass', { publicity: 'summary' })
}
