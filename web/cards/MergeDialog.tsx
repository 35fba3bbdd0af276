import { useState } from 'react'
import type { Card } from '../../shared/cards.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { cardDeeds } from './card-deeds.ts'
import './cards.css'

/** Merges a card into another that says the same; both speakers stay among the sources. */
export function MergeDialog({
  card,
  others,
  open,
  onClose,
}: {
  card: Card
  others: readonly Card[]
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const [into, setInto] = useState('')

  async function merge() {
    const fresh = await cardDeeds.merge(card, into)
    say('合在一起了，两位的话都留着', { undo: () => cardDeeds.takeBack(fresh) })
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="和哪一张合在一起"
      actions={
        <Button kind="next" disabled={into === ''} onPress={merge}>
          合在一起
        </Button>
      }
    >
      <blockquote className="read-aloud">{card.words}</blockquote>
      <fieldset className="picks">
        <legend className="sr">合到哪一张</legend>
        {others.map((other) => (
          <label key={other.id} className="pick">
            <input type="radio" name="into" checked={into === other.id} onChange={() => setInto(other.id)} />
            <b>
              {other.words}
              <small className="quiet small"> {other.speaker.name}</small>
            </b>
          </label>
        ))}
      </fieldset>
    </Dialog>
  )
}
