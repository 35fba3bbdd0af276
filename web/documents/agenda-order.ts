import { generateKeyBetween } from 'fractional-indexing'
import { newKey } from '../key.ts'

/** Items in their order, as `readAgenda` gives them. */
type Ordered = readonly { id: string; order: string }[]

/** The order of a new item at the end. Its tail is by chance, so that two hands adding at once give two orders. */
export function orderAtEnd(items: Ordered): string {
  return between(items.at(-1)?.order ?? null, null) + newKey().replaceAll(/\D|0/g, '').slice(0, 3)
}

/** The order that moves an item one place up (-1) or down (+1); null where there is nowhere to go. */
export function orderMoved(items: Ordered, id: string, by: -1 | 1): string | null {
  const others = items.filter((item) => item.id !== id)
  const place = items.findIndex((item) => item.id === id) + by
  if (place < 0 || place > others.length) return null
  const before = others[place - 1]?.order ?? null
  // Two hands may have given two items one order: then the next one that is larger bounds the place.
  const after = others.slice(place).find((item) => before === null || item.order > before)?.order ?? null
  return between(before, after)
}

function between(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after)
  } catch {
    // Somebody wrote an order that is none: after it comes whatever sorts behind it.
    return `${before ?? ''}V`
  }
}
