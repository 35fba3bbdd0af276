import { useState } from 'react'
import { useParams } from 'react-router'
import { issueChannels, issueNoteKinds, issueWorkflow } from '../../../shared/intake.ts'
import type { Issue } from '../../../shared/intake-shapes.ts'
import { urgencies } from '../../../shared/topics.ts'
import { isMove } from '../../../shared/workflow.ts'
import { api } from '../../api.ts'
import { deed } from '../../deed.ts'
import { LargeType } from '../../ui/LargeType.tsx'
import { Shown } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PressAndAsk } from '../../ui/PressAndAsk.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { formatDate, formatDay } from '../../ui/moments.ts'
import { useAnswer } from '../../use-answer.ts'
import { EchoThread } from '../EchoThread.tsx'
import { Files } from '../Kept.tsx'
import { IssueMoves } from './IssueMoves.tsx'
import { Due } from './Issues.tsx'
import './desk.css'

/** One issue: the words as they were said, what is known, what became of it, and the next step in words. */
export function IssuePage() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.issues[':id'].$get({ param: { id } }), [`issue:${id}`], [id])
  return (
    <Shown answer={answer}>
      {(issue) => (
        <Page view="desk" title={issue.number} back="/issues" right={<LargeType />} bar={issue.may.some((verb) => isMove(issueWorkflow, verb)) ? <IssueMoves issue={issue} /> : undefined}>
          <p className="row issue-head">
            <StateBadge workflow={issueWorkflow} state={issue.state} />
            <Due line={issue} />
            {issue.confidential ? <span className="state">保密：只有经办人看得到</span> : null}
            {issue.mergedInto ? (
              <a href={`/issues/${issue.mergedInto.id}`}>已并入 {issue.mergedInto.number}</a>
            ) : null}
          </p>
          <div className="issue-columns">
            <div className="stack">
              <Said issue={issue} />
              <Notes issue={issue} />
              <section>
                <h2 className="desk-title">本人看到的回声</h2>
                <EchoThread stops={issue.stops} />
              </section>
            </div>
            <aside className="stack">
              <Facts issue={issue} />
              <section>
                <h2 className="desk-title">经过</h2>
                <Timeline lines={issue.lines.map(({ key, at, who, words }) => ({ key, at, who, words }))} />
              </section>
            </aside>
          </div>
        </Page>
      )}
    </Shown>
  )
}

function Said({ issue }: { issue: Issue }) {
  return (
    <section className="sheet said">
      {issue.words ? <blockquote className="song issue-words">{issue.words}</blockquote> : <p className="quiet">没有写字，请听录音。</p>}
      <Files files={issue.files} />
      <p className="quiet small">
        {formatDate(issue.saidAt)} · {issueChannels[issue.channel]}
        {issue.place ? ` · ${issue.place}` : ''}
      </p>
    </section>
  )
}

function Notes({ issue }: { issue: Issue }) {
  if (issue.notes.length === 0) return null
  return (
    <section>
      <h2 className="desk-title">往来的话</h2>
      <ul className="issue-notes">
        {issue.notes.map((note) => (
          <li key={note.id}>
            <small>
              {issueNoteKinds[note.kind]} · {note.by} · {formatDay(note.at)}
            </small>
            {note.words}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ issue }: { issue: Issue }) {
  return (
    <dl className="issue-facts">
      <dt>称呼</dt>
      <dd>
        {issue.alias || '没有留'}
        {issue.under14 ? '（不满十四岁）' : ''}
      </dd>
      <dt>联系方式</dt>
      <dd>{issue.contact || issue.guardian ? <Contact issue={issue} /> : '没有留'}</dd>
      <dt>经办人</dt>
      <dd>{issue.handler || '还没有'}</dd>
      {issue.urgency ? (
        <>
          <dt>缓急</dt>
          <dd>{urgencies[issue.urgency]}</dd>
        </>
      ) : null}
      {issue.sector ? (
        <>
          <dt>界别</dt>
          <dd>{issue.sector}</dd>
        </>
      ) : null}
      {issue.topic ? (
        <>
          <dt>议题</dt>
          <dd>
            <a href={`/topics/${issue.topic.id}`}>{issue.topic.title}</a>
          </dd>
        </>
      ) : null}
      {issue.merged.length > 0 ? (
        <>
          <dt>合并进来</dt>
          <dd>
            {issue.merged.map((one) => (
              <a key={one.id} href={`/issues/${one.id}`}>
                {one.number}{' '}
              </a>
            ))}
          </dd>
        </>
      ) : null}
      <dt>说明版本</dt>
      <dd>{issue.noticeVersion}</dd>
    </dl>
  )
}

/** Masked; in full only for the handler, who says why, and the record says that they looked. */
function Contact({ issue }: { issue: Issue }) {
  const [shown, setShown] = useState<{ contact: string; guardian: string } | null>(null)
  async function look(reason: string) {
    setShown(await deed((options) => api.issues[':id'].contact.$post({ param: { id: issue.id }, json: { reason } }, options)))
  }
  const contact = shown?.contact ?? issue.contact
  const guardian = shown?.guardian ?? issue.guardian
  return (
    <>
      {contact}
      {guardian ? <span className="issue-guardian">监护人：{guardian}</span> : null}
      {!shown && issue.may.includes('seeContact') ? (
        <PressAndAsk
          kind="bare"
          label="查看"
          title="查看联系方式？"
          effect="只有经办人能看。看了会留下记录。"
          reason={{ label: '为什么要看', hint: '比如：打电话核实地点。', required: true }}
          onConfirm={({ reason }) => look(reason)}
        />
      ) : null}
    </>
  )
}
