import type { Decision, Proposal } from '../../shared/proposal-shapes.ts'
import { notDocketReasons, proposalWorkflow } from '../../shared/proposals.ts'
import { isMove } from '../../shared/workflow.ts'
import { Timeline } from '../ui/Timeline.tsx'

/** What was decided, by whom, when and why. */
export function Decisions({ proposal }: { proposal: Proposal }) {
  if (proposal.decisions.length === 0) return null
  return (
    <section>
      <h2 className="song">审查</h2>
      <Timeline
        lines={proposal.decisions.toReversed().map((one) => ({
          key: `${one.move}:${one.at}`,
          at: one.at,
          who: one.byName,
          words: labelOf(one),
          detail: [one.code ? notDocketReasons[one.code] : '', one.meeting, one.words].filter(Boolean).join('；'),
        }))}
      />
    </section>
  )
}

const labelOf = ({ move }: Decision): string => (isMove(proposalWorkflow, move) ? proposalWorkflow.moves[move].label : move)
