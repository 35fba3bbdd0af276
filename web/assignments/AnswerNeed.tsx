import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { dayOf } from '../../shared/calendar.ts'
import { wordsOf } from '../answer.ts'
import { houseNow } from '../clock.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

type Need = { called: string; value: string; onGive: (value: string) => Promise<unknown> }

const pauseMs = 900

/** 哪天办完: a plan has its day; amber until it is there. */
export function PlanDay({ called, value, onGive }: Need) {
  const id = useId()
  const today = dayOf(new Date(houseNow()))
  const { draft, write, save, wrong } = useGiving(value, onGive)
  const past = draft !== '' && draft < today
  const ready = draft !== '' && !past
  const saveNow = useEffectEvent(save)
  // Picked from the calendar it is meant; typed figure by figure it is meant once the hand pauses.
  useEffect(() => {
    if (!ready || draft === value) return undefined
    const timer = setTimeout(() => void saveNow(), pauseMs)
    return () => clearTimeout(timer)
  }, [ready, draft, value])
  return (
    <div className={value === '' ? 'answer-need lacking' : 'answer-need'}>
      <label htmlFor={id}>哪天办完</label>
      <input
        id={id}
        className="input"
        type="date"
        min={today}
        value={draft}
        aria-label={`${called}哪天办完`}
        aria-invalid={past || undefined}
        onChange={(event) => write(event.target.value)}
        onBlur={() => (ready ? void save() : undefined)}
        onKeyDown={(event) => (event.key === 'Enter' && ready ? void save() : undefined)}
      />
      <Say wrong={past && draft > '2000' ? '计划办完的日子不能早于今天，请改一下。' : wrong} lacking={value === '' ? '计划办的，要写明日期' : ''} />
    </div>
  )
}

/** 为什么办不了: a refusal has its reason; kept when the hand goes elsewhere. */
export function RefusalReason({ called, value, onGive }: Need) {
  const id = useId()
  const { draft, write, save, wrong } = useGiving(value, onGive)
  const changed = draft.trim() !== '' && draft.trim() !== value.trim()
  return (
    <div className={value === '' ? 'answer-need lacking wide' : 'answer-need wide'}>
      <label htmlFor={id}>为什么办不了</label>
      <textarea
        id={id}
        className="input"
        rows={2}
        maxLength={300}
        value={draft}
        aria-label={`${called}为什么办不了`}
        onChange={(event) => write(event.target.value)}
        onBlur={() => (changed ? void save() : undefined)}
      />
      {changed ? <Button onPress={save}>记下原因</Button> : null}
      <Say wrong={wrong} lacking={value === '' && !changed ? '办不了的，要写明原因' : ''} />
    </div>
  )
}

function Say({ wrong, lacking }: { wrong: string; lacking: string }) {
  if (wrong) {
    return (
      <em className="wrong" role="alert">
        <Icon name="warn" /> {wrong}
      </em>
    )
  }
  return lacking ? <em>{lacking}</em> : null
}

/** What is being typed, apart from what is kept: it is given once, and what was refused stands below it. */
function useGiving(value: string, onGive: (value: string) => Promise<unknown>) {
  const [typed, setTyped] = useState<{ over: string; words: string }>({ over: value, words: value })
  const [wrong, setWrong] = useState('')
  const under = useRef<{ words: string; done: Promise<void> } | null>(null)
  // Somebody else's change shows here, unless something is being typed over the same value.
  const draft = typed.over === value ? typed.words : value

  function write(words: string) {
    setWrong('')
    setTyped({ over: value, words })
  }

  async function give(words: string) {
    try {
      await onGive(words)
    } catch (error) {
      setWrong(wordsOf(error))
    } finally {
      under.current = null
    }
  }

  function save(): Promise<void> {
    const words = draft.trim()
    if (words === '' || words === value.trim()) return Promise.resolve()
    if (under.current?.words !== words) under.current = { words, done: give(words) }
    return under.current.done
  }
  return { draft, write, save, wrong }
}
