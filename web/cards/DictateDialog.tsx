import { useState } from 'react'
import type { Card } from '../../shared/cards.ts'
import { hands, type Participant } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextArea } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { cardDeeds } from './card-deeds.ts'
import './cards.css'

/** 口述代录: writes down what somebody says, reads it back to them, and keeps that they agreed. */
export function DictateDialog({
  sessionId,
  itemId,
  people,
  speakerId,
  open,
  onClose,
}: {
  sessionId: string
  itemId: string | null
  people: readonly Participant[]
  /** Who has the floor: most likely their words. */
  speakerId: string | null
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const [chosen, setChosen] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [card, setCard] = useState<Card | null>(null)
  const personId = chosen ?? speakerId ?? ''

  function close() {
    setCard(null)
    setWords('')
    setChosen(null)
    onClose()
  }

  async function write() {
    setCard(await cardDeeds.say(sessionId, words.trim(), itemId, personId))
  }

  async function agree() {
    if (card) await cardDeeds.confirm(card)
    say('记下了，本人认可')
    close()
  }

  if (card) {
    return (
      <Dialog
        open={open}
        onClose={close}
        title={`请念给${card.speaker.name}听`}
        actions={
          <>
            <Button kind="bare" onPress={close}>
              等会儿再念
            </Button>
            <Button kind="next" onPress={agree}>
              本人认可
            </Button>
          </>
        }
      >
        <blockquote className="read-aloud song">“{card.words}”</blockquote>
        <p className="quiet small">念一遍，问一句“是这个意思吗”。不对就先不认可，再代记一句对的。</p>
      </Dialog>
    )
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title="代记一句"
      actions={
        <>
          <Button kind="bare" onPress={close}>
            先不记
          </Button>
          <Button kind="next" disabled={personId === '' || words.trim() === ''} onPress={write}>
            记下，念给本人听
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select
          label="谁说的"
          value={personId}
          onChange={setChosen}
          empty="请选一位"
          options={Object.fromEntries(
            people.map((person) => [person.id, `${person.name}（${person.represents || hands[person.hand]}）`]),
          )}
        />
        <TextArea label="他的原话" rows={4} maxLength={500} value={words} onChange={setWords} />
      </div>
    </Dialog>
  )
}
