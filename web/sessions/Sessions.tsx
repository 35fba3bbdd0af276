import { isAgendaInk, isOpenDoor, isOver, type SessionLine, sessionForms, sessionWorkflow } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { useMe } from '../me.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDate } from '../ui/moments.ts'
import { useAnswer } from '../use-answer.ts'
import { seriesName } from './use-hall.ts'
import './hall.css'

const now = (line: SessionLine) => isOpenDoor(line.state)
const soon = (line: SessionLine) => isAgendaInk(line.state) && !now(line)
const groups: readonly { title: string; holds: (line: SessionLine) => boolean }[] = [
  { title: '现在', holds: now },
  { title: '接下来', holds: soon },
  { title: '开过的', holds: (line) => isOver(line.state) },
]

/** 协商会: what is on now first, then what comes, then what was. */
export function Sessions() {
  const me = useMe()
  const organisations = [...new Set(me.data?.actor.roles.map((role) => role.organisationId) ?? [])]
  const answer = useAnswer(
    () => api.sessions.$get(),
    organisations.map((id) => `session@${id}`),
    [],
  )
  const mayCreate = me.data?.actor.roles.some((held) => held.role === 'facilitator') ?? false
  const create = (
    <a className="btn next" href="/sessions/new">
      开一场会
    </a>
  )
  return (
    <Page view="tablet" title="协商会" back="/" right={<LargeType />} bar={mayCreate ? create : undefined}>
      <Shown answer={answer}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <Empty title="还没有协商会">
              {mayCreate ? '选一件事、一个地方，一分钟就能开。' : '请您参加的会会出现在这里；会场里扫二维码也能进来。'}
            </Empty>
          ) : (
            <>
              {groups.map(({ title, holds }) => {
                const lines = sessions.filter(holds)
                if (lines.length === 0) return null
                return (
                  <section key={title} className="session-group">
                    <h2>{title}</h2>
                    <ul className="list">
                      {lines.map((line) => (
                        <Line key={line.id} line={line} />
                      ))}
                    </ul>
                  </section>
                )
              })}
            </>
          )
        }
      </Shown>
    </Page>
  )
}

function Line({ line }: { line: SessionLine }) {
  const when = line.startedAt ?? line.scheduledAt
  return (
    <li className={isOpenDoor(line.state) ? 'on-now' : undefined}>
      <a href={`/sessions/${line.id}`}>
        <span className="what">
          <b>{line.title}</b>
          <small>
            {[line.brand ? seriesName(line) : sessionForms[line.form], line.venueName, when ? formatDate(when) : '']
              .filter(Boolean)
              .map((part, index) => (
                <span key={part} className="nowrap">
                  {index > 0 ? '· ' : ''}
                  {part}{' '}
                </span>
              ))}
          </small>
        </span>
        <span className="end">
          <StateBadge workflow={sessionWorkflow} state={line.state} />
        </span>
      </a>
    </li>
  )
}
