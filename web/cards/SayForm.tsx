import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSay } from '../ui/Saying.tsx'
import { cardDeeds } from './card-deeds.ts'
import './cards.css'

const longest = 500

/** 说一句: one sentence from a seat. What is half written stays on this device until it is sent. */
export function SayForm({ sessionId, itemId, itemWords }: { sessionId: string; itemId: string | null; itemWords: string | null }) {
  const { say } = useSay()
  const [words, setWords] = useDraft(`say:${sessionId}`)

  async function send() {
    await cardDeeds.say(sessionId, words.trim(), itemId)
    setWords('')
    say('主持人收到了')
  }

  return (
    <section className="say">
      <label htmlFor="say-words" className="song">
        您想说什么？
      </label>
      {itemWords ? <p className="quiet small">正在谈：{itemWords}</p> : null}
      <textarea
        id="say-words"
        className="input"
        rows={4}
        maxLength={longest}
        value={words}
        aria-describedby="say-hint"
        onChange={(event) => setWords(event.target.value)}
      />
      {words.length > longest - 100 ? <p className="quiet small">还能写 {longest - words.length} 个字</p> : null}
      <Button kind="next" size="big wide" disabled={words.trim() === ''} onPress={send}>
        说出去
      </Button>
      <p id="say-hint" className="hint small">
        <Icon name="mic" /> 不方便打字？点键盘上的话筒说，或者请记录人代记，念给您听。
      </p>
    </section>
  )
}

/** Words kept on this device while they are being written: a reload or a call loses nothing. */
function useDraft(place: string): [string, (words: string) => void] {
  const [words, setWords] = useState(() => {
    try {
      return sessionStorage.getItem(place) ?? ''
    } catch {
      return ''
    }
  })
  return [
    words,
    (next) => {
      setWords(next)
      try {
        if (next) sessionStorage.setItem(place, next)
        else sessionStorage.removeItem(place)
      } catch {
        // A private window keeps nothing; the words stay on the page.
      }
    },
  ]
}
