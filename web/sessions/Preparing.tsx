import { useState } from 'react'
import { isOpenDoor, isPresent, type Session, sessionForms, sessionWorkflow } from '../../shared/sessions.ts'
import { InkAgendaIn } from '../agenda/InkAgenda.tsx'
import { useRoom } from '../documents/use-room.ts'
import { SessionPack } from '../offline/SessionPack.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDate } from '../ui/moments.ts'
import { AtTheDoor } from './AtTheDoor.tsx'
import { DoorPanel } from './DoorPanel.tsx'
import { EditSession } from './EditSession.tsx'
import type { OpenHall } from './opened.ts'
import { HallBar } from './HallBar.tsx'
import { HallFrame } from './HallFrame.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { Roster } from './Roster.tsx'
import type { HallRecords } from './use-hall.ts'
import './common.css'
import './hall.css'

const faces = { people: '签到', agenda: '议程' } as const
type Face = keyof typeof faces

/** The hall before the start: the agenda in ink, who is expected, and once check-in is open the door and the roster. */
export function Preparing({ hall, onOpen }: { hall: HallRecords; onOpen: OpenHall }) {
  const { session, items } = hall
  const here = useRoom(session.agendaDocumentId)
  const doorOpen = isOpenDoor(session.state)
  const [face, setFace] = useState<Face>('people')
  const came = session.participants.filter((person) => isPresent(person.state)).length
  const proposed = items.length
  const agenda = (
    <>
      {proposed > 0 ? (
        <Button className="proposals" onPress={() => onOpen({ kind: 'proposed' })}>
          有人提出 {proposed} 项，看一看
        </Button>
      ) : null}
      <InkAgendaIn here={here} />
    </>
  )
  return (
    <HallFrame
      session={session}
      saved={<SavedMark state={here.look.saved} />}
      onOpen={onOpen}
      side={
        doorOpen ? (
          <>
            <AtTheDoor session={session} />
            <DoorPanel session={session} />
            <Warnings session={session} />
            <SessionPack sessionId={session.id} />
          </>
        ) : (
          <>
            <Facts session={session} />
            <SessionPack sessionId={session.id} />
            <section>
              <h2>
                请了谁 <small>{session.participants.length > 0 ? `${session.participants.length} 位` : ''}</small>
              </h2>
              {session.participants.length > 0 ? (
                <Roster session={session} />
              ) : (
                <p className="quiet small">还没请谁。现场来的人到时候扫码就进来，不用先请。</p>
              )}
              {session.may.includes('invite') ? <InviteDialog session={session} /> : null}
            </section>
          </>
        )
      }
      bar={<HallBar hall={hall} onOpen={onOpen} />}
    >
      <article className="sheet">
        <header>
          <h2 className="song">{session.title}</h2>
          {doorOpen ? (
            <div className="faces" role="tablist" aria-label="签到和议程">
              {(Object.keys(faces) as Face[]).map((key) => (
                <button key={key} type="button" role="tab" aria-selected={face === key} onClick={() => setFace(key)}>
                  {faces[key]}
                  {key === 'people' ? ` ${came} 位` : ''}
                </button>
              ))}
            </div>
          ) : (
            <span className="quiet small nowrap">议程</span>
          )}
        </header>
        {doorOpen && face === 'people' ? <Roster session={session} /> : agenda}
      </article>
    </HallFrame>
  )
}

/** When and where, and how far it has come. */
function Facts({ session }: { session: Session }) {
  return (
    <section>
      <h2>
        这场会
        <StateBadge workflow={sessionWorkflow} state={session.state} />
      </h2>
      <dl className="facts">
        <dt>形式</dt>
        <dd>{sessionForms[session.form]}</dd>
        <dt>地方</dt>
        <dd>{session.venueName || '还没选'}</dd>
        {session.preset === 'forum' || session.scheduledAt ? (
          <>
            <dt>时间</dt>
            <dd>{session.scheduledAt ? formatDate(session.scheduledAt) : '还没定'}</dd>
          </>
        ) : null}
        <dt>主办</dt>
        <dd>{session.hosts.map((host) => host.name).join('、')}</dd>
      </dl>
      {session.reason ? <p className="small">上次退回：{session.reason}</p> : null}
      {session.may.includes('edit') ? <EditSession session={session} /> : null}
    </section>
  )
}

/** Who is still missing: a reminder, never a block. */
function Warnings({ session }: { session: Session }) {
  if (session.compositionWarnings.length === 0) return null
  return (
    <section>
      <h2>提醒一下</h2>
      <ul className="warnings">
        {session.compositionWarnings.map((warning) => (
          <li key={warning}>
            <Icon name="warn" /> {warning}
          </li>
        ))}
      </ul>
    </section>
  )
}
