import type { Db, Tx } from '../../db/client.ts'
import type { StopLine } from '../../shared/intake.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
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
  const stop = (key: string, at: Date, title: string, words = ''): StopLine => ({
    key, title, detail: '', words, at: at.toISOString(), state: 'done', late: '', sealed: false,
  })
  const lines = await linesOf(tx, 'topic', [topic.id])
  return [
    stop(escalation.id, escalation.at, '提成了议题', topic.title),
    ...lines.flatMap((line) => {
      const title = titles[line.move]
      return title ? [stop(`${escalation.id} ${line.id}`, line.at, title, line.move === 'drop' ? topic.reason : '')] : []
    }),
  ]
}
