import type { HistoryAnswer, VersionAnswer } from '../../../shared/documents/history-shapes.ts'
import { Empty } from '../../ui/Notice.tsx'
import { formatDay, formatTime } from '../../ui/moments.ts'
import { fewNames, kindOfVersion, keyOf, nameOfVersion, namesOf } from './names.ts'

/** Versions by day, the newest first. */
export function Versions({
  history,
  picked,
  pick,
  read,
}: {
  history: HistoryAnswer
  picked: readonly string[]
  pick: (keys: readonly string[]) => void
  read: (version: VersionAnswer) => void
}) {
  const { versions } = history
  if (versions.length === 0) return <Empty title="还没有稿子">交出来以后，每一版都会留在这里。</Empty>
  const days = new Map<string, VersionAnswer[]>()
  for (const version of versions) days.set(formatDay(version.at), [...(days.get(formatDay(version.at)) ?? []), version])
  // Of three the one picked first is let go.
  const toggle = (key: string) => pick(picked.includes(key) ? picked.filter((one) => one !== key) : [...picked, key].slice(-2))
  return (
    <>
      {versions.length === 1 ? <p className="quiet">现在只有一稿。往后每写一阵，都会在这里多一稿，随时可以看、可以比、可以恢复。</p> : null}
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((version) => (
              <li key={keyOf(version)}>
                {versions.length > 1 ? (
                  <label className="choose">
                    <input type="checkbox" checked={picked.includes(keyOf(version))} onChange={() => toggle(keyOf(version))} />
                    <span className="sr">比较{nameOfVersion(version)}</span>
                  </label>
                ) : null}
                <button type="button" className="version" onClick={() => read(version)}>
                  <Face version={version} history={history} newest={version === versions[0]} />
                </button>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function Face({ version, history, newest }: { version: VersionAnswer; history: HistoryAnswer; newest: boolean }) {
  const [since, at] = [formatTime(version.since), formatTime(version.at)]
  const kind = kindOfVersion(version, history)
  const names = namesOf(version.accounts, history.writers)
  return (
    <>
      <b className="when">{since === at ? at : `${since}–${at}`}</b>
      {kind ? <span className="state">{kind}</span> : null}
      {newest ? <span className="state ended">最新</span> : null}
      <span className="hands" title={names.join('、')}>
        {fewNames(names)}
      </span>
    </>
  )
}
