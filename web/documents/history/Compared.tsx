import { type Change, type ComparedPart, isChanged } from '../../../shared/documents/compared.ts'
import type { Comparison, VersionAnswer } from '../../../shared/documents/history-shapes.ts'
import { api } from '../../api.ts'
import { Shown } from '../../ui/Notice.tsx'
import { useAnswer } from '../../use-answer.ts'
import { circled, nameOfVersion } from './names.ts'

/** Two versions, clause by clause: what was added underlined, what was taken out struck through, each with its hand. */
export function Compared({ documentId, versions: [from, to] }: { documentId: string; versions: readonly [VersionAnswer, VersionAnswer] }) {
  const query = {
    fromGeneration: String(from.generation), fromSequence: String(from.sequence),
    toGeneration: String(to.generation), toSequence: String(to.sequence),
  }
  const answer = useAnswer(() => api.documents[':id'].compare.$get({ param: { id: documentId }, query }), [], [documentId, ...Object.values(query)])
  return (
    <section aria-label="两稿对照">
      <h3 className="song">两稿对照</h3>
      <p className="quiet small">
        从{nameOfVersion(from)}，到{nameOfVersion(to)}。<ins>添的字</ins>下面画线，<del>删的字</del>中间画线。
      </p>
      <Shown answer={answer}>{(comparison) => <Parts comparison={comparison} />}</Shown>
    </section>
  )
}

/** Changed clauses whole; those between that did not change only as how many they are. */
function Parts({ comparison }: { comparison: Comparison }) {
  const names = new Map(comparison.writers.map(({ account, name }) => [account, name]))
  const rows: (ComparedPart | number)[] = []
  for (const part of comparison.parts.filter(({ changes }) => changes.some(({ text }) => text.trim() !== ''))) {
    const last = rows.at(-1)
    if (isChanged(part)) rows.push(part)
    else if (typeof last === 'number') rows[rows.length - 1] = last + 1
    else rows.push(1)
  }
  if (rows.every((row) => typeof row === 'number')) return <p>两稿的文字一样。</p>
  return (
    <ol className="lines">
      {rows.map((row, index) =>
        typeof row === 'number' ? (
          <li key={`same-${index}`} className="quiet small">
            有 {row} 段没有变
          </li>
        ) : (
          <Part key={row.id} part={row} nameOf={(account) => names.get(account) ?? ''} />
        ),
      )}
    </ol>
  )
}

function Part({ part, nameOf }: { part: ComparedPart; nameOf: (account: string) => string }) {
  const hands = [...new Set(part.changes.map((change) => whoDid(change, nameOf)).filter((who) => who !== null))]
  return (
    <li>
      <p className={part.heading ? 'song words' : 'words'}>
        {part.changes.map((change, index) => {
          const who = whoDid(change, nameOf)
          if (who === null) return <span key={index}>{change.text}</span>
          const Tag = change.kind === 'added' ? 'ins' : 'del'
          return (
            <span key={index}>
              <Tag>{change.text}</Tag>
              {hands.length > 1 ? <sup aria-hidden="true">{circled(hands.indexOf(who) + 1)}</sup> : null}
              <span className="sr">（{who}）</span>
            </span>
          )
        })}
      </p>
      <ul className="side">
        {part.was ? null : <li className="quiet">新的一段</li>}
        {part.is ? null : <li className="quiet">整段去掉了</li>}
        {hands.map((who, index) => (
          <li key={who}>
            {hands.length > 1 ? <span aria-hidden="true">{circled(index + 1)} </span> : null}
            {who}
          </li>
        ))}
      </ul>
    </li>
  )
}

/** 委员甲添, 主持人删, 主持人删（委员甲写的）; null where nothing was done. */
function whoDid({ kind, author, by }: Change, nameOf: (account: string) => string): string | null {
  if (kind === 'same') return null
  if (kind === 'added') return `${nameOf(author)}添`
  return by === null || by === author ? `${nameOf(author)}删` : `${nameOf(by)}删（${nameOf(author)}写的）`
}
