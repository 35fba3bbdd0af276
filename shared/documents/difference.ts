/** What to do, one after another, to turn one row of things into another. */
export type Step = { kind: 'same' | 'gone' | 'come'; from: number; to: number }

/** Past so many differences what lies between beginning and end is taken as rewritten: nobody reads such a comparison. */
const mostDifferences = 1500

/**
 * The shortest way from `old` to `next` (Myers 1986): `same` and `gone` name places of `old`, `come` places of `next`.
 * What goes stands before what comes.
 */
export function stepsBetween<T>(old: readonly T[], next: readonly T[], same: (a: T, b: T) => boolean): Step[] {
  const most = Math.min(old.length, next.length)
  let head = 0
  while (head < most && same(old[head]!, next[head]!)) head += 1
  let tail = 0
  while (tail < most - head && same(old[old.length - 1 - tail]!, next[next.length - 1 - tail]!)) tail += 1
  const n = old.length - head - tail
  const m = next.length - head - tail
  const kept = keptPairs(n, m, (a, b) => same(old[head + a]!, next[head + b]!))
  const steps: Step[] = []
  const push = (kind: Step['kind'], from: number, to: number) => {
    const last = steps.at(-1)
    if (from === to) return
    if (last?.kind === kind && last.to === from) last.to = to
    else steps.push({ kind, from, to })
  }
  push('same', 0, head)
  let [a, b] = [0, 0]
  for (const [keptA, keptB] of [...kept, [n, m] as const]) {
    push('gone', head + a, head + keptA)
    push('come', head + b, head + keptB)
    if (keptA < n) push('same', head + keptA, head + keptA + 1)
    ;[a, b] = [keptA + 1, keptB + 1]
  }
  push('same', old.length - tail, old.length)
  return steps
}

/** The places that stay, as pairs in both, in order. */
function keptPairs(n: number, m: number, same: (a: number, b: number) => boolean): [number, number][] {
  if (n === 0 || m === 0) return []
  const trail: Map<number, number>[] = []
  const reach = new Map([[1, 0]])
  for (let d = 0; d <= Math.min(n + m, mostDifferences); d += 1) {
    trail.push(new Map(reach))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
      let a = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1
      while (a < n && a - k < m && same(a, a - k)) a += 1
      reach.set(k, a)
      if (a >= n && a - k >= m) return walkBack(trail, n, m)
    }
  }
  return []
}

function walkBack(trail: readonly Map<number, number>[], n: number, m: number): [number, number][] {
  const pairs: [number, number][] = []
  let [a, b] = [n, m]
  for (let d = trail.length - 1; d >= 0; d -= 1) {
    const reach = trail[d]!
    const k = a - b
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
    const before = down ? k + 1 : k - 1
    const beforeA = d === 0 ? 0 : (reach.get(before) ?? 0)
    const beforeB = beforeA - (d === 0 ? 0 : before)
    const startA = d === 0 ? 0 : down ? beforeA : beforeA + 1
    while (a > startA) {
      a -= 1
      b -= 1
      pairs.push([a, b])
    }
    ;[a, b] = [beforeA, beforeB]
  }
  return pairs.toReversed()
}
