import { useState } from 'react'
import type { Assignment, DeliveredReply, RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { publicities } from '../../shared/assignments.ts'
import type { TextNode } from '../../shared/documents/content.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { api } from '../api.ts'
import { AnswerMark } from '../desk/Recommendations.tsx'
import { SealedBlocks, SealedText } from '../opinions/SealedText.tsx'
import { Shown } from '../ui/Notice.tsx'
import { Seal } from '../ui/Seal.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import { CoOpinions } from './CoOpinions.tsx'
import { GradeLine } from './GradeChoice.tsx'
import { ReplyHead } from './ReplyHead.tsx'

const none = () => []

/** The reply under its leader's name: the words as they were sealed, with each answer at its place. */
export function SealedReply({ assignment, revisionId }: { assignment: Assignment; revisionId: string }) {
  const answer = useAnswer(() => api.revisions[':id'].$get({ param: { id: revisionId } }), [], [revisionId])
  const sent = assignment.delivered.find((reply) => reply.revisionId === revisionId)
  // The press is played for those who saw it before, not for whoever opens it later.
  const [sawUnsent, setSawUnsent] = useState(!sent)
  if (!sent && !sawUnsent) setSawUnsent(true)
  return (
    <article className="sheet reply sealed">
      <ReplyHead assignment={assignment} about={assignment.approvedAt ? `${assignment.approvedBy}签发 · ${formatDay(assignment.approvedAt)}` : ''} />
      <Shown answer={answer}>
        {({ content }) =>
          'content' in content ? (
            <Parts nodes={content.content as readonly TextNode[]} recommendations={assignment.recommendations} />
          ) : null
        }
      </Shown>
      <CoOpinions assignment={assignment} />
      {sent ? <Sent reply={sent} unitName={assignment.unitName} pressed={sawUnsent} /> : <Unsent assignment={assignment} />}
    </article>
  )
}

function Unsent({ assignment }: { assignment: Assignment }) {
  return (
    <div className="reply-facts">
      <GradeLine assignment={assignment} />
      {assignment.letterNumber ? (
        <p>
          <span className="quiet">文号</span> {assignment.letterNumber}
        </p>
      ) : null}
    </div>
  )
}

/** The foot of a delivered reply: the stamp on the rule, and what it says. */
function Sent({ reply, unitName, pressed }: { reply: DeliveredReply; unitName: string; pressed: boolean }) {
  return (
    <section className="settled" aria-label="已送达">
      <Seal word="答复" size={120} pressed={pressed} />
      <div>
        <h2 className="song">{reply.letterNumber || `${unitName}的答复`}</h2>
        <dl>
          <dt>答复单位</dt>
          <dd>{unitName}</dd>
          <dt>签发</dt>
          <dd>{reply.approvedBy}</dd>
          <dt>送达</dt>
          <dd>{formatDay(reply.at)}</dd>
          <dt>办理类别</dt>
          <dd>
            {reply.grade} {reply.gradeLabel}
          </dd>
          <dt>公开</dt>
          <dd>
            {publicities[reply.publicity]}
            {reply.publicityReason ? `：${reply.publicityReason}` : ''}
          </dd>
        </dl>
      </div>
    </section>
  )
}

type Cut = { answer: RecommendationAnswer | null; nodes: TextNode[] }

function Parts({ nodes, recommendations }: { nodes: readonly TextNode[]; recommendations: readonly RecommendationAnswer[] }) {
  const cuts: Cut[] = [{ answer: null, nodes: [] }]
  for (const node of nodes) {
    const clauseId = String(node.attrs?.['clauseId'] ?? '')
    const answer = node.type === 'heading' ? recommendations.find((one) => one.clauseId === clauseId) : undefined
    if (answer) cuts.push({ answer, nodes: [] })
    else cuts.at(-1)?.nodes.push(node)
  }
  return cuts.map(({ answer, nodes: inside }) => {
    if (!answer) return inside.length > 0 ? <SealedBlocks key="before" nodes={inside} sources={none} /> : null
    const { recommendationId, number, words, outcome, plannedOn, reason } = answer
    return (
      <section key={recommendationId} className="answered">
        <span className="n" aria-label={`建议${number}`}>
          {circledNumber(number)}
        </span>
        <div>
          <h3 className="song">{words}</h3>
          {outcome ? <AnswerMark answer={{ outcome, plannedOn, reason }} /> : null}
          <SealedBlocks nodes={inside} sources={none} />
        </div>
      </section>
    )
  })
}

/** What the sponsors were sent the time before. */
export function FormerReplies({ assignment }: { assignment: Assignment }) {
  const former = assignment.delivered.filter((reply) => reply.round < assignment.round)
  return former.map((reply) => (
    <details key={reply.round} className="sheet former-reply">
      <summary>
        第 {reply.round} 次的答复 · {reply.letterNumber} · {formatDay(reply.at)}送达
      </summary>
      <SealedText revisionId={reply.revisionId} sources={none} />
    </details>
  ))
}
