import { useState } from 'react'
import { provisionalWords } from '../../../shared/due.ts'
import { issueChannels, issueWorkflow } from '../../../shared/intake.ts'
import type { IssueLine } from '../../../shared/intake-shapes.ts'
import { urgencies } from '../../../shared/topics.ts'
import { api } from '../../api.ts'
import { useMe } from '../../me.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LargeType } from '../../ui/LargeType.tsx'
import { Empty, Shown } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { formatDay, formatShortDay } from '../../ui/moments.ts'
import { useAnswer } from '../../use-answer.ts'
import './desk.css'

const shows = { waiting: '等着办的', mine: '我经办的', all: '全部' } as const
type Show = keyof typeof shows

/** 居民的话: what waits stands first, by its due date. */
export function Issues() {
  const me = useMe()
  const [show, setShow] = useState<Show>('waiting')
  const [state, setState] = useState('')
  const organisations = [...new Set(me.data?.actor.roles.map((role) => role.organisationId) ?? [])]
  const answer = useAnswer(
    () => api.issues.$get({ query: { show, ...(state ? { state: state as IssueLine['state'] } : {}) } }),
    organisations.map((id) => `issue@${id}`),
    [show, state],
  )
  const mayRecord = (answer.data?.recordIn.length ?? 0) > 0
  return (
    <Page
      view="desk"
      title="居民的话"
      back="/"
      right={<LargeType />}
      bar={
        mayRecord ? (
          <a className="btn" href="/issues/new">
            <Icon name="plus" /> 代人登记
          </a>
        ) : undefined
      }
    >
      <div className="desk-tabs">
        <div className="tabs" role="group" aria-label="看哪些">
          {Object.entries(shows).map(([key, words]) => (
            <button key={key} type="button" aria-pressed={show === key} onClick={() => setShow(key as Show)}>
              {words}
            </button>
          ))}
        </div>
        <label>
          <span className="sr">只看</span>
          <select className="input" value={state} onChange={(event) => setState(event.target.value)}>
            <option value="">各种情况</option>
            {Object.entries(issueWorkflow.states).map(([key, { label }]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Shown answer={answer}>
        {({ issues }) =>
          issues.length === 0 ? (
            <Empty title={show === 'all' ? '还没有人说事' : '没有等着办的'}>居民扫码说的、工作人员代记的，都会出现在这里。</Empty>
          ) : (
            <ul className="list issue-list">
              {issues.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  )
}

function Line({ line }: { line: IssueLine }) {
  const about = [line.number, line.place, issueChannels[line.channel], formatDay(line.saidAt), line.handler && `经办：${line.handler}`]
  return (
    <li>
      <a href={`/issues/${line.id}`}>
        <span className="issue-what">
          <b>{line.words || '（只有录音）'}</b>
          <small>{about.filter(Boolean).join(' · ')}</small>
        </span>
        <span className="issue-marks">
          {line.voices > 0 ? <Mark icon="mic" words={`录音 ${line.voices}`} /> : null}
          {line.photos > 0 ? <Mark icon="camera" words={`照片 ${line.photos}`} /> : null}
          {line.confidential ? <Mark icon="lock" words="保密" /> : null}
          {line.urgency && line.urgency !== 'ordinary' ? <span className="state soon">{urgencies[line.urgency]}</span> : null}
          <Due line={line} />
          <StateBadge workflow={issueWorkflow} state={line.state} />
        </span>
      </a>
    </li>
  )
}

function Mark({ icon, words }: { icon: 'mic' | 'camera' | 'lock'; words: string }) {
  return (
    <span className="issue-mark">
      <Icon name={icon} /> {words}
    </span>
  )
}

export function Due({ line }: { line: Pick<IssueLine, 'dueAt' | 'dueProvisional' | 'workingDaysLate'> }) {
  if (!line.dueAt) return null
  if (line.workingDaysLate > 0) {
    return (
      <span className="state late">
        <Icon name="warn" /> 已超期 {line.workingDaysLate} 个工作日
      </span>
    )
  }
  return (
    <span className="quiet small nowrap">
      {formatShortDay(line.dueAt)}到期{line.dueProvisional ? `（${provisionalWords}）` : ''}
    </span>
  )
}
