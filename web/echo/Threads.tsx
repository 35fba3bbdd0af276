import { circledNumber } from '../../shared/outcomes.ts'
import type { SentenceThread } from '../../shared/thread-shapes.ts'
import { api } from '../api.ts'
import { EchoThread } from '../intake/EchoThread.tsx'
import { kindOfHand } from '../sessions/hands.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Shown } from '../ui/Notice.tsx'
import { Who } from '../ui/Who.tsx'
import { type Answer, useAnswer } from '../use-answer.ts'
import './echo.css'

/** 回声 on a proposal's page: what became of the sentences it came from. */
export function ProposalThreads({ proposalId, organisationId }: { proposalId: string; organisationId: string }) {
  const subjects = [`proposal:${proposalId}`, `issue@${organisationId}`]
  const answer = useAnswer(() => api.proposals[':id'].threads.$get({ param: { id: proposalId } }), subjects, [proposalId])
  return <Threads answer={answer} />
}

/** 回声 on the record of a session: what became of the sentences in its opinion. */
export function OpinionThreads({ opinionId, subjects }: { opinionId: string; subjects: readonly string[] }) {
  const answer = useAnswer(() => api.opinions[':id'].threads.$get({ param: { id: opinionId } }), [`opinion:${opinionId}`, ...subjects], [opinionId])
  return <Threads answer={answer} />
}

/** Where nothing came from anybody's sentence there is nothing to tell. */
function Threads({ answer }: { answer: Answer<{ threads: SentenceThread[] }> }) {
  if (answer.data?.threads.length === 0) return null
  return (
    <section className="echoes">
      <h2 className="song">回声</h2>
      <Shown answer={answer}>
        {({ threads }) => (
          <>
            {threads.map((thread) => (
              <Sentence key={thread.key} thread={thread} open={threads.length === 1} />
            ))}
          </>
        )}
      </Shown>
    </section>
  )
}

function Sentence({ thread, open }: { thread: SentenceThread; open: boolean }) {
  const { words, name, hand, place, issue, asked, stops } = thread
  const last = stops.findLast((stop) => stop.at !== null)
  const late = stops.find((stop) => stop.late)?.late
  return (
    <details open={open}>
      <summary>
        <b className="song">{words ? `“${words}”` : '一位居民的话'}</b>
        <span className="quiet small">
          {[asked.length > 0 ? `建议${asked.map(circledNumber).join('')}` : '', last?.title].filter(Boolean).join(' · ')}
        </span>
        {late ? (
          <span className="due late small">
            <Icon name="warn" /> {late}
          </span>
        ) : null}
      </summary>
      {name || issue ? (
        <p className="row small">
          {name ? <Who kind={kindOfHand(hand)} name={name} /> : null}
          {place ? <span className="quiet">{place}</span> : null}
          {issue ? <a href={`/issues/${issue.id}`}>{issue.number}</a> : null}
        </p>
      ) : null}
      <EchoThread stops={stops} />
    </details>
  )
}
