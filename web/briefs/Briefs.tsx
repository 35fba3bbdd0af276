import { useState } from 'react'
import type { BriefLine } from '../../shared/brief-shapes.ts'
import { type BriefGroup, briefGroups, briefNumberWords, briefWorkflow } from '../../shared/briefs.ts'
import { yearOf } from '../../shared/calendar.ts'
import { api } from '../api.ts'
import { houseNow } from '../clock.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueMark } from '../desk/DueMark.tsx'
import { type ListRow, RecordList } from '../desk/RecordList.tsx'
import { useSearch } from '../desk/use-search.ts'
import { useMe } from '../me.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDay } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import './briefs.css'

type Filter = 'all' | BriefGroup
const filters = { all: '全部', ...Object.fromEntries(Object.entries(briefGroups).map(([key, { label }]) => [key, label])) } as Record<Filter, string>
const yearsBack = 4

/** 简报: those this person may see, by how far along they are, by year and by their words. */
export function Briefs() {
  const me = useMe()
  const heard = [...new Set(me.data?.actor.roles.map((role) => `brief@${role.organisationId}`) ?? [])]
  const [filter, setFilter] = useState<Filter>('all')
  const [year, setYear] = useState('')
  const search = useSearch()
  const answer = useAnswer(
    () =>
      api.briefs.$get({
        query: { ...(filter === 'all' ? {} : { group: filter }), ...(year ? { year } : {}), ...(search.asked ? { q: search.asked } : {}) },
      }),
    heard,
    [filter, year, search.asked],
  )
  const thisYear = yearOf(new Date(houseNow()))
  const compiles = (answer.data?.compileIn.length ?? 0) > 0
  return (
    <DeskFrame here="briefs" title="建议简报">
      <RecordList
        title="建议简报"
        search={{ ...search, label: '找简报' }}
        action={compiles ? <Compile /> : undefined}
        filters={filters}
        filter={filter}
        onFilter={setFilter}
        narrow={
          <label>
            <span className="sr">哪一年的</span>
            <select className="input" value={year} onChange={(event) => setYear(event.target.value)}>
              <option value="">各年</option>
              {Array.from({ length: yearsBack }, (_, back) => String(thisYear - back)).map((one) => (
                <option key={one} value={one}>
                  {one}年
                </option>
              ))}
            </select>
          </label>
        }
        answer={answer}
        rows={({ briefs }) => briefs.map(rowOf)}
        more={({ more }) => more}
        empty={
          filter === 'all' && year === ''
            ? { title: '还没有简报', words: '签好名的协商意见，由专委会编成简报，审定、编号以后报送。', action: compiles ? <Compile first /> : undefined }
            : { title: '这一类没有', words: '换一类看看，或者先看全部。' }
        }
      />
    </DeskFrame>
  )
}

const Compile = ({ first }: { first?: boolean }) => (
  <a className={first ? 'btn next' : 'btn'} href="/briefs/new">
    <Icon name="plus" /> 编简报
  </a>
)

function rowOf(line: BriefLine): ListRow {
  return {
    key: line.id,
    href: `/briefs/${line.id}`,
    title: line.title,
    about: [line.year && line.number ? `${line.year}年${briefNumberWords(line)}` : null, line.committeeName, `${formatDay(line.createdAt)}起编`],
    marks: (
      <>
        <DueMark due={line.submitDue} />
        <StateBadge workflow={briefWorkflow} state={line.state} />
      </>
    ),
  }
}
