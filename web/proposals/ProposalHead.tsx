import type { ReactNode } from 'react'
import { assignmentKinds, owesReply } from '../../shared/assignments.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { isDocketedOnce, isProposalInk, isProposalReturned, proposalClasses, proposalTimings } from '../../shared/proposals.ts'
import { RecordHead } from '../desk/RecordHead.tsx'
import { ProposalBadge } from './ProposalBadge.tsx'
import { standingParts, stopsOf } from './stops.ts'
import { namesInWords, proposedBy } from './words.ts'

/** The head of a proposal: its subject, its number and stamp, whose it is, and its way so far. */
export function ProposalHead({ proposal, pressed, tools, children }: { proposal: Proposal; pressed?: boolean; tools?: ReactNode; children?: ReactNode }) {
  const { state, numberWords, timing } = proposal
  const written = isProposalInk(state) && !isProposalReturned(state)
  return (
    <RecordHead
      back={{ href: '/proposals', label: '提案' }}
      title={proposal.subject}
      stamp={isDocketedOnce(state) ? '立案' : null}
      {...(pressed ? { pressed } : {})}
      facts={[
        <ProposalBadge key="state" state={state} />,
        numberWords,
        proposedBy(proposal),
        proposal.class ? proposalClasses[proposal.class] : null,
        timing ? proposalTimings[timing] : null,
        unitsInWords(proposal),
        tools,
      ]}
      {...(written ? {} : { stops: stopsOf(proposal) })}
    >
      {children}
    </RecordHead>
  )
}

/** 主办县财政局，会办县法院 */
function unitsInWords(proposal: Proposal): string | null {
  const parts = standingParts(proposal)
  const lead = parts.find(({ kind }) => owesReply(kind))
  const co = parts.filter(({ kind }) => !owesReply(kind)).map(({ unitName }) => unitName)
  if (!lead) return null
  return `${assignmentKinds[lead.kind]} ${lead.unitName}${co.length > 0 ? `，会办 ${namesInWords(co, 3)}` : ''}`
}
