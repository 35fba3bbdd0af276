import { useState } from 'react'
import type { Opinion } from '../../shared/opinions.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { opinionDeeds } from './opinion-deeds.ts'

/** Changes what the opinion is called. */
export function RetitleDialog({ opinion, onDone }: { opinion: Opinion; onDone: () => void }) {
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState(opinion.title)

  async function save() {
    await opinionDeeds.retitle(opinion, title.trim())
    setOpen(false)
    onDone()
  }

  return (
    <>
      <Button size="wide" onPress={() => setOpen(true)}>
        改意见稿的标题
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="意见稿叫什么"
        actions={
          <>
            <Button kind="bare" onPress={() => setOpen(false)}>
              先不改
            </Button>
            <Button kind="next" disabled={title.trim() === ''} onPress={save}>
              改好了
            </Button>
          </>
        }
      >
        <TextField label="标题" maxLength={80} value={title} onChange={setTitle} />
      </Dialog>
    </>
  )
}
