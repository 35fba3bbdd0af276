import { useState } from 'react'
import { type HandName, hands, type Session } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { sessionDeeds } from './session-deeds.ts'
import './hall.css'

/** Asks colleagues to come, each with the hand their role gives them. */
export function InviteDialog({ session }: { session: Session }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="invite" onPress={() => setOpen(true)}>
        请人来
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="请谁来">
        <Colleagues session={session} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function Colleagues({ session, onDone }: { session: Session; onDone: () => void }) {
  const { say } = useSay()
  const answer = useAnswer(
    () => api.sessions[':id'].colleagues.$get({ param: { id: session.id } }),
    [`session:${session.id}`],
    [session.id],
  )
  const [wanted, setWanted] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<string, HandName>>(new Map())

  async function invite() {
    await sessionDeeds.invite(
      session.id,
      [...chosen].map(([personId, hand]) => ({ personId, hand })),
    )
    say(`请了 ${chosen.size} 位，会出现在他们的会议里`)
    onDone()
  }

  return (
    <Shown answer={answer}>
      {({ colleagues }) => {
        const shown = colleagues.filter((one) => !one.listed && one.name.includes(wanted.trim()))
        return (
          <div className="stack">
            {colleagues.length > 12 ? <TextField label="找一位" value={wanted} onChange={setWanted} /> : null}
            {shown.length === 0 ? <Empty title="没有别的同事可请了" /> : null}
            <fieldset className="picks">
              <legend className="sr">请哪几位</legend>
              {shown.map((one) => (
                <label key={one.personId} className="pick">
                  <input
                    type="checkbox"
                    checked={chosen.has(one.personId)}
                    onChange={(event) => {
                      const next = new Map(chosen)
                      if (event.target.checked) next.set(one.personId, one.hand)
                      else next.delete(one.personId)
                      setChosen(next)
                    }}
                  />
                  <b>{one.name}</b>
                  <span>{hands[one.hand]}</span>
                </label>
              ))}
            </fieldset>
            <Button kind="next" size="wide" disabled={chosen.size === 0} onPress={invite}>
              {chosen.size > 0 ? `请这 ${chosen.size} 位` : '请人来'}
            </Button>
          </div>
        )
      }}
    </Shown>
  )
}
