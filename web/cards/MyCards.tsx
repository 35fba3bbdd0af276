import type { Card } from '../../shared/cards.ts'
import { cardWorkflow, isCardPlaced, isCardWaiting } from '../../shared/cards.ts'
import { Icon } from '../ui/Icon.tsx'
import { formatTime } from '../ui/moments.ts'
import './cards.css'

/** What one said, and what became of each sentence. */
export function MyCards({ cards }: { cards: readonly Card[] }) {
  const mine = cards.filter((card) => card.mine).toSorted((a, b) => (a.saidAt < b.saidAt ? 1 : -1))
  if (mine.length === 0) return null
  return (
    <section className="my-cards" aria-label="我说过的">
      <h2>我说过的</h2>
      <ul>
        {mine.map((card) => (
          <li key={card.id}>
            <p>{card.words}</p>
            <p className={isCardPlaced(card.state) ? 'fate ok' : 'fate'}>
              {isCardPlaced(card.state) ? <Icon name="check" /> : null}
              <span>
                {isCardWaiting(card.state) ? '收到了，等主持人安排' : cardWorkflow.states[card.state].label}
                {card.reason ? `：${card.reason}` : ''}
                {card.recordedBy ? ` · ${card.recordedBy}代记` : ''}
              </span>
              <time dateTime={card.saidAt}>{formatTime(card.saidAt)}</time>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
