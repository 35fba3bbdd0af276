import { useState } from 'react'
import { type AgendaItem, isCurrent } from '../../shared/agenda.ts'
import { grassRootsForms, isAgendaInk, isOpenDoor, isSumming, isTalking, type Session, sessionWorkflow } from '../../shared/sessions.ts'
import { nextItem } from '../agenda/agenda-times.ts'
import { itemDeeds } from '../agenda/item-deeds.ts'
import { Freezing } from '../opinions/Freezing.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { Approval } from './Approval.tsx'
import type { OpenHall } from './opened.ts'
import { SpeakerClock, speakerOf } from './SpeakerClock.tsx'
import { SummingBar } from './SummingBar.tsx'
import { sessionDeeds, speechDeeds } from './session-deeds.ts'
import type { HallRecords } from './use-hall.ts'

type BarProps = { hall: HallRecords; onOpen: OpenHall }
const { moves } = sessionWorkflow

/** The foot of the hall: at most three large actions for this moment, the next one last, where the thumb is. */
export function HallBar({ hall, onOpen }: BarProps) {
  const { session, opinion } = hall
  const may = (move: string) => session.may.includes(move)
  if (opinion?.freezingAt) return <Freezing opinion={opinion} />
  if (may('start')) return <StartBar hall={hall} onOpen={onOpen} />
  if (isTalking(session.state)) return <TalkBar hall={hall} onOpen={onOpen} />
  if (may('resume')) {
    return (
      <>
        <p className="said">会暂停了，时间都停着。</p>
        <Button kind="next" size="big" onPress={() => sessionDeeds.resume(session)}>
          {moves.resume.label}
        </Button>
      </>
    )
  }
  if (isAgendaInk(session.state)) return <BeforeBar hall={hall} />
  if (isSumming(session.state)) return <SummingBar hall={hall} onOpen={onOpen} />
  return <p className="said">{sessionWorkflow.states[session.state].label}，等主持人继续。</p>
}

function BeforeBar({ hall: { session } }: { hall: HallRecords }) {
  const may = (move: string) => session.may.includes(move)
  if (may('approve')) return <Approval session={session} />
  if (may('openCheckIn')) {
    return (
      <>
        <p className="said">开会前 4 小时内可以开始签到。</p>
        <Button kind="next" size="big" onPress={() => sessionDeeds.openCheckIn(session)}>
          {moves.openCheckIn.label}
        </Button>
      </>
    )
  }
  if (may('openNow') && grassRootsForms.includes(session.form)) {
    return (
      <>
        <p className="said">议程随时能改，人边到边签。</p>
        <Button kind="next" size="big" onPress={() => sessionDeeds.openNow(session)}>
          {moves.openNow.label}
        </Button>
      </>
    )
  }
  if (!may('submitForApproval')) return <p className="said">{waitingWords(session)}</p>
  return (
    <>
      <p className="said">审批过了，就会通知大家。</p>
      <Button kind="next" size="big" onPress={() => sessionDeeds.submitForApproval(session)}>
        {moves.submitForApproval.label}
      </Button>
    </>
  )
}

/** What this hand waits for before the start. */
function waitingWords(session: Session): string {
  if (isOpenDoor(session.state)) return '等主持人开始。'
  return `${sessionWorkflow.states[session.state].label}，等下一步。`
}

/** One button, whoever comes in while it is pressed: where somebody lacks it asks first. */
function StartBar({ hall: { session }, onOpen }: BarProps) {
  const [asking, setAsking] = useState(false)
  const warnings = session.compositionWarnings
  return (
    <>
      <p className="said">{warnings.length > 0 ? '人还没到齐，也可以先开。' : '人到得差不多了，就开始。'}</p>
      <Button size="big" onPress={() => onOpen({ kind: 'addPerson' })}>
        点名签到
      </Button>
      <Button kind="next" size="big" onPress={() => (warnings.length === 0 ? sessionDeeds.start(session, false) : setAsking(true))}>
        {moves.start.label}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="这样开始吗"
        actions={
          <>
            <Button kind="bare" onPress={() => setAsking(false)}>
              再等等
            </Button>
            <Button kind="next" onPress={() => sessionDeeds.start(session, true)}>
              看过了，开始
            </Button>
          </>
        }
      >
        {warnings.length === 0 ? <p>人到齐了。</p> : null}
        <ul className="warnings">
          {warnings.map((warning) => (
            <li key={warning}>
              <Icon name="warn" /> {warning}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}

function TalkBar({ hall, onOpen }: BarProps) {
  const { session, items } = hall
  const speech = session.currentSpeech
  const current = items.find((item) => isCurrent(item.state))
  const canRun = session.may.includes('speak')
  return (
    <>
      {speech ? (
        <>
          <SpeakerClock speech={speech} speaker={speakerOf(session)} />
          {canRun ? (
            <Button className="round" onPress={() => speechDeeds.end(speech)}>
              说完了
            </Button>
          ) : null}
        </>
      ) : (
        <p className="said">{current ? '现在没有人在说。' : '还没开始谈哪一项。'}</p>
      )}
      <span className="gap" />
      {hall.mayWithCards.includes('record') ? (
        <Button size="big" onPress={() => onOpen({ kind: 'dictate' })}>
          代记一句
        </Button>
      ) : null}
      {canRun && current ? (
        <>
          <Button size="big" onPress={() => onOpen({ kind: 'item', id: current.id })}>
            谈完这一项
          </Button>
          <Button kind="next" size="big" onPress={() => onOpen({ kind: 'floor' })}>
            {speech ? '请下一位发言' : '请人发言'}
          </Button>
        </>
      ) : canRun ? (
        <NextItem item={nextItem(items)} hall={hall} />
      ) : null}
    </>
  )
}

/** Begins the next item, or ends the talk when none is left. */
function NextItem({ item, hall }: { item: AgendaItem | undefined; hall: HallRecords }) {
  const { say } = useSay()
  if (item) {
    return (
      <Button kind="next" size="big" onPress={() => itemDeeds.begin(item)}>
        <span>
          开始谈<span className="cut">“{item.words}”</span>
        </span>
      </Button>
    )
  }
  return (
    <Button
      kind="next"
      size="big"
      onPress={async () => {
        const fresh = await sessionDeeds.endTalk(hall.session)
        say('谈完了，接着把意见稿收好', { undo: () => sessionDeeds.resumeTalk(fresh) })
      }}
    >
      都谈完了
    </Button>
  )
}
