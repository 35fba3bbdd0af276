import { useState } from 'react'
import { type Card, cardWorkflow } from '../../shared/cards.ts'
import { draggableCard } from '../documents/dragging.ts'
import { HandTile } from '../sessions/hands.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Dialog } from '../ui/Over.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { cardDeeds } from './card-deeds.ts'
import './cards.css'

/** One card that waits: who said it, the words, and where it may go. */
export function CardSlip({
  card,
  others,
  onPlace,
}: {
  card: Card
  /** Cards it may be merged into. */
  others: readonly Card[]
  onPlace: (card: Card) => void
}) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [merging, setMerging] = useState(false)
  const may = (move: string) => card.may.includes(move)
  const unheard = card.recordedBy !== null && card.confirmedAt === null
  const { moves } = cardWorkflow

  async function defer() {
    const fresh = await cardDeeds.defer(card)
    setOpen(false)
    say('留到下次', { undo: () => cardDeeds.takeBack(fresh) })
  }

  async function leave(reason: string) {
    const fresh = await cardDeeds.leave(card, reason)
    setOpen(false)
    say('没有写进，原因已告诉本人', { undo: () => cardDeeds.takeBack(fresh) })
  }

  return (
    <article className="slip" {...(may('place') ? draggableCard(card.id) : {})}>
      <div className="by">
        <HandTile hand={card.speaker.hand} />
        <span className="name" title={card.speaker.name}>
          {card.speaker.name}
        </span>
        {card.recordedBy ? <span>· 口述代录</span> : null}
        <Button kind="bare" className="end" aria-label={`这张卡还可以怎么办：${card.words}`} onPress={() => setOpen(true)}>
          <Icon name="more" />
        </Button>
      </div>
      <p>{card.words}</p>
      <div className="act">
        {unheard ? (
          <span className="quiet">还没念给本人听</span>
        ) : card.recordedBy ? (
          <span className="ok">
            <Icon name="check" /> 本人听过，认可
          </span>
        ) : (
          <span />
        )}
        {unheard && may('confirm') ? (
          <PressAndAsk
            label="念给本人听"
            kind="plain"
            title={`请念给${card.speaker.name}听`}
            effect={<blockquote className="read-aloud song">“{card.words}”</blockquote>}
            confirm="本人认可"
            onConfirm={() => cardDeeds.confirm(card)}
          />
        ) : may('place') ? (
          <Button onPress={() => onPlace(card)}>{moves.place.label}</Button>
        ) : null}
      </div>
      <Dialog open={open} onClose={() => setOpen(false)} title="这张卡怎么办">
        <blockquote className="read-aloud">{card.words}</blockquote>
        <div className="stack">
          {may('merge') && others.length > 0 ? (
            <Button
              size="wide"
              onPress={() => {
                setOpen(false)
                setMerging(true)
              }}
            >
              和别的一张合在一起
            </Button>
          ) : null}
          {may('defer') ? (
            <Button size="wide" onPress={defer}>
              {moves.defer.label}
            </Button>
          ) : null}
          {may('leave') ? (
            <PressAndAsk
              label={moves.leave.label}
              kind="plain"
              size="wide"
              title="不写进意见稿"
              effect="说的人会在自己的手机上看到原因。"
              reason={{ label: '为什么不写进', required: true }}
              onConfirm={({ reason }) => leave(reason)}
            />
          ) : null}
        </div>
      </Dialog>
      <MergeDialog card={card} others={others} open={merging} onClose={() => setMerging(false)} />
    </article>
  )
}
