import { changesBetween } from '../../shared/documents/clauses.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import type { Report } from '../../shared/report-shapes.ts'
import { api } from '../api.ts'
import { useAnswer } from '../use-answer.ts'
import { bare } from './words.ts'
import './reports.css'

/** Handed in again: why it had been sent back, and what the author changed since. */
export function Changes({ report }: { report: Report }) {
  const returned = report.turns.findLast(({ move }) => move === 'returnForChange')
  if (!returned?.revisionId || !report.sealed || returned.revisionId === report.sealed.revisionId) return null
  return <Changed report={report} before={returned.revisionId} by={returned.by} reason={returned.words} />
}

function Changed({ report, before, by, reason }: { report: Report; before: string; by: string; reason: string }) {
  const answer = useAnswer(() => api.revisions[':id'].$get({ param: { id: before } }), [], [before])
  if (!answer.data || !report.sealed) return null
  const changes = changesBetween(answer.data.content as TextContent, report.sealed.content as TextContent)
  return (
    <section className="sheet report-changes" aria-label="改了哪里">
      <h2 className="song">改了哪里</h2>
      <p className="quiet small">
        {by}退回时说：{bare(reason)}。
      </p>
      {changes.length === 0 ? <p>一个字也没有改。</p> : null}
      <ul>
        {changes.map(({ clauseId, before: was, after }) => {
          const { head, out, put, tail } = partsOf(was ?? '', after ?? '')
          return (
            <li key={clauseId}>
              {head}
              {out ? <del>{out}</del> : null}
              {put ? <ins>{put}</ins> : null}
              {tail}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What stayed before and behind, and what was taken out and put in between. */
function partsOf(before: string, after: string): { head: string; out: string; put: string; tail: string } {
  const [old, now] = [[...before], [...after]]
  const most = Math.min(old.length, now.length)
  let from = 0
  while (from < most && old[from] === now[from]) from += 1
  let same = 0
  while (same < most - from && old.at(-1 - same) === now.at(-1 - same)) same += 1
  const middle = (signs: readonly string[]) => signs.slice(from, signs.length - same).join('')
  return { head: old.slice(0, from).join(''), out: middle(old), put: middle(now), tail: same === 0 ? '' : old.slice(-same).join('') }
}
