/** Numbers by chance that come again with the same seed. */
export function createChance(seed: number) {
  let state = seed >>> 0
  /** A whole number from 0 up to below `most`. */
  function below(most: number): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
  return {
    below,
    pick: <T>(from: readonly T[]): T => from[below(from.length)]!,
    oneIn: (n: number): boolean => below(n) === 0,
  }
}
export type Chance = ReturnType<typeof createChance>
