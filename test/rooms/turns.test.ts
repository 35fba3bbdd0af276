import { describe, expect, it } from 'vitest'
import { createTurns } from '../../server/rooms/turns.ts'

describe('two nodes that write in one text without pause', () => {
  it('[O113] who has just committed lets the other catch up; who came too late tries again at once, and says so now and then', async () => {
    let now = 0
    const turns = createTurns(() => now)
    turns.won()
    await turns.mine()
    turns.others()
    turns.won()
    let mine = false
    const turn = turns.mine().then(() => {
      mine = true
    })
    await Promise.resolve()
    expect(mine).toBe(false)
    turns.heard()
    await turn
    expect(turns.lost()).toBe(true)
    await turns.mine()
    expect(turns.lost()).toBe(false)
    now += 1_500
    expect(turns.lost()).toBe(true)
  })

  it('[O113] one who writes alone waits for nobody, and soon does so again once the other is gone', async () => {
    let now = 0
    const turns = createTurns(() => now)
    turns.others()
    now += 2_500
    turns.won()
    await turns.mine()
  })
})
