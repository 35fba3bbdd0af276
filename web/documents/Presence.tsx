import { useEffect, useState } from 'react'
import { Name, Tile } from '../ui/Who.tsx'
import { type CaretUser, readCaretUser } from './caret.ts'
import type { Room } from './room.ts'

type Here = CaretUser & { client: number }

/** Who has this text open besides oneself. */
export function Presence({ room }: { room: Room }) {
  const here = useHere(room)
  if (here.length === 0) return null
  return (
    <ul className="presence" aria-label="正在看这份文字的人">
      {here.map((one) => (
        <li key={one.client} className="who">
          <Tile kind={one.kind} />
          <Name>{one.name}</Name>
        </li>
      ))}
    </ul>
  )
}

function useHere(room: Room): Here[] {
  const [here, setHere] = useState<Here[]>([])
  useEffect(() => {
    const { awareness } = room.provider
    const read = () => {
      const states = [...awareness.getStates()] as [number, { user?: unknown }][]
      const found = states
        .filter(([client, state]) => client !== room.doc.clientID && state.user !== undefined)
        .map(([client, state]) => ({ client, ...readCaretUser(state.user) }))
      // One person with two pages open is one person.
      setHere(found.filter((one, index) => found.findIndex((other) => other.name === one.name) === index))
    }
    read()
    awareness.on('change', read)
    return () => awareness.off('change', read)
  }, [room])
  return here
}
