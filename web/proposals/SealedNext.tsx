import type { ReactNode } from 'react'
import { owesReply } from '../../shared/assignments.ts'
import { dayInWords } from '../../shared/calendar.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import {
  isAwaitingSponsors, isFaceToFace, isProposalAssigned, isProposalClosed, isProposalDocketed, isProposalEvaluating, isProposalHandling,
  isProposalNotDocketed, isProposalRehandling, notDocketReasons,
} from '../../shared/proposals.ts'
import { ownStep } from '../assignments/own-step.tsx'
import { NextStep } from '../desk/NextStep.tsx'
import { AssignButton } from './AssignButton.tsx'
import { FaceToFaceButton, NotDocketButton, ReturnButton, StartReviewButton } from './OfficeMoves.tsx'
import { DocketButton } from './DocketButton.tsx'
import { MySignature, ReopenButton } from './MySignature.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { standingParts } from './stops.ts'
import { bare, hasSigned, isAsked, mineOn, namesInWords } from './words.ts'

type Step = { words: ReactNode; after?: ReactNode; acts?: ReactNode }

/** 下一步 of a sealed proposal for the one who looks at it; where nothing waits for them, whom it waits for. */
export function SealedNext({ proposal }: { proposal: Proposal }) {
  const { words, after, acts } = stepFor(proposal)
  return (
    <NextStep words={words} after={after}>
      {acts}
    </NextStep>
  )
}

function stepFor(proposal: Proposal): Step {
  const { state, may } = proposal
  if (isAwaitingSponsors(state)) return whileSigning(proposal)
  if (may.includes('startReview')) return { words: '看过正文，就开始审查。', acts: <StartReviewButton proposal={proposal} /> }
  if (may.includes('docket') || may.includes('notDocket') || may.includes('returnForChange')) return whileReviewed(proposal)
  if (may.includes('assign')) {
    return { words: '交给哪些单位办？选一个主办，其余会办。', acts: <AssignButton proposal={proposal} />, after: '交办以后，承办单位在期限内签收、答复。' }
  }
  if (proposal.toRate.length > 0 && may.includes('evaluate')) {
    return {
      words: `看过答复，请您评价${dueOf(proposal)}。`,
      acts: (
        <a className="btn next" href="#rate">
          去评价
        </a>
      ),
      after: '到期不评，算没有意见，不算满意。',
    }
  }
  const own = ownStep(standingParts(proposal))
  if (own) return own
  if (may.includes('settle')) {
    return { words: '两次都不满意，请约提案人和承办单位当面谈。', acts: <FaceToFaceButton proposal={proposal} />, after: '谈过，把谈成什么样写下来，就办结。' }
  }
  return { words: waitsFor(proposal) }
}

function whileSigning(proposal: Proposal): Step {
  const { may } = proposal
  const waits = proposal.sponsors.filter(isAsked).map(({ name }) => name)
  const until = proposal.sponsorsUntil ? `，到${dayInWords(proposal.sponsorsUntil)}为止` : ''
  if (may.includes('sponsorSigned')) {
    return {
      words: `${proposal.leadName}请您联名。您签的是这一版的全文${until}。`,
      acts: <MySignature proposal={proposal} />,
      after: '不签的请说明原因，提案会打开再改、重新请大家签。',
    }
  }
  if (may.includes('submit')) {
    return {
      words: waits.length > 0 ? `等${namesInWords(waits, 3)}签${until}。` : '大家都签了，可以提交。',
      acts: (
        <>
          <SubmitButton proposal={proposal} aside={waits.length > 0} />
          <ReopenButton proposal={proposal} />
        </>
      ),
    }
  }
  const mine = mineOn(proposal)
  return {
    words: `${mine && hasSigned(mine) ? '您已经签了。' : ''}${waits.length > 0 ? `等${namesInWords(waits, 3)}签${until}。` : `都签了，等${proposal.leadName}提交。`}`,
  }
}

function whileReviewed(proposal: Proposal): Step {
  const decides = proposal.may.includes('docket')
  return {
    words: decides ? '合不合一事一案、有没有具体建议？合适就立案，给它一个号。' : '看得出要改的，退回去请他们改；合适的，等提案委立案。',
    acts: (
      <>
        <DocketButton proposal={proposal} />
        <ReturnButton proposal={proposal} />
        <NotDocketButton proposal={proposal} />
      </>
    ),
  }
}

const dueOf = ({ evaluationDue }: Proposal) => (evaluationDue ? `，${dayInWords(evaluationDue.day)}截止` : '')

/** Whom it waits for, for somebody who has nothing to do here now. */
function waitsFor(proposal: Proposal): string {
  const { state } = proposal
  const owing = standingParts(proposal).filter(({ kind }) => owesReply(kind))
  const units = namesInWords(owing.map(({ unitName }) => unitName), 3)
  if (isProposalNotDocketed(state)) return refusedWords(proposal)
  if (isProposalDocketed(state)) return '已立案，等督查室交办。'
  if (isProposalAssigned(state)) return `已交办，等${units}签收。`
  if (isProposalHandling(state)) return `${units}正在办，答复会逐条送到提案人手里。`
  if (isProposalRehandling(state)) return `第一提案人对结果不满意，${units}正在重新办理。`
  if (isProposalEvaluating(state)) return `答复已送达，等提案人评价${dueOf(proposal)}。`
  if (isFaceToFace(state)) return '两次都不满意，等提案委约双方当面谈。'
  if (isProposalClosed(state)) return '已经办结。'
  return proposal.submittedAt ? '已提交，等提案办和提案委审查。' : '还没有提交。'
}

function refusedWords({ decisions }: Proposal): string {
  const refused = decisions.findLast(({ move }) => move === 'notDocket')
  if (!refused) return '没有立案。'
  return `没有立案：${refused.code ? notDocketReasons[refused.code] : ''}。${refused.words ? `${bare(refused.words)}。` : ''}`
}
