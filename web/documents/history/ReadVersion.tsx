import type { ReactNode } from 'react'
import { partsOf } from '../../../shared/documents/clauses.ts'
import type { Content } from '../../../shared/documents/content.ts'
import type { VersionAnswer, VersionRead } from '../../../shared/documents/history-shapes.ts'
import { api } from '../../api.ts'
import { Shown } from '../../ui/Notice.tsx'
import { formatDate } from '../../ui/moments.ts'
import { useAnswer } from '../../use-answer.ts'
import { circled, nameOfVersion } from './names.ts'

/** One version as it stood, with who wrote every part of it. */
export function ReadVersion({ documentId, version, children }: { documentId: string; version: VersionAnswer; children?: ReactNode }) {
  const { generation, sequence } = version
  const answer = useAnswer(
    () => api.documents[':id'].version.$get({ param: { id: documentId }, query: { generation: String(generation), sequence: String(sequence) } }),
    [],
    [documentId, generation, sequence],
  )
  return (
    <section aria-label={nameOfVersion(version)}>
      <h3 className="song">{nameOfVersion(version)}</h3>
      {version.sealed ? <p className="quiet small">{formatDate(version.sealed.at)}</p> : null}
      <div className="row deeds">{children}</div>
      <Shown answer={answer}>{(read) => <Lines read={read} />}</Shown>
    </section>
  )
}

type Run = { text: string; account: string }

function Lines({ read }: { read: VersionRead }) {
  const names = new Map(read.writers.map(({ account, name }) => [account, name]))
  const parts = partsOf(read.content as Content).filter(({ text }) => text.trim() !== '')
  if (parts.length === 0) return <p className="quiet">这一稿里还没有字。</p>
  return (
    <ol className="lines">
      {parts.map(({ id, text, heading }) => {
        const runs = read.authors.filter(({ part }) => part === id).map(({ from, to, account }) => ({ text: text.slice(from, to), account }))
        const hands = handsOf(runs)
        return (
          <li key={id}>
            <p className={heading ? 'song words' : 'words'}>
              {runs.map((run, index) => (
                <RunOf key={index} run={run} number={hands.indexOf(run.account)} name={names.get(run.account) ?? ''} />
              ))}
            </p>
            <ul className="side">
              {hands.map((account, index) => (
                <li key={account}>
                  {hands.length > 1 ? <span aria-hidden="true">{circled(index + 1)} </span> : null}
                  {names.get(account)}
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}

/** What the main author wrote stands plain; what others did is underlined and bears the number of its hand. */
function RunOf({ run, number, name }: { run: Run; number: number; name: string }) {
  if (number === 0) return <>{run.text}</>
  return (
    <span className="by-other">
      {run.text}
      <sup aria-hidden="true">{circled(number + 1)}</sup>
      <span className="sr">（{name}写）</span>
    </span>
  )
}

/** The hands of a clause, who wrote most of it first. */
function handsOf(runs: readonly Run[]): string[] {
  const lengths = new Map<string, number>()
  for (const { text, account } of runs) lengths.set(account, (lengths.get(account) ?? 0) + text.length)
  return [...lengths].toSorted(([, a], [, b]) => b - a).map(([account]) => account)
}
