import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { isPresent, type SessionDoor, sessionForms, sessionWorkflow } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useAnswer } from '../use-answer.ts'
import './seat.css'

/** What the QR in the hall opens: which session this is, and a name to come in under. */
export function Door() {
  const { token = '' } = useParams()
  const answer = useAnswer(() => api['session-doors'][':token'].$get({ param: { token } }), [], [token])
  return (
    <Shown answer={answer}>
      {(door) => (
        <Page view="phone" title={door.venueName || '会场门口'} width="narrow" right={<LargeType />}>
          <section className="door-page">
            <p className="quiet">
              {sessionForms[door.form]} · {sessionWorkflow.states[door.state].label}
            </p>
            <h2 className="song">{door.title}</h2>
            {door.open ? <ComeIn token={token} door={door} /> : <p>门还没开。请等主持人开始签到，再扫一次。</p>}
          </section>
        </Page>
      )}
    </Shown>
  )
}

function ComeIn({ token, door }: { token: string; door: SessionDoor }) {
  const navigate = useNavigate()
  const me = useMe()
  const actor = me.data?.actor
  const known = actor && actor.kind !== 'stranger' ? actor.name : null
  const [name, setName] = useState('')
  const here = door.seat !== null && isPresent(door.seat.state)

  async function enter() {
    const given = known ?? name.trim()
    const { sessionId } = await deed((o) =>
      api['session-doors'][':token'].enter.$post({ param: { token }, json: actor?.kind === 'person' ? {} : { name: given } }, o),
    )
    me.again()
    await navigate(`/sessions/${sessionId}`)
  }

  if (here) {
    return (
      <a className="btn next big wide" href={`/sessions/${door.sessionId}`}>
        回到我的座位
      </a>
    )
  }
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      {known ? (
        <p>
          您是<b>{known}</b>，点一下就进来。
        </p>
      ) : (
        <TextField
          label="怎么称呼您"
          hint="写您愿意用的名字，会上大家看得到，比如：村民代表乙。"
          autoComplete="name"
          maxLength={40}
          value={name}
          onChange={setName}
        />
      )}
      <Button type="submit" kind="next" size="big wide" disabled={!known && name.trim() === ''} onPress={enter}>
        我来了
      </Button>
    </form>
  )
}
