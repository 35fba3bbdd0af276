import { useState } from 'react'
import { type AgendaItem, isCurrent, isWaiting, itemKinds, itemWorkflow } from '../../shared/agenda.ts'
import type { Participant } from '../../shared/sessions.ts'
import { useNow } from '../clock.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Sheet } from '../ui/Over.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { ConsensusDialog } from './ConsensusDialog.tsx'
import { ItemOutcome } from './ItemOutcome.tsx'
import { ReservationDialog } from './ReservationDialog.tsx'
import { standingItems, talkedSeconds } from './agenda-times.ts'
import { itemDeeds } from './item-deeds.ts'
import './agenda.css'

/** One item, opened: how long it has been talked about, how it ended, and what can be done with it now. */
export function ItemSheet({
  item,
  items,
  people,
  me,
  open,
  onClose,
}: {
  item: AgendaItem
  items: readonly AgendaItem[]
  people: readonly Participant[]
  me: Participant | null
  open: boolean
  onClose: () => void
}) {
  const now = useNow(10_000)
  const { say } = useSay()
  const [recording, setRecording] = useState(false)
  const [holding, setHolding] = useState(false)
  const [deferredTo, setDeferredTo] = useState('')
  const may = (move: string) => item.may.includes(move)
  const used = Math.round(talkedSeconds(item, now) / 60)
  const { moves } = itemWorkflow
  const waiting = standingItems(items).filter((one) => isWaiting(one.state))
  const place = waiting.findIndex((one) => one.id === item.id)
  const earlier = waiting[place - 1]
  const later = waiting[place + 1]
  const all = standingItems(items)
  const before = earlier && all[all.findIndex((one) => one.id === earlier.id) - 1]

  /** What shows in the agenda at once needs no word in passing. */
  async function done(doing: Promise<unknown>, words?: string) {
    await doing
    if (words) say(words)
    onClose()
  }

  async function setAside() {
    const fresh = await itemDeeds.setAside(item)
    say(`先放一放：${item.words}`, { undo: () => itemDeeds.begin(fresh) })
    onClose()
  }

  return (
    <>
      <Sheet open={open} onClose={onClose} title={item.words}>
        <div className="item-head">
          <StateBadge workflow={itemWorkflow} state={item.state} />
          <span className="quiet small">
            {itemKinds[item.kind]} · 计划 {item.minutes} 分{used > 0 ? `，用了 ${used} 分` : ''}
            {item.proposedBy ? ` · ${item.proposedBy}提出` : ''}
          </span>
        </div>
        <ItemOutcome item={item} />
        <div className="item-moves">
          {may('recordConsensus') ? (
            <Button kind="next" size="wide" onPress={() => setRecording(true)}>
              {moves.recordConsensus.label}
            </Button>
          ) : null}
          {may('recordInformed') ? (
            <Button size="wide" onPress={() => done(itemDeeds.recordInformed(item))}>
              {moves.recordInformed.label}
            </Button>
          ) : null}
          {may('recordNoConsensus') ? (
            <PressAndAsk
              label={moves.recordNoConsensus.label}
              kind="plain"
              size="wide"
              title="没谈拢"
              effect="把各方的说法都写下来，以后好接着谈。"
              reason={{ label: '各方怎么说', required: true }}
              onConfirm={({ reason }) => done(itemDeeds.recordNoConsensus(item, reason))}
            />
          ) : null}
          {may('begin') ? (
            <Button kind="next" size="wide" onPress={() => done(itemDeeds.begin(item))}>
              {moves.begin.label}
            </Button>
          ) : null}
          {may('accept') ? (
            <Button kind="next" size="wide" onPress={() => done(itemDeeds.accept(item))}>
              {moves.accept.label}
            </Button>
          ) : null}
          {may('reserve') ? (
            <Button size="wide" onPress={() => setHolding(true)}>
              记保留意见
            </Button>
          ) : null}
          {may('reorder') && (earlier || later) ? (
            <div className="row">
              {earlier ? <Button onPress={() => itemDeeds.reorder(item, before?.id ?? null)}>往前挪</Button> : null}
              {later ? <Button onPress={() => itemDeeds.reorder(item, later.id)}>往后挪</Button> : null}
            </div>
          ) : null}
          {may('setAside') ? (
            <Button size="wide" onPress={setAside}>
              {moves.setAside.label}
            </Button>
          ) : null}
          {may('defer') ? (
            <PressAndAsk
              label={moves.defer.label}
              kind="plain"
              size="wide"
              title="放到下次"
              effect="这次不谈了，记在下次的单子上。"
              onConfirm={() => done(itemDeeds.defer(item, deferredTo.trim() || '下次'))}
            >
              <TextField
                label="放到哪一次"
                required={false}
                placeholder="比如：第 7 期"
                maxLength={60}
                value={deferredTo}
                onChange={setDeferredTo}
              />
            </PressAndAsk>
          ) : null}
          {may('reopen') ? (
            <PressAndAsk
              label={moves.reopen.label}
              kind="plain"
              size="wide"
              title="重新谈"
              effect="记下的结果先收起来，这一项回到议程里再谈。"
              reason={{ label: '为什么重新谈', required: true }}
              onConfirm={({ reason }) => done(itemDeeds.reopen(item, reason))}
            />
          ) : null}
          {may('reject') ? (
            <PressAndAsk
              label={moves.reject.label}
              kind="plain"
              size="wide"
              title="不排这一项"
              effect="提出的人会看到原因。"
              reason={{ label: '原因', required: true }}
              onConfirm={({ reason }) => done(itemDeeds.reject(item, reason), '已说明原因')}
            />
          ) : null}
          {may('withdraw') ? (
            <Button size="wide" onPress={() => done(itemDeeds.withdraw(item), '撤回了')}>
              {moves.withdraw.label}
            </Button>
          ) : null}
        </div>
        {isCurrent(item.state) ? <p className="quiet small">谈完这一项，才能开始下一项。</p> : null}
      </Sheet>
      <ConsensusDialog
        item={item}
        open={recording}
        onClose={(recorded) => {
          setRecording(false)
          if (!recorded) return
          say('共识记下了')
          onClose()
        }}
      />
      <ReservationDialog item={item} people={people} me={me} open={holding} onClose={() => setHolding(false)} />
    </>
  )
}
