import '../../../web/tokens.css'
import '../../../web/parts.css'
import { createRoot } from 'react-dom/client'
import { mayWrite } from '../../../shared/documents/access.ts'
import { AgendaEditor } from '../../../web/documents/AgendaEditor.tsx'
import { Editor } from '../../../web/documents/Editor.tsx'
import { Paper } from '../../../web/documents/Paper.tsx'
import { Presence } from '../../../web/documents/Presence.tsx'
import { type DocumentInfo, useRoom } from '../../../web/documents/use-room.ts'
import { SavedMark } from '../../../web/ui/SavedMark.tsx'
import { Saying } from '../../../web/ui/Saying.tsx'

/** Nothing but the sheet on a real room: the address says which text it opens. */
const text = new URLSearchParams(location.search).get('text') ?? ''
const me = { name: '委员甲', kind: 'member' } as const
const idBeside = (clause: { id: string }) => <span>{clause.id}</span>
const rightOf = ({ right }: DocumentInfo) => (!mayWrite(right) ? 'read' : right === 'edit' ? 'edit' : 'contribute')

function Sheet() {
  const here = useRoom(text)
  return (
    <main className="sheet">
      <SavedMark state={here.look.saved} />
      <Paper here={here}>
        {(room, info) =>
          info.kind === 'agenda' ? (
            <AgendaEditor room={room} right={rightOf(info)} scope={info.scope} info={info} />
          ) : (
            <>
              <Editor room={room} me={me} right={rightOf(info)} info={info} label="意见稿" renderBeside={idBeside} />
              <Presence room={room} />
            </>
          )
        }
      </Paper>
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
