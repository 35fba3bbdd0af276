import type { Db, Tx } from '../../db/client.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import { momentInWords } from '../../shared/calendar.ts'
import { clockActor } from '../../shared/people.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
import { recordFor } from '../sessions/records.ts'
import { findTopic } from '../topics/queries.ts'

const titles: Record<string, string> = {
  approve: '议题定下来了',
  drop: '议题没有列入',
  schedule: '排上了会',
  release: '那场会没开成',
  discuss: '会上商量过了',
}

/**
 * The part of the thread that a topic adds, from the line that put the words into it: how it was approved and brought
 * to a session. What the topic had behind it before they joined is told with its own date.
 */
export async function topicStops(tx: Db | Tx, escalation: WrittenLine): Promise<StopLine[]> {
  const topic = await findTopic(tx, String(escalation.facts['topicId']))
  if (!topic) return []
  const stops = [stopAt(escalation.id, escalation.at, '提成了议题', { words: topic.title })]
  for (const line of await linesOf(tx, 'topic', [topic.id])) {
    const title = titles[line.move]
    if (!title) continue
    const words = line.move === 'drop' ? topic.reason : ''
    const detail = line.move === 'schedule' ? await sessionDetail(tx, String(line.facts['sessionId'])) : ''
    stops.push(stopAt(`${escalation.id} ${line.id}`, line.at, title, { detail, words }))
  }
  return stops
}

function stopAt(key: string, at: Date, title: string, more: { detail?: string; words?: string }): StopLine {
  return { key, title, detail: '', words: '', at: at.toISOString(), state: 'done', late: '', stamp: null, ...more }
}

/** Which session, and when: 月月有商量 第 6 期，3月18日 15:00。 */
async function sessionDetail(tx: Db | Tx, sessionId: string): Promise<string> {
  const session = await recordFor(tx, clockActor, sessionId)
  if (!session) return ''
  const series = session.brand && session.ordinal ? `${session.brand} 第 ${session.ordinal} 期` : session.venueName
  const at = session.startedAt ?? session.scheduledAt
  return [series, at ? momentInWords(at) : ''].filter(Boolean).join('，')
}
