import { useState } from 'react'
import { type TopicLine, type TopicState, topicWorkflow, urgencies } from '../../shared/topics.ts'
import { api } from '../api.ts'
import { useMe } from '../me.tsx'
import { Icon } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import '../intake/desk/desk.css'

/** 议题: what waits to be decided on, what may go to a session, what was talked over. */
export function Topics() {
  const me = useMe()
  const [state, setState] = useState<TopicState | ''>('')
  const organisations = [...new Set(me.data?.actor.roles.map((role) => role.organisationId) ?? [])]
  const answer = useAnswer(
    () => api.topics.$get({ query: state ? { state } : {} }),
    organisations.map((id) => `topic@${id}`),
    [state],
  )
  const mayPropose = (answer.data?.proposeIn.length ?? 0) > 0
  return (
    <Page
      view="desk"
      title="议题"
      back="/"
      right={<LargeType />}
      bar={
        mayPropose ? (
          <a className="btn" href="/topics/new">
            <Icon name="plus" /> 提一个议题
          </a>
        ) : undefined
      }
    >
      <div className="desk-tabs">
        <div className="tabs" role="group" aria-label="看哪些">
          <button type="button" aria-pressed={state === ''} onClick={() => setState('')}>
            全部
          </button>
          {Object.entries(topicWorkflow.states).map(([key, { label }]) => (
            <button key={key} type="button" aria-pressed={state === key} onClick={() => setState(key as TopicState)}>
              {label}
            </button>
          ))}
        </div>
      </div>
      <Shown answer={answer}>
        {({ topics }) =>
          topics.length === 0 ? (
            <Empty title="这里还没有议题">居民的话可以提成议题，委员也可以直接提一个。</Empty>
          ) : (
            <ul className="list issue-list">
              {topics.map((topic) => (
                <Line key={topic.id} topic={topic} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  )
}

function Line({ topic }: { topic: TopicLine }) {
  const about = [topic.issues > 0 ? `${topic.issues} 件居民的话` : '直接提的', formatDay(topic.createdAt)]
  return (
    <li>
      <a href={`/topics/${topic.id}`}>
        <span className="issue-what">
          <b>{topic.title}</b>
          <small>{about.join(' · ')}</small>
        </span>
        <span className="issue-marks">
          {topic.urgency === 'ordinary' ? null : <span className="state soon">{urgencies[topic.urgency]}</span>}
          <StateBadge workflow={topicWorkflow} state={topic.state} />
        </span>
      </a>
    </li>
  )
}
