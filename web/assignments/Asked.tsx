import type { Assignment, RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { owesReply } from '../../shared/assignments.ts'
import { AnswerMark, Recommendations } from '../desk/Recommendations.tsx'
import { SealedText } from '../opinions/SealedText.tsx'
import { sponsorsInWords } from './assignment-words.ts'

const none = () => []

/** What the unit is asked: the recommendations one by one, and the whole text under its seal. */
export function Asked({ assignment, open }: { assignment: Assignment; open: boolean }) {
  const { handled, recommendations } = assignment
  return (
    <article className="sheet asked-of">
      <header>
        <h2 className="song">{handled.kind === 'proposal' ? '委员提的' : '政协建议的'}</h2>
        <span>{recommendations.length} 条建议{open && owesReply(assignment.kind) ? '，要逐条答复' : ''}</span>
      </header>
      {open ? <AskedList assignment={assignment} /> : null}
      {handled.revisionId ? (
        <details open={open}>
          <summary>看全文：{handled.title}</summary>
          <SealedText revisionId={handled.revisionId} sources={none} />
          {handled.sponsors.length > 0 ? <p className="quiet small">{sponsorsInWords(handled.sponsors)}</p> : null}
        </details>
      ) : null}
    </article>
  )
}

function AskedList({ assignment }: { assignment: Assignment }) {
  return (
    <Recommendations
      items={assignment.recommendations.map((one) => ({
        id: one.recommendationId,
        number: one.number,
        words: one.words,
        end: sourcesInWords(one) || undefined,
        children: one.former ? <Former former={one.former} /> : undefined,
      }))}
    />
  )
}

/** What was answered the time before, which did not satisfy. */
export function Former({ former }: { former: NonNullable<RecommendationAnswer['former']> }) {
  return (
    <details className="answer-former">
      <summary>
        上次答的：<AnswerMark answer={{ ...former, reason: '' }} />
      </summary>
      {former.reason ? <p>原因：{former.reason}</p> : null}
      {former.words ? <p>{former.words}</p> : null}
    </details>
  )
}

/** 来自 3 张意见卡、1 段发言: how much stands behind a recommendation. */
export function sourcesInWords({ sources }: Pick<RecommendationAnswer, 'sources'>): string {
  const counted = [
    sources.cards > 0 ? `${sources.cards} 张意见卡` : '',
    sources.speeches > 0 ? `${sources.speeches} 段发言` : '',
    sources.people > 0 ? `${sources.people} 位执笔人` : '',
  ].filter(Boolean)
  return counted.length > 0 ? `来自 ${counted.join('、')}` : ''
}
