import { mayWrite } from '../../shared/documents/access.ts'
import { AgendaEditor } from '../documents/AgendaEditor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { type RoomHere, useRoom } from '../documents/use-room.ts'
import { SavedMark } from '../ui/SavedMark.tsx'

/** The agenda while it is ink, opened on this page. */
export function InkAgenda({ documentId }: { documentId: string }) {
  const here = useRoom(documentId)
  return (
    <>
      <InkAgendaIn here={here} />
      {here.info.data && mayWrite(here.info.data.right) ? (
        <p>
          <SavedMark state={here.look.saved} />
        </p>
      ) : null}
    </>
  )
}

/** The same in a room that is open already: the page around it shows the 存 mark. */
export function InkAgendaIn({ here }: { here: RoomHere }) {
  return (
    <Paper here={here}>
      {(room, info) => (
        <AgendaEditor
          room={room}
          right={mayWrite(info.right) ? (info.right === 'edit' ? 'edit' : 'contribute') : 'read'}
          scope={info.scope}
          info={info}
        />
      )}
    </Paper>
  )
}
