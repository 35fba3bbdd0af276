import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** Fresh fractional orders for so many items. */
export const freshOrders = (count: number): string[] => generateNKeysBetween(null, null, count)

/**
 * An order between two others. The ink of an agenda may hold orders that no program of ours made: behind such a one
 * its own text with a letter more still sorts.
 */
export function orderBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after)
  } catch {
    return `${before ?? ''}V`
  }
}
