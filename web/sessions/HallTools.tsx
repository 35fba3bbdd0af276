import { sessionWorkflow } from '../../shared/sessions.ts'
import { isOpinionInk } from '../../shared/opinions.ts'
import { RetitleDialog } from '../opinions/RetitleDialog.tsx'
import { cardDeeds } from '../cards/card-deeds.ts'
import { SessionPack } from '../offline/SessionPack.tsx'
import { Button } from '../ui/Button.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Sheet } from '../ui/Over.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import type { OpenHall } from './opened.ts'
import { RightsDialog } from './RightsDialog.tsx'
import { RescheduleDialog } from './RescheduleDialog.tsx'
import { sessionDeeds } from './session-deeds.ts'
import type { HallRecords } from './use-hall.ts'

const { moves } = sessionWorkflow

/** What can be done besides the three large actions. */
export function HallTools({
  hall,
  open,
  onOpen,
  onClose,
}: {
  hall: HallRecords
  open: boolean
  onOpen: OpenHall
  onClose: () => void
}) {
  const { say } = useSay()
  const { session, opinion } = hall
  const may = (move: string) => session.may.includes(move)

  async function done(doing: Promise<unknown>, words: string) {
    await doing
    say(words)
    onClose()
  }

  return (
    <Sheet open={open} onClose={onClose} title="还可以办">
      <div className="stack">
        {may('propose') && session.startedAt ? (
          <Button size="wide" onPress={() => onOpen({ kind: 'late' })}>
            加一项议程
          </Button>
        ) : null}
        {session.doorUrl ? (
          <Button size="wide" onPress={() => onOpen({ kind: 'door' })}>
            请人进来：二维码和会议码
          </Button>
        ) : null}
        <Button size="wide" onPress={() => onOpen({ kind: 'people' })}>
          在座的人
        </Button>
        {may('pause') ? (
          <Button
            size="wide"
            onPress={async () => {
              const fresh = await sessionDeeds.pause(session)
              say('会暂停了', { undo: () => sessionDeeds.resume(fresh) })
              onClose()
            }}
          >
            {moves.pause.label}一会儿
          </Button>
        ) : null}
        {may('endTalk') ? (
          <Button size="wide" onPress={() => done(sessionDeeds.endTalk(session), '谈完了，接着把意见稿收好')}>
            {moves.endTalk.label}，去收尾
          </Button>
        ) : null}
        {may('signRecord') && opinion && isOpinionInk(opinion.state) ? (
          <PressAndAsk
            label="没达成共识，照实签记录"
            size="wide"
            title="没达成共识，签记录吗"
            effect="没有意见稿可签，就照实记下：这一次没达成共识。谈过的、保留的都在案，之后可以再约一次。签了不能改，这场会就结束了。"
            confirm="签记录"
            onConfirm={() => sessionDeeds.signRecord(session, true)}
          />
        ) : null}
        {hall.mayWithCards.includes('takeIssues') && session.topicId ? (
          <Button
            size="wide"
            onPress={() => done(cardDeeds.takeIssues(session.id), '居民说过的话拿来了，在意见卡里')}
          >
            把居民先前说的话拿来
          </Button>
        ) : null}
        {may('setRights') ? <RightsDialog session={session} onDone={onClose} /> : null}
        {opinion?.may.includes('title') ? <RetitleDialog opinion={opinion} onDone={onClose} /> : null}
        {may('reschedule') ? <RescheduleDialog session={session} onDone={onClose} /> : null}
        {may('cancel') ? (
          <PressAndAsk
            label={`${moves.cancel.label}这场会`}
            kind="plain"
            size="wide"
            title="取消这场会"
            effect="请过的人都会知道不开了，并看到原因。"
            reason={{ label: '为什么取消', required: true }}
            onConfirm={({ reason }) => done(sessionDeeds.cancel(session, reason), '已取消')}
          />
        ) : null}
        {may('abort') ? (
          <PressAndAsk
            label={`${moves.abort.label}这场会`}
            kind="plain"
            size="wide"
            title="中止这场会"
            effect="这场会到此为止，已经记下的都留着，但不再往下办。"
            reason={{ label: '为什么中止', required: true }}
            onConfirm={({ reason }) => done(sessionDeeds.abort(session, reason), '已中止')}
          />
        ) : null}
        <SessionPack sessionId={session.id} onDone={() => say('备会包存好了')} />
        <div>
          <LargeType />
        </div>
      </div>
    </Sheet>
  )
}
