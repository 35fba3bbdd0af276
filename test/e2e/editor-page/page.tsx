import '../../../web/tokens.css'
import '../../../web/parts.css'
import { useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { AgendaEditor } from '../../../web/documents/AgendaEditor.tsx'
import { Editor } from '../../../web/documents/Editor.tsx'
import { Presence } from '../../../web/documents/Presence.tsx'
import { openRoom, type Room } from '../../../web/documents/room.ts'
import { SavedMark } from '../../../web/ui/SavedMark.tsx'
import { Saying } from '../../../web/ui/Saying.tsx'

/** Nothing but the editor on a real room: what the address says is what it opens. */
const asked = new URLSearchParams(location.search)
const right = (asked.get('right') ?? 'edit') as 'edit' | 'contribute' | 'read'
const me = { name: asked.get('name') ?? '委员甲', kind: 'member' } as const

const idBeside = (clause: { id: string }) => <span>{clause.id}</span>

function Sheet() {
  const [room] = useState<Room>(() => openRoom(asked.get('text') ?? '', Number(asked.get('generation') ?? 1)))
  const look = useSyncExternalStore(room.subscribe, room.look)
  return (
    <main className="sheet">
      <SavedMark state={look.saved} />
      <p role="status">{look.closed?.words ?? look.trouble}</p>
      {look.synced && asked.get('kind') === 'agenda' ? <AgendaEditor room={room} right={right} /> : null}
      {look.synced && asked.get('kind') !== 'agenda' ? (
        <>
          <Editor room={room} me={me} right={right} label="意见稿" renderBeside={idBeside} />
          <Presence room={room} />
        </>
      ) : null}
    </main>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <Saying>
      <Sheet />
    </Saying>,
  )
}
