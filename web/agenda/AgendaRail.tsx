import { useEffect, useRef } from 'react'
import { type AgendaItem, isCurrent, isDeferred, isItemOpen, isProposed, isSettled, isUnresolved } from '../../shared/agenda.ts'
import { useNow } from '../clock.ts'
import { formatTime } from '../ui/moments.ts'
import { circled, driftWords, forecastEnd, plannedEnd, standingItems, talkedSeconds } from './agenda-times.ts'
import './agenda.css'

const minutesOf = (seconds: number) => Math.round(seconds / 60)

/** The agenda with its times: one line an item, the one being talked about in ink. */
export function AgendaRail({
  items,
  startedAt,
  onOpen,
  onProposed,
}: {
  items: readonly AgendaItem[]
  startedAt: string | null
  onOpen: (itemId: string) => void
  /** Opens what people proposed and nobody has answered yet. */
  onProposed?: () => void
}) {
  const now = useNow(5000)
  const standing = standingItems(items)
  const proposed = items.filter((item) => isProposed(item.state))
  const isOpen = standing.some((item) => isItemOpen(item.state))
  const end = forecastEnd(items, now)
  return (
    <>
      <ol className="agenda-rail">
        {standing.map((item, index) => (
          <Line key={item.id} item={item} number={index + 1} now={now} onOpen={() => onOpen(item.id)} />
        ))}
      </ol>
      {onProposed && proposed.length > 0 ? (
        <button type="button" className="agenda-proposed" onClick={onProposed}>
          有人提出 <b>{proposed.length}</b> 项
        </button>
      ) : null}
      {isOpen && startedAt ? (
        <p className="agenda-end small">
          预计 <b>{formatTime(end)}</b> 结束
          <br />
          <span className="quiet">{driftWords(end, plannedEnd(items, startedAt))}</span>
        </p>
      ) : null}
    </>
  )
}

function Line({ item, number, now, onOpen }: { item: AgendaItem; number: number; now: number; onOpen: () => void }) {
  const current = isCurrent(item.state)
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  const spent = talkedSeconds(item, now)
  const [long, short] = timeWords(item, spent)
  const look = current ? 'on' : isSettled(item.state) ? item.state : ''
  return (
    <li ref={line} className={look || undefined} aria-current={current ? 'step' : undefined}>
      <button type="button" onClick={onOpen}>
        <span className="n">{circled(number)}</span>
        <span className="w">
          <b title={item.words}>{item.words}</b>
          {current ? (
            <span className="meter" aria-hidden="true">
              <i style={{ width: `${Math.min(100, (spent / (item.minutes * 60)) * 100)}%` }} />
            </span>
          ) : null}
          <small data-short={short}>
            <span>{long}</span>
          </small>
        </span>
      </button>
    </li>
  )
}

/** An item's time in words, long for a column and short for a strip. */
function timeWords(item: AgendaItem, spent: number): [string, string] {
  const used = minutesOf(spent)
  if (isCurrent(item.state)) {
    const left = item.minutes - used
    return [left >= 0 ? `用了 ${used} 分，还剩 ${left}` : `用了 ${used} 分，超了 ${-left}`, `${used}/${item.minutes} 分`]
  }
  if (isItemOpen(item.state)) return [`计划 ${item.minutes} 分`, `${item.minutes} 分`]
  if (isDeferred(item.state)) return [`放到${item.deferredTo || '下次'}`, '下次']
  const ended = `用 ${used} 分，计划 ${item.minutes}`
  return [isUnresolved(item.state) ? `没谈拢 · 用 ${used} 分` : ended, `${used}/${item.minutes} 分`]
}
