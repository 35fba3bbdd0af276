import { useState } from 'react'
import type { ReportLine } from '../../shared/report-shapes.ts'
import { type ReportState, reportWorkflow } from '../../shared/reports.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueMark } from '../desk/DueMark.tsx'
import { type ListRow, RecordList } from '../desk/RecordList.tsx'
import { useSearch } from '../desk/use-search.ts'
import { useMe } from '../me.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import { issueWords, numberWords } from './words.ts'

type Filter = 'waiting' | 'all' | 'mine'
const filters: Record<Filter, string> = { waiting: '等我办', all: '全部', mine: '我反映的' }
/** States nothing leads to yet are not offered. */
const idle: readonly string[] = ['instructed', 'followUp', 'fedBack', 'archived']

/** 社情民意信息: what waits for one, one's own, and what one may look over. */
export function Reports() {
  const me = useMe()
  const search = useSearch()
  const [picked, setPicked] = useState<Filter | null>(null)
  const [state, setState] = useState<ReportState | ''>('')
  const heard = [...new Set(me.data?.actor.roles.map(({ organisationId }) => `report@${organisationId}`) ?? [])]
  const waiting = useAnswer(() => api.waiting.$get(), heard)
  const mine = waiting.data?.waiting.filter(({ key }) => key.startsWith('report:')) ?? []
  // Opened first on what waits; where nothing does, on everything.
  const filter = picked ?? (waiting.data === undefined || mine.length > 0 ? 'waiting' : 'all')
  const query = {
    ...(state ? { state } : {}),
    ...(filter === 'mine' ? { mine: 'true' as const } : {}),
    ...(search.asked ? { q: search.asked } : {}),
  }
  const answer = useAnswer(() => api.reports.$get({ query }), heard, [filter, state, search.asked])
  const shared = { title: '社情民意信息', search, filters, filter, onFilter: setPicked }
  const write = answer.data && answer.data.writeIn.length > 0 ? <Write /> : null
  return (
    <DeskFrame here="reports" title="社情民意信息">
      {filter === 'waiting' && search.asked === '' ? (
        <RecordList
          {...shared}
          action={write}
          answer={waiting}
          rows={() => mine.map(waitingRow)}
          empty={{ title: '眼下没有等您办的', words: '轮到您写、审、编、签的，会出现在这里，按日子先后排。', action: write }}
        />
      ) : (
        <RecordList
          {...shared}
          action={write}
          narrow={
            <label>
              <span className="sr">办到哪一步</span>
              <select className="input" value={state} onChange={(event) => setState(event.target.value as ReportState | '')}>
                <option value="">各步都看</option>
                {Object.entries(reportWorkflow.states)
                  .filter(([key]) => !idle.includes(key))
                  .map(([key, { label }]) => (
                    <option key={key} value={key}>
                      {label}
                    </option>
                  ))}
              </select>
            </label>
          }
          answer={answer}
          rows={({ reports }) => reports.map(reportRow)}
          more={({ more }) => more}
          empty={
            filter === 'mine'
              ? { title: '您还没有反映过', words: '写过的都会在这里，每走一步都看得到。', action: write }
              : { title: '这里还没有社情民意信息', words: '自己写的和经手审核的会在这里。别人写的，只有编审的人看得到。', action: write }
          }
        />
      )}
    </DeskFrame>
  )
}

function Write() {
  return (
    <a className="btn" href="/reports/new">
      <Icon name="plus" /> 写一条
    </a>
  )
}

const waitingRow = ({ key, href, verb, title, about, due, workingDaysLate }: WaitingLine): ListRow => ({
  key,
  href,
  title,
  about: [verb, about],
  marks: <DueMark due={due} />,
  group: workingDaysLate > 0 ? { title: '已超期', late: true } : { title: '按日子先后' },
})

function reportRow(line: ReportLine): ListRow {
  const { id, title, author, mine, state, submittedAt, createdAt, due } = line
  return {
    key: id,
    href: `/reports/${id}`,
    title,
    about: [
      numberWords(line),
      mine ? '我反映的' : `${author}反映`,
      submittedAt ? `${formatDay(submittedAt)}提交` : `${formatDay(createdAt)}开始写`,
      issueWords(line),
    ],
    marks: (
      <>
        <DueMark due={due} />
        <StateBadge workflow={reportWorkflow} state={state} />
      </>
    ),
  }
}
