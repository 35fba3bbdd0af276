import { useState } from 'react'
import { type HandName, hands } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { sessionDeeds } from './session-deeds.ts'

/** Checks somebody in by hand: a name and what they are here as. */
export function AddPerson({ sessionId }: { sessionId: string }) {
  const { say } = useSay()
  const [name, setName] = useState('')
  const [hand, setHand] = useState<HandName>('resident')
  const [represents, setRepresents] = useState('')

  async function add() {
    await sessionDeeds.addPerson(sessionId, name.trim(), hand, represents.trim())
    say(`${name.trim()}签到了`)
    setName('')
    setRepresents('')
  }

  return (
    <form className="add-person" onSubmit={(event) => event.preventDefault()}>
      <TextField label="名字" maxLength={40} value={name} onChange={setName} />
      <Select label="来的是" value={hand} options={hands} onChange={(value) => setHand(value as HandName)} />
      <TextField label="代表谁" required={false} maxLength={40} placeholder="公路部门" value={represents} onChange={setRepresents} />
      <Button type="submit" disabled={name.trim() === ''} onPress={add}>
        签到
      </Button>
    </form>
  )
}
