import { type AgendaItem, isCurrent } from '../../shared/agenda.ts'
import { isOpinionDrafting, isOpinionInk, isOpinionSealed, isOpinionSigned, isSignatureAsked, opinionWorkflow } from '../../shared/opinions.ts'
import { grassRootsForms, isAgendaInk, isOpenDoor, isSumming, isTalking, type Session, sessionWorkflow } from '../../shared/sessions.ts'
import { nextItem } from '../agenda/agenda-times.ts'
import { itemDeeds } from '../agenda/item-deeds.ts'
import { Freezing } from '../opinions/Freezing.tsx'
import { MySignature, waitsForMe } from '../opinions/MySignature.tsx'
import { TakeSignature } from '../opinions/TakeSignature.tsx'
import { opinionDeeds } from '../opinions/opinion-deeds.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { Approval } from './Approval.tsx'
import type { OpenHall } from './opened.ts'
import { SpeakerClock, speakerOf } from './SpeakerClock.tsx'
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

function StartBar({ hall: { session }, onOpen }: BarProps) {
  const warnings = session.compositionWarnings
  return (
    <>
      <p className="said">{warnings.length > 0 ? '人还没到齐，也可以先开。' : '人到得差不多了，就开始。'}</p>
      <Button size="big" onPress={() => onOpen({ kind: 'addPerson' })}>
        点名签到
      </Button>
      {warnings.length === 0 ? (
        <Button kind="next" size="big" onPress={() => sessionDeeds.start(session, false)}>
          {moves.start.label}
        </Button>
      ) : (
        <PressAndAsk
          label={moves.start.label}
          kind="next"
          size="big"
          title="这样开始吗"
          effect={
            <ul className="warnings">
              {warnings.map((warning) => (
                <li key={warning}>
                  <Icon name="warn" /> {warning}
                </li>
              ))}
            </ul>
          }
          confirm="看过了，开始"
          onConfirm={() => sessionDeeds.start(session, true)}
        />
      )}
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
      <Button size="big" onPress={() => onOpen({ kind: 'dictate' })}>
        代记一句
      </Button>
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

function SummingBar({ hall, onOpen }: BarProps) {
  const { session, opinion } = hall
  if (!opinion) return null
  const may = (move: string) => opinion.may.includes(move)
  const resume = session.may.includes('resumeTalk') ? (
    <Button size="big" onPress={() => sessionDeeds.resumeTalk(session)}>
      {moves.resumeTalk.label}
    </Button>
  ) : null

  if (isOpinionInk(opinion.state) && opinion.cardsWaiting > 0) {
    return (
      <>
        <p className="said">每张意见卡都要有个着落，才能定稿。</p>
        {resume}
        <Button kind="next" size="big" onPress={() => onOpen({ kind: 'cards' })}>
          安排 {opinion.cardsWaiting} 张意见卡
        </Button>
      </>
    )
  }
  if (isOpinionInk(opinion.state)) {
    return (
      <>
        <p className="said">{isOpinionDrafting(opinion.state) ? '把意见稿改好，念一遍，就定稿。' : '大家正在看，只能提意见，不能改。'}</p>
        {resume}
        {may('requestReview') ? (
          <Button size="big" onPress={() => opinionDeeds.requestReview(opinion)}>
            {opinionWorkflow.moves.requestReview.label}
          </Button>
        ) : may('reopen') ? (
          <Button size="big" onPress={() => opinionDeeds.reopen(opinion)}>
            {opinionWorkflow.moves.reopen.label}
          </Button>
        ) : null}
        {may('announceFreeze') ? (
          <PressAndAsk
            label="定稿"
            size="big"
            title="现在定稿吗"
            effect="会先告诉大家停笔，10 秒后落印。落了印，这一版谁也不能再改；之后请各位签名。"
            confirm="定稿"
            onConfirm={() => opinionDeeds.announceFreeze(opinion)}
          />
        ) : null}
      </>
    )
  }
  if (waitsForMe(opinion)) {
    return (
      <>
        <p className="said">意见稿定了，请您签名。</p>
        <TakeSignature opinion={opinion} />
        <MySignature opinion={opinion} size="big" />
      </>
    )
  }
  if (isOpinionSigned(opinion.state) && session.may.includes('signRecord')) {
    return (
      <>
        <p className="said">大家都签了，签记录，这场会就结束了。</p>
        <PressAndAsk
          label={moves.signRecord.label}
          size="big"
          title="签会议记录吗"
          effect="到场的人、议程、共识、保留意见和签名都记在案，之后不能改。这场会就结束了。"
          onConfirm={() => sessionDeeds.signRecord(session, false)}
        />
      </>
    )
  }
  const asked = opinion.signatures.filter((one) => isSignatureAsked(one.state)).map((one) => one.name)
  if (asked.length > 0) {
    return (
      <>
        <p className="said">
          等 {asked.length} 位签名：{asked.join('、')}
        </p>
        <TakeSignature opinion={opinion} />
      </>
    )
  }
  if (!isOpinionSealed(opinion.state)) return null
  return (
    <>
      <p className="said">已落印。请到场的委员和主持、记录签名。</p>
      {may('unfreeze') ? (
        <PressAndAsk
          label={opinionWorkflow.moves.unfreeze.label}
          kind="plain"
          size="big"
          title="重新打开意见稿"
          effect="这一版留着，另起一版接着改。"
          reason={{ label: '为什么重新打开', required: true }}
          onConfirm={({ reason }) => opinionDeeds.unfreeze(opinion, reason)}
        />
      ) : null}
      {may('openCountersign') ? (
        <Button kind="next" size="big" onPress={() => onOpen({ kind: 'signers' })}>
          {opinionWorkflow.moves.openCountersign.label}
        </Button>
      ) : null}
    </>
  )
}
