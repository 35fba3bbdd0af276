import { useEffect, useState } from 'react'
import { api } from '../api.ts'
import { Icon } from '../ui/Icon.tsx'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import './proposals.css'

export type Candidate = { id: string; name: string }

const fewEnough = 6
const shownAtOnce = 12
const pauseMs = 250

/** Members of the 政协 one may ask: a few signs of the name, then a tick. */
export function CandidatePick({
  organisationId,
  chosen,
  without = [],
  onChange,
}: {
  organisationId: string
  chosen: readonly Candidate[]
  /** Those who are on it already. */
  without?: readonly string[]
  onChange: (chosen: Candidate[]) => void
}) {
  const [typed, setTyped] = useState('')
  const asked = useAfterPause(typed.trim())
  const answer = useAnswer(
    () => api.proposals.candidates.$get({ query: { organisationId, ...(asked ? { q: asked } : {}) } }),
    [],
    [organisationId, asked],
  )
  // The names found before stay until the next ones are here.
  const [kept, setKept] = useState(answer.data)
  if (answer.data && answer.data !== kept) setKept(answer.data)
  const data = answer.data ?? kept
  const toggle = (person: Candidate, on: boolean) =>
    onChange(on ? [...chosen, person] : chosen.filter(({ id }) => id !== person.id))

  return (
    <Shown answer={{ ...answer, data }}>
      {({ candidates }) => {
        const found = candidates.filter(({ id }) => !without.includes(id))
        // Who is ticked stays in sight, whatever is looked for next.
        const ticked = chosen.filter(({ id }) => !without.includes(id))
        const others = found.filter(({ id }) => !ticked.some((one) => one.id === id))
        const rest = others.length - shownAtOnce
        if (found.length === 0 && typed === '') return <p className="quiet">没有别的委员可以请。</p>
        return (
          <fieldset className="candidates">
            <legend className="sr">请哪几位委员</legend>
            {found.length > fewEnough || typed !== '' ? (
              <div className="candidates-search">
                <Icon name="search" />
                <input className="input" type="search" aria-label="按姓名找委员" placeholder="按姓名找" value={typed} onChange={(event) => setTyped(event.target.value)} />
              </div>
            ) : null}
            <p className="quiet small" role="status">
              {chosen.length > 0 ? `已选 ${chosen.length} 位：${chosen.map(({ name }) => name).join('、')}` : ''}
            </p>
            <div className="picks">
              {[...ticked, ...others.slice(0, shownAtOnce)].map((person) => (
                <label key={person.id} className="pick">
                  <input type="checkbox" checked={chosen.some(({ id }) => id === person.id)} onChange={(event) => toggle(person, event.target.checked)} />
                  <b>{person.name}</b>
                </label>
              ))}
            </div>
            {rest > 0 ? <p className="quiet small">还有 {rest} 位，输一个字就好找了。</p> : null}
            {found.length === 0 ? <p className="quiet">没有找到“{typed.trim()}”，换一个字再找。</p> : null}
          </fieldset>
        )
      }}
    </Shown>
  )
}

/** What was typed, once the hand has paused. */
function useAfterPause(typed: string): string {
  const [asked, setAsked] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return asked
}
