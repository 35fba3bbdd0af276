import { isProposalClosed, type ProposalState, proposalWorkflow } from '../../shared/proposals.ts'
import { isEnd } from '../../shared/workflow.ts'

/** Where a proposal stands. Only what came to a good end is in jade: one that was not docketed is over, not done. */
export function ProposalBadge({ state }: { state: ProposalState }) {
  const done = isEnd(proposalWorkflow, state) && isProposalClosed(state)
  return <span className={done ? 'state ended' : 'state'}>{proposalWorkflow.states[state].label}</span>
}
