import { useState } from 'react'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { api } from '../api.ts'
import { useMe } from '../me.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { RatingForm } from './RatingForm.tsx'
import { proposalDeeds } from './proposal-deeds.ts'
import { mineOn } from './words.ts'

/** The ratings of a proposal, as far as the reader may see them. */
export function useRatings(proposal: Proposal) {
  const { id } = proposal
  return useAnswer(() => api.proposals[':id'].ratings.$get({ param: { id } }), [`proposal:${id}`], [id])
}

/** Asks the sponsor for their opinion of each reply, one after the other; what was given is thanked for, quietly. */
export function RateReplies({ proposal }: { proposal: Proposal }) {
  const me = useMe()
  const [given, setGiven] = useState<{ words: string; round: number } | null>(null)
  const [next] = proposal.toRate
  if (!next || !proposal.may.includes('evaluate')) {
    return given ? <Notice tone="done">{given.words}</Notice> : null
  }
  const { assignmentId, unitName, round } = next
  const lead = mineOn(proposal)?.lead === true
  return (
    <article className="sheet proposal-rate" id="rate">
      <header>
        <h2 className="song">给{unitName}的{round > 1 ? '再次' : ''}答复评价</h2>
        {proposal.toRate.length > 1 ? <span>还有 {proposal.toRate.length} 份要评</span> : null}
      </header>
      {given?.round === round ? <Notice tone="done">{given.words}</Notice> : null}
      <RatingForm
        key={`${assignmentId}:${round}`}
        name={me.data?.actor.name ?? ''}
        effect={
          lead && round === 1
            ? '一次答复只评一次，交了不能改。您是第一提案人，结果选“不满意”，会请承办单位重新办一次。'
            : '一次答复只评一次，交了不能改。到期不评，算没有意见，不算满意。'
        }
        onRate={async ({ attitude, result, words, password }) => {
          await proposalDeeds.evaluate(proposal, { assignmentId, attitude, result, words }, password)
          setGiven({ words: `已收到您对${unitName}的评价。`, round })
        }}
      />
    </article>
  )
}
