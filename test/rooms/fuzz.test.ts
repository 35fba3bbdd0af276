import { describe, expect, it } from 'vitest'
import { fuzzRoom } from './fuzz.ts'

/** FRAMES says how many, SEED repeats a run. */
const frames = Number(process.env['FRAMES'] ?? 100_000)
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 32)
/** Ten times what a frame may cost at most. */
const slowestMs = 10 * 50

describe('frames as no decent page sends them', () => {
  it('[O29] throw nothing out of the room, are in no log where refused, and leave every copy alike', async () => {
    const report = await fuzzRoom({ seed, frames }).catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error })
    })
    expect(report.slowestMs, `seed ${seed}`).toBeLessThan(slowestMs)
    expect(Math.min(report.taken, report.refused, report.asked, report.closed), JSON.stringify(report)).toBeGreaterThan(0)
  }, frames * 60)
})
