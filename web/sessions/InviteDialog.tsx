import { useState } from 'react'
import { type HandName, hands, type Session } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { seatGroups } from './hands.tsx'
import { sessionDeeds } from './session-deeds.ts'
import './hall.css'

const manyPeople = 12

/** Asks colleagues to come, each with the hand their role gives them. */
export function InviteDialog({ session }: { session: Session }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ReadonlyMap<string, HandName>>(new Map())

  async function invite() {
    await sessionDeeds.invite(
      session.id,
      [...chosen].map(([personId, hand]) => ({ personId, hand })),
    )
    say(`请了 ${chosen.size} 位，这场会已在他们的单子上`)
    setChosen(new Map())
    setOpen(false)
  }

  return (
    <>
      <Button className="invite" onPress={() => setOpen(true)}>
        请人来
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="请谁来"
        actions={
          <>
            <Button kind="bare" onPress={() => setOpen(false)}>
              先不请
            </Button>
            <Button kind="next" disabled={chosen.size === 0} onPress={invite}>
              {chosen.size > 0 ? `请这 ${chosen.size} 位` : '请人来'}
            </Button>
          </>
        }
      >
        <Colleagues sessionId={session.id} chosen={chosen} onChoose={setChosen} />
      </Dialog>
    </>
  )
}

function Colleagues({
  sessionId,
  chosen,
  onChoose,
}: {
  sessionId: string
  chosen: ReadonlyMap<string, HandName>
  onChoose: (chosen: ReadonlyMap<string, HandName>) => void
}) {
  const [wanted, setWanted] = useState('')
  const answer = useAnswer(
    () => api.sessions[':id'].colleagues.$get({ param: { id: sessionId } }),
    [`session:${sessionId}`],
    [sessionId],
  )
  function choose(personId: string, hand: HandName, come: boolean) {
    const next = new Map(chosen)
    if (come) next.set(personId, hand)
    else next.delete(personId)
    onChoose(next)
  }
  return (
    <Shown answer={answer}>
      {({ colleagues }) => {
        const shown = colleagues.filter((one) => !one.listed && one.name.includes(wanted.trim()))
        return (
          <div className="stack">
            {colleagues.length > manyPeople ? <TextField label="找一位" value={wanted} onChange={setWanted} /> : null}
            {shown.length === 0 ? <Empty title="没有别的同事可请了" /> : null}
            {seatGroups.map((group) => {
              const people = shown.filter((one) => group.hands.includes(one.hand))
              if (people.length === 0) return null
              return (
                <fieldset key={group.key} className="picks">
                  <legend className="group">{group.label}</legend>
                  {people.map((one) => (
                    <label key={one.personId} className="pick">
                      <input
                        type="checkbox"
                        checked={chosen.has(one.personId)}
                        onChange={(event) => choose(one.personId, one.hand, event.target.checked)}
                      />
                      <b>{one.name}</b>
                      <span>{hands[one.hand]}</span>
                    </label>
                  ))}
                </fieldset>
              )
            })}
          </div>
        )
      }}
    </Shown>
  )
}
