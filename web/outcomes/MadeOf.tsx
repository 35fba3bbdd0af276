import { outcomeKinds, type OutcomeKind } from '../../shared/outcomes.ts'
import type { MadeOutcome, OpinionOutcomes } from '../../shared/outcome-shapes.ts'
import { api } from '../api.ts'
import { formatDay } from '../ui/moments.ts'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import './outcomes.css'

const places: Record<OutcomeKind, string> = { proposal: '/proposals', brief: '/briefs', report: '/reports' }
const verbs: Record<OutcomeKind, string> = { proposal: '写成提案', brief: '编进简报', report: '写成社情民意' }

/** 成果: what a signed opinion became, and what it may still become by this person's hand. */
export function MadeOf({ opinionId }: { opinionId: string }) {
  const answer = useAnswer(() => api.opinions[':id'].outcomes.$get({ param: { id: opinionId } }), [`opinion:${opinionId}`], [opinionId])
  return (
    <section className="made-of">
      <h2 className="song">成果</h2>
      <Shown answer={answer}>{(outcomes) => <Outcomes outcomes={outcomes} />}</Shown>
    </section>
  )
}

function Outcomes({ outcomes: { opinionId, made, mayMake } }: { outcomes: OpinionOutcomes }) {
  return (
    <>
      {made.length === 0 ? (
        <p className="quiet">{mayMake.length > 0 ? '意见签好了，可以接着用：定稿里的条目直接放进去，不用重写。' : '还没有转成提案、简报或社情民意。'}</p>
      ) : (
        <ul className="list">
          {made.map((one) => (
            <li key={`${one.kind}${one.at}`}>
              <Made one={one} />
            </li>
          ))}
        </ul>
      )}
      {mayMake.length > 0 ? (
        <p className="row">
          {mayMake.map(({ kind }) => (
            <a key={kind} className="btn" href={`${places[kind]}/new?opinion=${opinionId}`}>
              {verbs[kind]}
            </a>
          ))}
        </p>
      ) : null}
    </>
  )
}

function Made({ one: { kind, at, earlier, record } }: { one: MadeOutcome }) {
  const { label } = outcomeKinds[kind]
  const about = [record?.numberWords, earlier ? '从上一版转出' : '', formatDay(at)].filter(Boolean).join(' · ')
  if (!record) {
    return (
      <p className="made-other">
        <b>已有人转成{label}</b> <span className="quiet small">{about}，办理的人看得到</span>
      </p>
    )
  }
  return (
    <a href={`${places[kind]}/${record.id}`}>
      <span className="made-what">
        <b>{record.title}</b>
        <small>
          {label} · {about}
        </small>
      </span>
      <span className="state">{record.stateWords}</span>
    </a>
  )
}
