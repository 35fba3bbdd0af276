import { type Card, cardWorkflow, isCardWaiting } from '../../shared/cards.ts'
import { HandTile } from '../sessions/hands.tsx'
import { Button } from '../ui/Button.tsx'
import { useSay } from '../ui/Saying.tsx'
import { cardDeeds } from './card-deeds.ts'
import './cards.css'

/** The cards that have their end, each with its way back. */
export function SettledCards({ cards }: { cards: readonly Card[] }) {
  const { say } = useSay()
  const settled = cards.filter((card) => !isCardWaiting(card.state))
  if (settled.length === 0) return null
  return (
    <section className="settled-cards">
      <h3>安排过的 {settled.length} 张</h3>
      <ul>
        {settled.map((card) => (
          <li key={card.id}>
            <HandTile hand={card.speaker.hand} />
            <div>
              <p>{card.words}</p>
              <small className="quiet">
                {card.speaker.name} · {cardWorkflow.states[card.state].label}
                {card.reason ? `：${card.reason}` : ''}
              </small>
            </div>
            {card.may.includes('takeBack') ? (
              <Button
                kind="bare"
                aria-label={`${cardWorkflow.moves.takeBack.label}：${card.words}`}
                onPress={async () => {
                  await cardDeeds.takeBack(card)
                  say('拿回来了，重新安排')
                }}
              >
                {cardWorkflow.moves.takeBack.label}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
