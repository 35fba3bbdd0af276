import { type Card, isCardWaiting } from '../../shared/cards.ts'
import { HandTile } from '../sessions/hands.tsx'
import { Empty } from '../ui/Notice.tsx'
import { Sheet } from '../ui/Over.tsx'
import { CardSlip } from './CardSlip.tsx'
import { SettledCards } from './SettledCards.tsx'
import './cards.css'

/** The cards that wait to be placed: the first one open, the others behind one line. */
export function CardsWaiting({
  cards,
  all,
  onAll,
  onPlace,
}: {
  cards: readonly Card[]
  /** Whether all of them are open beside the page. */
  all: boolean
  onAll: (open: boolean) => void
  onPlace: (card: Card) => void
}) {
  const waiting = cards.filter((card) => isCardWaiting(card.state))
  const [first, ...rest] = waiting
  const othersOf = (card: Card) => cards.filter((other) => other.id !== card.id && other.mergedInto === null)
  const restHands = [...new Set(rest.map((card) => card.speaker.hand))].slice(0, 3)
  return (
    <section className="cards">
      <h2>
        等着放的意见卡 <small>{waiting.length > 0 ? `${waiting.length} 张` : ''}</small>
      </h2>
      {first ? (
        <CardSlip key={first.id} card={first} others={othersOf(first)} onPlace={onPlace} />
      ) : (
        <p className="quiet small">大家在手机上说的一句话会到这里，您替人代记的也在这里。</p>
      )}
      {rest.length > 0 ? (
        <button type="button" className="more" onClick={() => onAll(true)}>
          {restHands.map((hand) => (
            <HandTile key={hand} hand={hand} />
          ))}
          <span>还有 {rest.length} 张</span>
        </button>
      ) : null}
      {waiting.length < 2 && cards.length > waiting.length ? (
        <button type="button" className="more" onClick={() => onAll(true)}>
          <span>安排过 {cards.length - waiting.length} 张</span>
        </button>
      ) : null}
      <Sheet open={all} onClose={() => onAll(false)} title={`等着放的意见卡 ${waiting.length} 张`}>
        {waiting.length > 0 ? (
          <div className="stack">
            {waiting.map((card) => (
              <CardSlip key={card.id} card={card} others={othersOf(card)} onPlace={onPlace} />
            ))}
          </div>
        ) : (
          <Empty title="都安排好了" />
        )}
        <SettledCards cards={cards} />
      </Sheet>
    </section>
  )
}
