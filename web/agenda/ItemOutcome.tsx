import { type AgendaItem, type ConsensusItem, isDeferred, type Reservation } from '../../shared/agenda.ts'
import { Icon } from '../ui/Icon.tsx'
import './agenda.css'

/** What was agreed, by whom it is taken on, how much and until when. */
export function Agreed({ agreed }: { agreed: ConsensusItem }) {
  const amount = agreed.quantity === null ? '' : `${agreed.quantity}\u00a0${agreed.unit}`
  const terms = [agreed.party && `${agreed.party}负责`, amount, agreed.due && `${dayWords(agreed.due)}前`].filter(Boolean)
  return (
    <div className="item-outcome">
      {agreed.words}
      {terms.length > 0 ? <small>{terms.join(' · ')}</small> : null}
    </div>
  )
}

/** 保留意见, in the person's own words. */
export function Held({ held }: { held: Reservation }) {
  return (
    <div className="item-outcome held">
      “{held.words}”
      <small>
        保留意见 · {held.name}的原话
        {held.confirmedAt ? (
          <>
            ，<Icon name="check" /> 本人确认
          </>
        ) : (
          '，还没念给本人听'
        )}
      </small>
    </div>
  )
}

/** Every 保留意见 of a session: it stands on the sealed sheet, under the words it keeps apart from. */
export function HeldBack({ items }: { items: readonly AgendaItem[] }) {
  return (
    <>
      {items.flatMap((item) => item.reservations.map((held) => <Held key={held.id} held={held} />))}
    </>
  )
}

/** How an item ended: what was agreed, what was held back, or why not. */
export function ItemOutcome({ item }: { item: AgendaItem }) {
  return (
    <>
      {item.consensus.map((agreed) => (
        <Agreed key={agreed.id} agreed={agreed} />
      ))}
      {item.reservations.map((held) => (
        <Held key={held.id} held={held} />
      ))}
      {isDeferred(item.state) ? <p className="quiet small">放到{item.deferredTo || '下次'}。</p> : null}
      {item.informedOnly ? <p className="quiet small">只作通报，没有要商定的事。</p> : null}
      {item.reason ? <p className="quiet small">说明：{item.reason}</p> : null}
      {item.note ? <p className="quiet small">备注：{item.note}</p> : null}
    </>
  )
}

/** 2026年6月30日 for a plain date. */
function dayWords(date: string): string {
  const [year, month, day] = date.split('-')
  return `${Number(year)}年${Number(month)}月${Number(day)}日`
}
