import { useState } from 'react'
import type { AgendaItem } from '../../shared/agenda.ts'
import type { Participant } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextArea, Tick } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { itemDeeds } from './item-deeds.ts'

/** Records 保留意见, verbatim: one's own, or somebody's whose words are written down and read back. */
export function ReservationDialog({
  item,
  people,
  me,
  open,
  onClose,
}: {
  item: AgendaItem
  /** Those whose words may be written down; nobody but oneself on a seat. */
  people: readonly Participant[]
  me: Participant | null
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const own = people.length === 0
  const [personId, setPersonId] = useState('')
  const [words, setWords] = useState('')
  const [heard, setHeard] = useState(false)
  const whose = own ? (me?.id ?? '') : personId
  const name = people.find((person) => person.id === personId)?.name

  async function record() {
    await itemDeeds.reserve(item, whose, words.trim(), own || heard)
    say('保留意见已记下，原话照录')
    setWords('')
    setPersonId('')
    setHeard(false)
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`保留意见 · ${item.words}`}
      actions={
        <>
          <Button kind="bare" onPress={onClose}>
            先不记
          </Button>
          <Button kind="next" disabled={whose === '' || words.trim() === '' || (!own && !heard)} onPress={record}>
            记下原话
          </Button>
        </>
      }
    >
      <div className="stack">
        {own ? null : (
          <Select
            label="谁的保留意见"
            value={personId}
            onChange={setPersonId}
            empty="请选一位"
            options={Object.fromEntries(people.map((person) => [person.id, person.name]))}
          />
        )}
        <TextArea
          label={own ? '您保留什么，照您的话写' : '他的原话，一字不改'}
          value={words}
          maxLength={500}
          rows={4}
          onChange={(value) => {
            setWords(value)
            setHeard(false)
          }}
        />
        {own ? null : <Tick label={`已念给${name ?? '本人'}听，本人认可`} value={heard} onChange={setHeard} />}
      </div>
    </Dialog>
  )
}
