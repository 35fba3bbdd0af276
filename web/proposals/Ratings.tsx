import type { Proposal, Rating } from '../../shared/proposal-shapes.ts'
import { satisfactions } from '../../shared/proposals.ts'
import { useRatings } from './RateReplies.tsx'

/** 评价, for those who may read it: the office all of it, a sponsor their own, a unit the scores. */
export function Ratings({ proposal }: { proposal: Proposal }) {
  return proposal.may.includes('ratings') && proposal.evaluationDue ? <Given proposal={proposal} /> : null
}

function Given({ proposal }: { proposal: Proposal }) {
  const { data } = useRatings(proposal)
  if (!data || (data.ratings.length === 0 && !data.noOpinion)) return null
  const again = proposal.answers.some(({ round }) => round > 1)
  return (
    <section>
      <h2 className="song">评价</h2>
      <ul className="ratings">
        {data.ratings.map((rating) => (
          <li key={`${rating.assignmentId}:${rating.round}:${rating.personId ?? rating.name}:${rating.at}`}>
            <Line rating={rating} again={again} />
          </li>
        ))}
      </ul>
      {data.noOpinion ? <p className="quiet small">{data.noOpinion} 位没有评，算没有意见。</p> : null}
    </section>
  )
}

function Line({ rating, again }: { rating: Rating; again: boolean }) {
  return (
    <>
      <b>{rating.mine ? '您的评价' : rating.name || '一位提案人'}</b>
      <span className="quiet small">
        {' '}
        对{rating.unitName}
        {again ? `，第 ${rating.round} 次答复` : ''}
      </span>
      <p>
        态度 {satisfactions[rating.attitude]} · 结果 {satisfactions[rating.result]}
      </p>
      {rating.words ? <p className="quiet small">{rating.words}</p> : null}
    </>
  )
}
