import { useParams } from 'react-router'
import { type Topic, type TopicMove, topicWorkflow, urgencies } from '../../shared/topics.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { LargeType } from '../ui/LargeType.tsx'
import { MoveBar } from '../ui/MoveBar.tsx'
import { Notice, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import type { Reasoning } from '../ui/PressAndAsk.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import '../intake/desk/desk.css'

/** One topic: what it is about, the words it grew from, and its next step. */
export function TopicPage() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.topics[':id'].$get({ param: { id } }), [`topic:${id}`], [id])
  return (
    <Shown answer={answer}>
      {(topic) => (
        <Page view="desk" title={topic.title} back="/topics" right={<LargeType />} bar={topic.may.length > 0 ? <TopicMoves topic={topic} /> : undefined}>
          <p className="row issue-head">
            <StateBadge workflow={topicWorkflow} state={topic.state} />
            <span className="quiet">
              {topic.proposedBy ? `${topic.proposedBy} · ` : ''}
              {formatDay(topic.createdAt)}
            </span>
            {topic.sessionId ? <a href={`/sessions/${topic.sessionId}`}>去看这场会</a> : null}
          </p>
          {topic.reason ? <Notice>没有列入：{topic.reason}</Notice> : null}
          <div className="issue-columns">
            <section>
              <h2 className="desk-title">居民是这样说的</h2>
              {topic.from.length === 0 ? (
                <p className="quiet">{topic.issues > 0 ? '背后的话是保密的，只有经办人看得到。' : '这个议题是直接提的。'}</p>
              ) : (
                <ul className="list">
                  {topic.from.map((one) => (
                    <li key={one.id}>
                      <a href={`/issues/${one.id}`}>
                        <span className="issue-what">
                          <b>{one.words || '（只有录音）'}</b>
                          <small>
                            {one.number} · {formatDay(one.saidAt)}
                          </small>
                        </span>
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </section>
            <aside>
              <Facts topic={topic} />
            </aside>
          </div>
        </Page>
      )}
    </Shown>
  )
}

function Facts({ topic }: { topic: Topic }) {
  const facts = [
    ['缓急', urgencies[topic.urgency]],
    ['基本情况', topic.situation],
    ['涉及', topic.affected],
    ['希望', topic.hopes],
    ['部门', topic.departments],
  ].filter(([, words]) => words)
  return (
    <dl className="issue-facts">
      {facts.map(([name, words]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

function TopicMoves({ topic }: { topic: Topic }) {
  const { id, version } = topic

  async function make(move: TopicMove, { reason }: Reasoning) {
    if (move === 'approve') await deed((options) => api.topics[':id'].approve.$post({ param: { id }, json: { version } }, options))
    if (move === 'drop') await deed((options) => api.topics[':id'].drop.$post({ param: { id }, json: { version, reason } }, options))
  }

  return (
    <>
      <MoveBar workflow={topicWorkflow} may={topic.may} onMove={make} next="approve" />
      {topic.may.includes('takeUp') ? (
        <a className="btn next" href={`/sessions/new?topic=${id}`}>
          就这件事开会
        </a>
      ) : null}
    </>
  )
}
