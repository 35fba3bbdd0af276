import { useState } from 'react'
import type { ProposalLine } from '../../shared/proposal-shapes.ts'
import { type ProposalClass, proposalClasses, proposalGroups, type ProposalGroup } from '../../shared/proposals.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueMark } from '../desk/DueMark.tsx'
import { type ListRow, RecordList } from '../desk/RecordList.tsx'
import { useSearch } from '../desk/use-search.ts'
import { useMe } from '../me.tsx'
import { Icon } from '../ui/Icon.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import { ProposalBadge } from './ProposalBadge.tsx'
import './proposals.css'

const filters = {
  waiting: '等我办的',
  mine: '我的提案',
  all: '全部',
  ...Object.fromEntries(Object.entries(proposalGroups).map(([key, { label }]) => [key, label])),
} as Record<Filter, string>
type Filter = 'waiting' | 'mine' | 'all' | ProposalGroup

/** 提案: what waits for me first, then one's own and all there are, by stage, class and plenary. */
export function Proposals() {
  const me = useMe()
  const organisations = [...new Set(me.data?.actor.roles.map((role) => role.organisationId) ?? [])]
  const heard = organisations.map((id) => `proposal@${id}`)
  const [picked, setPicked] = useState<Filter | null>(null)
  const search = useSearch()
  const waiting = useAnswer(() => api.waiting.$get(), heard)
  const mine = (waiting.data?.waiting ?? []).filter(({ href }) => href.startsWith('/proposals/'))
  // Opened first on what waits; where nothing does, on everything.
  const filter = picked ?? (waiting.data === undefined || mine.length > 0 ? 'waiting' : 'all')
  return (
    <DeskFrame here="proposals" title="提案">
      {filter === 'waiting' && search.asked === '' ? (
        <RecordList
          title="提案"
          action={<Create />}
          search={search}
          filters={filters}
          filter={filter}
          onFilter={setPicked}
          answer={waiting}
          rows={() => mine.map(waitingRow)}
          empty={{ title: '眼下没有等您办的提案', words: '请您联名、审查、交办、评价的，会出现在这里，按日子先后排。', action: <Create first /> }}
        />
      ) : (
        <All filter={filter} onFilter={setPicked} search={search} heard={heard} />
      )}
    </DeskFrame>
  )
}

function All({
  filter,
  onFilter,
  search,
  heard,
}: {
  filter: Filter
  onFilter: (filter: Filter) => void
  search: ReturnType<typeof useSearch>
  heard: readonly string[]
}) {
  const [klass, setKlass] = useState<ProposalClass | ''>('')
  const [plenary, setPlenary] = useState('')
  const plenaries = useAnswer(() => api.plenaries.$get(), heard)
  const [term, number] = plenary.split('-')
  const group = filter in proposalGroups ? (filter as ProposalGroup) : undefined
  const answer = useAnswer(
    () =>
      api.proposals.$get({
        query: {
          ...(group ? { group } : {}),
          ...(filter === 'mine' ? { mine: 'true' as const } : {}),
          ...(klass ? { class: klass } : {}),
          ...(term && number ? { term, plenary: number } : {}),
          ...(search.asked ? { q: search.asked } : {}),
        },
      }),
    heard,
    [filter, klass, plenary, search.asked],
  )
  const known = [...new Map((plenaries.data?.plenaries ?? []).map((one) => [`${one.term}-${one.number}`, one.words]))]
  return (
    <RecordList
      title="提案"
      action={<Create />}
      search={search}
      filters={filters}
      filter={filter}
      onFilter={onFilter}
      narrow={
        <div className="row">
          <label>
            <span className="sr">哪一类</span>
            <select className="input" value={klass} onChange={(event) => setKlass(event.target.value as ProposalClass | '')}>
              <option value="">各类</option>
              {Object.entries(proposalClasses).map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          {known.length > 0 ? (
            <label>
              <span className="sr">哪一届次</span>
              <select className="input" value={plenary} onChange={(event) => setPlenary(event.target.value)}>
                <option value="">各届次</option>
                {known.map(([key, words]) => (
                  <option key={key} value={key}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
      }
      answer={answer}
      rows={({ proposals }) => proposals.map(proposalRow)}
      more={({ more }) => more}
      empty={
        filter === 'mine'
          ? { title: '您还没有写过提案', words: '自己写的、和人联名的，都会在这里。', action: <Create first /> }
          : { title: '这里还没有提案', words: '提交和立案以后的提案会在这里，也可以先写一件。', action: <Create first /> }
      }
    />
  )
}

/** The step to take from here, for those who may propose. */
function Create({ first }: { first?: boolean }) {
  const me = useMe()
  if (!me.data?.actor.roles.some(({ role }) => proposers.includes(role))) return null
  return (
    <a className={first ? 'btn next' : 'btn'} href="/proposals/new">
      <Icon name="plus" /> 写提案
    </a>
  )
}
const proposers: readonly string[] = ['member', 'sectorConvenor']

const waitingRow = ({ key, href, verb, title, about, due, workingDaysLate }: WaitingLine): ListRow => ({
  key,
  href,
  title,
  about: [verb, about],
  marks: <DueMark due={due} />,
  ...(workingDaysLate > 0 ? { group: { title: '已超期', late: true } } : { group: { title: '按日子先后' } }),
})

function proposalRow(line: ProposalLine): ListRow {
  const { id, subject, numberWords, leadName, state, submittedAt, createdAt, due } = line
  return {
    key: id,
    href: `/proposals/${id}`,
    title: subject,
    about: [
      numberWords,
      `${leadName}提`,
      line.class ? proposalClasses[line.class] : null,
      submittedAt ? `${formatDay(submittedAt)}提交` : `${formatDay(createdAt)}起草`,
      line.mine === 'sponsor' ? '我联名' : null,
    ],
    marks: (
      <>
        <DueMark due={due} />
        <ProposalBadge state={state} />
      </>
    ),
  }
}
