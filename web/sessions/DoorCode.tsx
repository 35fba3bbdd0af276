import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Page } from '../ui/Page.tsx'
import './seat.css'

/** Six digits lead to the waiting room of a session. */
export function DoorCode() {
  const navigate = useNavigate()
  const me = useMe()
  const actor = me.data?.actor
  const known = actor && actor.kind !== 'stranger' ? actor.name : null
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const digits = code.replaceAll(/\D/g, '').slice(0, 6)
  const given = known ?? name.trim()

  async function knock() {
    const { sessionId } = await deed((o) => api.sessions.door.$post({ json: { code: digits, name: given } }, o))
    me.again()
    await navigate(`/sessions/${sessionId}`)
  }

  return (
    <Page view="phone" title="进会场" width="narrow" right={<LargeType />}>
      <form className="stack door-page" onSubmit={(event) => event.preventDefault()}>
        <TextField
          label="会议码"
          hint="主持人屏幕上的 6 位数字。能扫二维码的，扫码就直接进来。"
          inputMode="numeric"
          autoFocus
          value={digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits}
          onChange={setCode}
        />
        {known ? (
          <p>
            您是<b>{known}</b>。
          </p>
        ) : (
          <TextField label="怎么称呼您" autoComplete="name" maxLength={40} value={name} onChange={setName} />
        )}
        <Button type="submit" kind="next" size="big wide" disabled={digits.length < 6 || given === ''} onPress={knock}>
          到门口等
        </Button>
      </form>
    </Page>
  )
}
