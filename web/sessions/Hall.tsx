import { type ReactNode, useState } from 'react'
import { type AgendaItem, isCurrent, isProposed } from '../../shared/agenda.ts'
import { isAgendaInk, isPresent } from '../../shared/sessions.ts'
import { ItemSheet } from '../agenda/ItemSheet.tsx'
import { AgendaRail } from '../agenda/AgendaRail.tsx'
import { LateItemDialog } from '../agenda/LateItemDialog.tsx'
import { ProposedSheet } from '../agenda/ProposedSheet.tsx'
import { CardsWaiting } from '../cards/CardsWaiting.tsx'
import { DictateDialog } from '../cards/DictateDialog.tsx'
import { PlaceDialog } from '../cards/PlaceDialog.tsx'
import { useClauses } from '../documents/use-clauses.ts'
import { useRoom } from '../documents/use-room.ts'
import { OpinionSheet } from '../opinions/OpinionSheet.tsx'
import { SignersDialog } from '../opinions/SignersDialog.tsx'
import { Dialog, Sheet } from '../ui/Over.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import { AddPerson } from './AddPerson.tsx'
import { AtTheDoor } from './AtTheDoor.tsx'
import { DoorPanel } from './DoorPanel.tsx'
import { HallBar } from './HallBar.tsx'
import { HallFrame } from './HallFrame.tsx'
import { HallTools } from './HallTools.tsx'
import type { Opened, OpenHall } from './opened.ts'
import { PeopleSheet } from './PeopleSheet.tsx'
import { Preparing } from './Preparing.tsx'
import { Roster } from './Roster.tsx'
import { Seats } from './Seats.tsx'
import { speakerOf } from './SpeakerClock.tsx'
import type { HallRecords } from './use-hall.ts'
import './hall.css'

/** The hall: the tablet of whoever runs the session or keeps its record. */
export function Hall({ hall }: { hall: HallRecords }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const ink = isAgendaInk(hall.session.state)
  return (
    <>
      {ink ? <Preparing hall={hall} onOpen={setOpened} /> : <Running hall={hall} opened={opened} onOpen={setOpened} onClose={close} />}
      <Overlays hall={hall} opened={opened} onOpen={setOpened} onClose={close} />
    </>
  )
}

function Running({
  hall,
  opened,
  onOpen,
  onClose,
}: {
  hall: HallRecords
  opened: Opened | null
  onOpen: OpenHall
  onClose: () => void
}) {
  const { session, items, cards, opinion } = hall
  const here = useRoom(session.opinionDocumentId)
  const clauses = useClauses(here.room)
  const placing = opened?.kind === 'place' ? (cards.find((card) => card.id === opened.card.id) ?? opened.card) : null

  function drop(cardId: string) {
    const card = cards.find((one) => one.id === cardId)
    if (card?.may.includes('place')) onOpen({ kind: 'place', card })
  }

  return (
    <>
      <HallFrame
        session={session}
        saved={<SavedMark state={here.look.saved} />}
        onOpen={onOpen}
        agenda={
          <AgendaRail
            items={items}
            startedAt={session.startedAt}
            onOpen={(id) => onOpen({ kind: 'item', id })}
            onProposed={() => onOpen({ kind: 'proposed' })}
          />
        }
        side={
          <>
            <AtTheDoor session={session} />
            <CardsWaiting
              cards={cards}
              all={opened?.kind === 'cards'}
              onAll={(all) => (all ? onOpen({ kind: 'cards' }) : onClose())}
              onPlace={(card) => onOpen({ kind: 'place', card })}
            />
            <Seats session={session} onOpen={() => onOpen({ kind: 'people' })} />
          </>
        }
        bar={<HallBar hall={hall} onOpen={onOpen} />}
      >
        {opinion ? <OpinionSheet opinion={opinion} here={here} me={session.me} cards={cards} items={items} onDropCard={drop} /> : null}
      </HallFrame>
      {placing ? <PlaceDialog card={placing} clauses={clauses} open onClose={onClose} /> : null}
    </>
  )
}

function Overlays({
  hall,
  opened,
  onOpen,
  onClose,
}: {
  hall: HallRecords
  opened: Opened | null
  onOpen: OpenHall
  onClose: () => void
}): ReactNode {
  const { session, items, opinion } = hall
  const is = (kind: Opened['kind']) => opened?.kind === kind
  const item: AgendaItem | undefined = opened?.kind === 'item' ? items.find((one) => one.id === opened.id) : undefined
  const present = session.participants.filter((person) => isPresent(person.state))
  return (
    <>
      {item ? <ItemSheet key={item.id} item={item} items={items} people={present} me={session.me} open onClose={onClose} /> : null}
      <ProposedSheet items={items.filter((one) => isProposed(one.state))} open={is('proposed')} onClose={onClose} />
      <LateItemDialog sessionId={session.id} proposing={false} open={is('late')} onClose={onClose} />
      <PeopleSheet session={session} open={is('floor')} onClose={onClose} />
      <DictateDialog
        sessionId={session.id}
        itemId={items.find((one) => isCurrent(one.state))?.id ?? null}
        people={present}
        speakerId={speakerOf(session)?.id ?? null}
        open={is('dictate')}
        onClose={onClose}
      />
      <Dialog open={is('door')} onClose={onClose} title="请人进来">
        <DoorPanel session={session} />
      </Dialog>
      <Dialog open={is('addPerson')} onClose={onClose} title="点名签到">
        <AddPerson sessionId={session.id} />
      </Dialog>
      <Sheet open={is('people')} onClose={onClose} title={`在座 ${present.length} 人`}>
        <Roster session={session} />
        {session.may.includes('addParticipant') ? (
          <section className="by-hand">
            <h3>没在名单上的，点名签到</h3>
            <AddPerson sessionId={session.id} />
          </section>
        ) : null}
      </Sheet>
      <HallTools hall={hall} open={is('tools')} onOpen={onOpen} onClose={onClose} />
      {opinion && is('signers') ? <SignersDialog opinion={opinion} open onClose={onClose} /> : null}
    </>
  )
}
