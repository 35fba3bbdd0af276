import { useState } from 'react'
import { isAssignmentDelivered, isAssignmentSettled, owesReply } from '../../shared/assignments.ts'
import type { AssignmentLine, DeliveredAnswer } from '../../shared/assignment-shapes.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { type GivenAnswer, Recommendations } from '../desk/Recommendations.tsx'
import { SealedText } from '../opinions/SealedText.tsx'
import { Button } from '../ui/Button.tsx'
import { Seal } from '../ui/Seal.tsx'
import { formatDay } from '../ui/moments.ts'
import { standingParts } from './stops.ts'
import { noSources } from './WithSources.tsx'

/** 答复: each recommendation with what every unit answered to it, and below the letters under their stamp. */
export function Answers({ proposal }: { proposal: Proposal }) {
  const replying = standingParts(proposal).filter(({ kind, deliveredAt }) => owesReply(kind) && deliveredAt !== null)
  const latest = Math.max(...proposal.answers.map(({ round }) => round))
  const several = new Set(proposal.answers.map(({ unitId }) => unitId)).size > 1
  return (
    <article className="sheet proposal-answers">
      <header>
        <h2 className="song">逐条答复</h2>
        <span>
          {proposal.recommendations.length} 条建议{latest > 1 ? '，重新办理后再次答复' : ''}
        </span>
      </header>
      <Recommendations
        items={proposal.recommendations.map(({ id, number, words }) => {
          const own = proposal.answers.filter(({ recommendationId }) => recommendationId === id)
          const before = own.filter(({ round }) => round < latest)
          return {
            id,
            number,
            words,
            answers: own.filter(({ round }) => round === latest).map((answer) => given(answer, several)),
            children: <Before answers={before} several={several} />,
          }
        })}
      />
      {replying.map((part) => (
        <Letter key={part.id} part={part} />
      ))}
    </article>
  )
}

const given = ({ assignmentId, round, unitName, outcome, plannedOn, reason, words }: DeliveredAnswer, several: boolean): GivenAnswer => ({
  key: `${assignmentId}:${round}`, outcome, plannedOn, reason, words, ...(several ? { unitName } : {}),
})

/** What was answered the first time, before it was handled again. */
function Before({ answers, several }: { answers: readonly DeliveredAnswer[]; several: boolean }) {
  if (answers.length === 0) return null
  return (
    <details className="answered-before">
      <summary>第一次是这样答的</summary>
      {answers.map((answer) => {
        const { key, unitName, words } = given(answer, several)
        return (
          <p key={key} className="quiet">
            {unitName ? `${unitName}：` : ''}
            {words || answer.reason}
          </p>
        )
      })}
    </details>
  )
}

/** The letter of a unit: its stamp, number, grade and day; its whole text on asking. */
function Letter({ part }: { part: AssignmentLine }) {
  const [open, setOpen] = useState(false)
  const delivered = isAssignmentDelivered(part.state) || isAssignmentSettled(part.state)
  if (!part.deliveredAt) return null
  return (
    <section className="letter">
      <Seal word="答复" size={72} />
      <div>
        <h3 className="song">{part.unitName}</h3>
        <dl className="proposal-facts">
          {part.letterNumber ? (
            <>
              <dt>文号</dt>
              <dd>{part.letterNumber}</dd>
            </>
          ) : null}
          {part.grade ? (
            <>
              <dt>办理类别</dt>
              <dd>
                {part.grade} 类，{part.gradeLabel}
              </dd>
            </>
          ) : null}
          <dt>送达</dt>
          <dd>{formatDay(part.deliveredAt)}</dd>
        </dl>
        {delivered ? null : <p className="quiet small">正在重新办理，这是上一次的答复。</p>}
      </div>
      {part.revisionId ? (
        <div className="letter-text">
          <Button kind="plain" aria-expanded={open} onPress={() => setOpen(!open)}>
            {open ? '收起答复函' : '看答复函全文'}
          </Button>
          {open ? <SealedText revisionId={part.revisionId} sources={noSources} /> : null}
        </div>
      ) : null}
    </section>
  )
}
