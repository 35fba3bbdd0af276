import { beforeAll, describe, expect, it } from 'vitest'
import { attempts } from '../../db/schema/house.ts'
import { completeSilent } from '../../server/proposals/concluding.ts'
import { testHouse } from '../people.ts'
import { password, setStage, type Stage, workingDayAfter } from './stage.ts'

const t = testHouse()
const start = new Date('2026-03-18T07:00:00Z')
let s: Stage
beforeAll(async () => {
  s = await setStage(t, { passwords: true })
}, 120_000)
const code = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code
const ratings = async (id: string, who: keyof Stage['as']) => (await s.as[who].get(`/api/proposals/${id}/ratings`)).body

describe('rating a reply', { timeout: 120_000 }, () => {
  it('[P15] asks for the password within five minutes at this sign-in', async () => {
    const id = await s.evaluating()
    expect((await s.see(id)).toRate).toHaveLength(1)
    const other = await t.as(s.people.lead)
    expect(code(await s.rate(other, id))).toBe('ratingPasswordOld')
    expect(code(await s.prove(other, 'guessed'))).toBe('passwordRefused')
    expect(code(await s.rate(other, id))).toBe('ratingPasswordOld')
    await s.prove(other)
    expect(code(await s.rate('lead', id))).toBe('ratingPasswordOld')
    t.clock.advance(5 * 60_000 + 1000)
    expect(code(await s.rate(other, id))).toBe('ratingPasswordOld')
    await s.prove(other)
    t.clock.advance(5 * 60_000 - 1000)
    expect((await s.rate(other, id)).body.state).toBe('closed')
    t.clock.set(start)
  })

  it('[P14] each sponsor rates once, attitude and result apart; nobody rates for another', async () => {
    const id = await s.evaluating(['second'])
    expect((await s.ratedBy('second', id)).body.toRate).toEqual([])
    expect(code(await s.rate('second', id))).toBe('ratingGiven')
    expect((await s.deed('bystander', id, 'evaluate', { assignmentId: id, attitude: 'satisfied', result: 'satisfied', words: '' })).status).toBe(403)
    expect((await s.deed('clerk', id, 'evaluate', { assignmentId: id, attitude: 'satisfied', result: 'satisfied', words: '' })).status).toBe(403)
    expect((await s.deed('lead', id, 'evaluate', { assignmentId: id, attitude: 'fine', result: 'satisfied', words: '' })).status).toBe(400)
    expect(code(await s.deed('lead', id, 'evaluate', { assignmentId: id, attitude: 'satisfied', result: 'satisfied', words: '' }))).toBe('ratingUnknown')
    expect((await s.see(id)).state).toBe('evaluating')
    const last = await s.ratedBy('lead', id, 'mostlySatisfied')
    expect([last.body.state, last.body.assignments[0].state]).toEqual(['closed', 'settled'])
    expect(code(await s.rate('lead', id))).toBe('ratingGiven')
  })

  it('[P14] two sponsors who rate at the same moment both have rated', async () => {
    const id = await s.evaluating(['second'])
    await s.prove('lead')
    await s.prove('second')
    expect((await Promise.all([s.rate('lead', id), s.rate('second', id)])).map(({ status }) => status)).toEqual([200, 200])
    expect((await s.row(id)).state).toBe('closed')
    expect((await ratings(id, 'office')).ratings).toHaveLength(2)
  })

  it('[P16] a browser at which the unit’s clerk has signed in takes no rating, even after they signed out', async () => {
    const id = await s.evaluating()
    const browser = t.device()
    const signIn = async (who: 'clerk' | 'lead') => {
      await t.db.delete(attempts)
      expect((await browser.post('/api/sign-in', { username: s.people[who].username, password })).status).toBe(200)
    }
    await signIn('clerk')
    await browser.post('/api/sign-out')
    await signIn('lead')
    await s.prove(browser)
    expect(code(await s.rate(browser, id))).toBe('ratingStandIn')
    expect((await ratings(id, 'office')).ratings).toEqual([])
    const own = t.device()
    await t.db.delete(attempts)
    await own.post('/api/sign-in', { username: s.people.lead.username, password })
    await s.prove(own)
    expect((await s.rate(own, id)).status).toBe(200)
  })

  it('[P19] others’ ratings are not shown to sponsors; the office reads all, the unit the scores at the end', async () => {
    const id = await s.evaluating(['second'])
    await s.ratedBy('second', id, 'dissatisfied')
    expect((await ratings(id, 'lead')).ratings).toEqual([])
    expect((await ratings(id, 'second')).ratings).toMatchObject([{ mine: true, result: 'dissatisfied' }])
    expect((await ratings(id, 'office')).ratings).toMatchObject([{ name: '委员乙', result: 'dissatisfied' }])
    expect(await ratings(id, 'clerk')).toMatchObject({ ratings: [], complete: false, noOpinion: null })
    expect((await s.as.bystander.get(`/api/proposals/${id}/ratings`)).status).toBe(403)
    await s.ratedBy('lead', id)
    const seen = await ratings(id, 'clerk')
    expect(seen).toMatchObject({ complete: true })
    expect(seen.ratings.map((one: { result: string; name: string; personId: null }) => [one.result, one.name, one.personId]).toSorted()).toEqual([
      ['dissatisfied', '', null], ['satisfied', '', null],
    ])
    expect((await ratings(id, 'lead')).ratings).toHaveLength(1)
  })
})

describe('what follows from the ratings', { timeout: 120_000 }, () => {
  it('[P17] silence until the day is over is no opinion: it closes by itself, and a late rating is refused', async () => {
    const id = await s.evaluating(['second'])
    await s.ratedBy('second', id)
    const due = workingDayAfter('2026-03-18', 15)
    t.clock.set(new Date(`${due}T15:59:00Z`))
    await completeSilent(t.house)
    expect((await s.row(id)).state).toBe('evaluating')
    t.clock.set(new Date(`${due}T16:01:00Z`))
    await s.prove('lead')
    expect(code(await s.rate('lead', id))).toBe('ratingClosed')
    expect((await s.see(id)).may).not.toContain('evaluate')
    await completeSilent(t.house)
    expect((await s.row(id)).state).toBe('closed')
    expect(code(await s.rate('lead', id))).toBe('ratingClosed')
    expect(await ratings(id, 'office')).toMatchObject({ over: true, complete: false, noOpinion: 1 })
    expect((await s.lines(id)).at(-1)).toMatchObject({ move: 'complete', actor: 'clock', facts: { rated: 1, noOpinion: 1 } })
    expect(await completeSilent(t.house)).toBe(0)
    t.clock.set(start)
  })

  it('[P18] dissatisfied it is handled once more, then talked over face to face, then closed with a record', async () => {
    const id = await s.evaluating(['second'])
    await s.ratedBy('lead', id, 'dissatisfied')
    const again = (await s.ratedBy('second', id)).body
    expect([again.state, again.rehandleCount, again.evaluationDue]).toEqual(['rehandling', 1, null])
    expect(again.assignments[0]).toMatchObject({ state: 'handling', round: 2, due: { day: '2026-06-18', rule: 'rehandle.months' } })
    await s.delivered(id)
    expect((await s.see(id)).toRate).toMatchObject([{ round: 2 }])
    await s.ratedBy('second', id)
    const talk = (await s.ratedBy('lead', id, 'dissatisfied')).body
    expect([talk.state, talk.rehandleCount]).toEqual(['faceToFace', 1])
    expect((await s.deed('office', id, 'settle', { words: '谈过' })).status).toBe(403)
    const closed = await s.done('chair', id, 'settle', { words: '五个月的欠款分两次补齐。' })
    expect([closed.state, closed.decisions.find((one: { move: string }) => one.move === 'settle').words, closed.assignments[0].state]).toEqual(['closed', '五个月的欠款分两次补齐。', 'settled'])
    expect((await ratings(id, 'office')).ratings.map((one: { round: number }) => one.round)).toEqual([1, 1, 2, 2])
  })

  it('[P18] by default only the first proposer counts; where the rule says any, everybody does', { timeout: 180_000 }, async () => {
    const id = await s.evaluating(['second'])
    await s.ratedBy('second', id, 'dissatisfied')
    expect((await s.ratedBy('lead', id)).body.state).toBe('closed')
    const any = await setStage(t, { passwords: true, rules: { 'dissatisfied.trigger': 'any' } })
    const other = await any.evaluating(['second'])
    await any.ratedBy('second', other, 'dissatisfied')
    expect((await any.ratedBy('lead', other)).body.state).toBe('rehandling')
  })
})
