import { useState } from 'react'
import type { Session } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { fromLocalInput, toLocalInput } from '../ui/moments.ts'
import { VenuePick } from './VenuePick.tsx'
import { WhenField } from './WhenField.tsx'
import { sessionDeeds } from './session-deeds.ts'

/** Changes what a session is called, where and when, while it is being prepared. */
export function EditSession({ session }: { session: Session }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState(session.title)
  const [venueId, setVenueId] = useState(session.venueId ?? '')
  const [when, setWhen] = useState(session.scheduledAt ? toLocalInput(session.scheduledAt) : '')

  async function save() {
    await sessionDeeds.edit(session, { title: title.trim(), venueId: venueId || null, scheduledAt: fromLocalInput(when) })
    say('改好了')
    setOpen(false)
  }

  return (
    <>
      <Button kind="bare" className="inset" onPress={() => setOpen(true)}>
        改名称、地方、时间
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="改这场会"
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
        <div className="stack">
          <TextField label="商量什么事" maxLength={80} value={title} onChange={setTitle} />
          <VenuePick value={venueId} onChange={setVenueId} />
          <WhenField value={when} onChange={setWhen} required={false} />
        </div>
      </Dialog>
    </>
  )
}
