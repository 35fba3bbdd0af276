import { useState } from 'react'
import { type ItemKind, itemKinds } from '../../shared/agenda.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { itemDeeds } from './item-deeds.ts'

/** Adds an item to talk about: at once by whoever runs the session, as a proposal by everybody else. */
export function LateItemDialog({
  sessionId,
  proposing,
  open,
  onClose,
}: {
  sessionId: string
  /** True on a seat: the facilitator decides whether it fits in. */
  proposing: boolean
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const [words, setWords] = useState('')
  const [kind, setKind] = useState<ItemKind>('talk')
  const [minutes, setMinutes] = useState('10')
  const length = Number(minutes)
  const isSpan = Number.isInteger(length) && length >= 1 && length <= 480

  async function add() {
    const item = await itemDeeds.propose(sessionId, words.trim(), kind, length)
    if (!proposing && item.may.includes('accept')) await itemDeeds.accept(item)
    say(proposing ? '提出来了，等主持人安排' : '加进议程了')
    setWords('')
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={proposing ? '提一件要谈的事' : '加一项议程'}
      actions={
        <>
          <Button kind="bare" onPress={onClose}>
            先不加
          </Button>
          <Button kind="next" disabled={words.trim() === '' || !isSpan} onPress={add}>
            {proposing ? '提出来' : '加进议程'}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField label="要谈什么" maxLength={200} autoFocus value={words} onChange={setWords} />
        {proposing ? null : (
          <Select label="怎么谈" value={kind} options={itemKinds} onChange={(value) => setKind(value as ItemKind)} />
        )}
        <TextField
          label="要谈多久（分钟）"
          inputMode="numeric"
          value={minutes}
          error={isSpan ? null : '请填 1 到 480 的整数'}
          onChange={setMinutes}
        />
      </div>
    </Dialog>
  )
}
