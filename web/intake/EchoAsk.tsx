import { useState } from 'react'
import { confirmations } from '../../shared/intake.ts'
import type { Echo } from '../../shared/intake-shapes.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'

/** The question at the end of the thread: is it done? A tap is the answer; no asks what is missing. */
export function EchoAsk({ echo: { id, version } }: { echo: Echo }) {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const confirm = (how: 'yes' | 'partly') =>
    deed((options) => api.echo[':id'].confirm.$post({ param: { id }, json: { version, how } }, options))

  async function deny() {
    await deed((options) => api.echo[':id'].deny.$post({ param: { id }, json: { version, words: words.trim() } }, options))
    setOpen(false)
  }

  return (
    <div className="echo-ask">
      <p>
        <b>这件事解决了吗？</b>
      </p>
      <div>
        <Button onPress={() => confirm('yes')}>{confirmations.yes}</Button>
        <Button onPress={() => confirm('partly')}>{confirmations.partly}</Button>
        <Button onPress={() => setOpen(true)}>没办好</Button>
      </div>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="哪里还没办好？"
        actions={
          <Button kind="next" size="wide" disabled={words.trim() === ''} onPress={deny}>
            请他们再办
          </Button>
        }
      >
        <TextArea label="写给经办的人" hint="会退回去重新办一次。" value={words} onChange={setWords} maxLength={1000} />
      </Dialog>
    </div>
  )
}
