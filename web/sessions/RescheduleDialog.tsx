import { useState } from 'react'
import { type Session, sessionWorkflow } from '../../shared/sessions.ts'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { fromLocalInput, toLocalInput } from '../ui/moments.ts'
import { WhenField } from './WhenField.tsx'
import { sessionDeeds } from './session-deeds.ts'

/** Moves a scheduled session to another time. */
export function RescheduleDialog({ session, onDone }: { session: Session; onDone: () => void }) {
  const { say } = useSay()
  const [when, setWhen] = useState(session.scheduledAt ? toLocalInput(session.scheduledAt) : '')
  const { label } = sessionWorkflow.moves.reschedule
  return (
    <PressAndAsk
      label={label}
      kind="plain"
      size="wide"
      title="改到什么时候"
      effect="请过的人都会看到新的时间。"
      onConfirm={async () => {
        const at = fromLocalInput(when)
        if (!at) return
        await sessionDeeds.reschedule(session, at)
        say('时间改好了')
        onDone()
      }}
    >
      <WhenField value={when} onChange={setWhen} required />
    </PressAndAsk>
  )
}
