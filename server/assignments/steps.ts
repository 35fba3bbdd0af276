import type { Tx } from '../../db/client.ts'
import {
  contactPhases, isAssignmentAcknowledged, isAssignmentDelivered, isAssignmentHandling, isAssignmentPending, isCoSigning,
  isReassignRequested, isReplyDrafted, isReplyReturned, isUnderSupervision, isUnitApproved, owesReply,
} from '../../shared/assignments.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { type Readiness, readinessOf, unwrittenIn, writtenUnder } from './readiness.ts'
import type { AssignmentRow } from './records.ts'

/** What is to be done next with an assignment: whose turn it is, the verb, and the whole sentence. */
export type Step = { whose: 'clerk' | 'leader' | 'supervision' | 'nobody'; verb: string; words: string }

const step = (whose: Step['whose'], verb: string, words: string): Step => ({ whose, verb, words })
const named = (numbers: readonly number[]): string => numbers.map(circledNumber).join('')

/** `ready` where it is known already: for lists. */
export async function nextStep(tx: Tx, row: AssignmentRow, ready?: Readiness): Promise<Step> {
  const { state } = row
  if (isAssignmentPending(state)) return step('clerk', '签收', '请签收')
  if (isReassignRequested(state)) return step('supervision', '定调整', '请督查室定：调整给别的单位，还是不调整')
  if (isAssignmentAcknowledged(state)) return step('clerk', '开始办', '请开始办')
  if (isUnitApproved(state)) return step('clerk', '送督查室', '请把答复送督查室')
  if (isUnderSupervision(state)) return step('supervision', '看答复', '请督查室看答复：通过，或退回重写')
  if (isReplyReturned(state)) return step('clerk', '改答复', '督查室退回了答复，请照意见接着改')
  if (isAssignmentDelivered(state)) return step('nobody', '', row.proposalId ? '答复已经送达，等委员评价' : '答复已经送达')
  if (isAssignmentHandling(state)) return handlingStep(row, ready ?? (await readinessOf(tx, row)))
  if (isReplyDrafted(state) || isCoSigning(state)) return writingStep(tx, row, ready ?? (await readinessOf(tx, row)))
  if (!row.standing) return step('nobody', '', '已经调整给别的单位办')
  return step('nobody', '', owesReply(row.kind) ? '已经办结' : '会办意见已经提了')
}

function handlingStep(row: AssignmentRow, ready: Readiness): Step {
  if (!owesReply(row.kind)) return step('clerk', '提会办意见', '请给主办单位提会办意见')
  if (ready.contactMissing.includes('before')) return step('clerk', '沟通', '请先同提案人沟通一次，记下来')
  return step('clerk', '写答复', row.round > 1 ? '请重新写答复' : '请开始写答复')
}

async function writingStep(tx: Tx, row: AssignmentRow, ready: Readiness): Promise<Step> {
  if (ready.unanswered.length > 0) return step('clerk', '写答复', `给建议${named(ready.unanswered)}写上怎么答复`)
  const unwritten = unwrittenIn(ready, await writtenUnder(tx, row, ready.answers))
  if (unwritten.length > 0) return step('clerk', '写答复', `建议${named(unwritten)}下面还没有写`)
  if (ready.noGrade) return step('clerk', '选办理类别', '请选好办理类别')
  if (ready.coMissing.length > 0) return coStep(row, ready)
  if (ready.contactMissing.length > 0) {
    return step('clerk', '沟通', `还差${ready.contactMissing.map((phase) => contactPhases[phase]).join('、')}沟通一次`)
  }
  return step('leader', '签发', '请分管领导签发')
}

function coStep(row: AssignmentRow, { coMissingNames }: Readiness): Step {
  const units = coMissingNames.join('、')
  if (isCoSigning(row.state)) return step('nobody', '', `等${units}提会办意见`)
  return step('clerk', '请会办单位提意见', `还差${units}的会办意见`)
}
