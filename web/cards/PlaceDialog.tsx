import { useState } from 'react'
import type { Card } from '../../shared/cards.ts'
import type { Clause } from '../../shared/documents/clauses.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { cardDeeds } from './card-deeds.ts'
import './cards.css'

const placingWords = {
  after: { words: '加一段新的话', hint: '照原话写进去，再慢慢改' },
  join: { words: '已经写到了', hint: '只记上他也这么说' },
}
const shortest = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}……` : text)

/** Where in the opinion a card goes: as words of its own, or to a clause that already says it. */
export function PlaceDialog({
  card,
  clauses,
  open,
  onClose,
}: {
  card: Card
  /** The clauses as they stand now. */
  clauses: readonly Clause[]
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const [how, setHow] = useState<'after' | 'join'>('after')
  const [clauseId, setClauseId] = useState('')
  const written = clauses.filter((clause) => clause.id !== '' && clause.text.trim() !== '')
  const joining = how === 'join'

  async function place() {
    const fresh = await cardDeeds.place(card, {
      after: joining || clauseId === '' ? null : clauseId,
      join: joining ? clauseId : null,
    })
    say(joining ? '算作那一条的来处了' : '放进意见稿了', { undo: () => cardDeeds.takeBack(fresh) })
    setHow('after')
    setClauseId('')
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="放进意见稿"
      actions={
        <>
          <Button kind="bare" onPress={onClose}>
            先不放
          </Button>
          <Button kind="next" disabled={joining && clauseId === ''} onPress={place}>
            {joining ? '算作这一条的来处' : '放进去'}
          </Button>
        </>
      }
    >
      <blockquote className="read-aloud">
        “{card.words}”<small>{card.speaker.name}</small>
      </blockquote>
      <div className="stack">
        {written.length > 0 ? (
          <Choices
            label="怎么放"
            value={how}
            options={placingWords}
            onChange={(value) => setHow(value === 'join' ? 'join' : 'after')}
          />
        ) : null}
        {written.length > 0 ? (
          <fieldset className="picks places">
            <legend>{joining ? '哪一条已经写到了' : '放在哪里'}</legend>
            {joining ? null : (
              <label className="pick">
                <input type="radio" name="place" checked={clauseId === ''} onChange={() => setClauseId('')} />
                <b>放在最后</b>
              </label>
            )}
            {written.map((clause) => (
              <label key={clause.id} className="pick">
                <input type="radio" name="place" checked={clauseId === clause.id} onChange={() => setClauseId(clause.id)} />
                <b>
                  {joining ? '' : '放在这句后面：'}
                  {shortest(clause.text)}
                </b>
              </label>
            ))}
          </fieldset>
        ) : (
          <p className="quiet small">意见稿还是空的，这句话会成为第一段。</p>
        )}
      </div>
    </Dialog>
  )
}
