import { useState } from 'react'
import { type HandName, hands, isPresent, participantWorkflow, type Participant } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { personDeeds, personIn } from './session-deeds.ts'

/** What somebody is here as, and whom they stand for: it decides what they may do to the texts. */
export function PersonDialog({ person, open, onClose }: { person: Participant; open: boolean; onClose: () => void }) {
  const { say } = useSay()
  const [hand, setHand] = useState<HandName>(person.hand)
  const [represents, setRepresents] = useState(person.represents)

  async function change() {
    await personDeeds.changeHand(person, hand, represents.trim())
    say('改好了')
    onClose()
  }

  async function leave() {
    const fresh = await personDeeds.leave(person)
    say(`${person.name}先走了`, { undo: () => personDeeds.checkIn(personIn(fresh, person.id)) })
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={person.name}
      actions={
        <>
          {isPresent(person.state) && person.may.includes('leave') ? (
            <Button kind="bare" onPress={leave}>
              {participantWorkflow.moves.leave.label}了
            </Button>
          ) : null}
          <Button kind="next" disabled={hand === person.hand && represents.trim() === person.represents} onPress={change}>
            改好了
          </Button>
        </>
      }
    >
      <div className="stack">
        <Select label="来的是" value={hand} options={hands} onChange={(value) => setHand(value as HandName)} />
        <TextField label="代表谁" required={false} maxLength={60} placeholder="公路部门" value={represents} onChange={setRepresents} />
      </div>
    </Dialog>
  )
}
