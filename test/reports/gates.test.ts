import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { decisionsOf } from '../../server/reports/records.ts'
import { isReportIssued, isReportRetained, reportGates } from '../../shared/reports.ts'
import { type Client, type Person, testHouse } from '../people.ts'
import { type Desk, issuerPassword, setDesk, writeInText, writeReportText, writeUnder } from './stage.ts'

const t = testHouse()
let d: Desk
let author: Person
let client: Client
beforeAll(async () => {
  d = await setDesk(t, { passwords: true })
  // The author of every report here could, by their roles, pass every gate.
  author = await t.makePerson(d.county, ['member', 'infoEditor', 'gateReviewer', 'issuer'], { name: '委员甲兼编审', password: 'author-password' })
  client = await t.as(author)
})

const bodies: Record<string, object> = {
  submit: {}, resubmit: {}, take: {}, 'pass-initial': { note: '' }, 'pass-political': { note: '行' }, 'pass-content': { note: '看过' },
  'pass-effect': { note: '有用', level: 'city' }, return: { reason: '写明几口井' }, retain: { reason: '别处已报' }, 'finish-edit': {},
  'sign-issue': { level: 'city', recipients: '市政协', password: issuerPassword }, adopt: { level: 'city', way: 'single', by: '市政协' },
}
type Step = { kind: 'onward' } | { kind: 'back' } | { kind: 'any'; hand: number; deed: string }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Step>({ kind: 'onward' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'back' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('any' as const), hand: fc.nat(4), deed: fc.constantFrom(...Object.keys(bodies).filter((name) => name !== 'retain')) }) },
)

const onward: Record<string, [keyof Desk['as'] | 'self', string]> = {
  returned: ['self', 'resubmit'], submitted: ['editor', 'take'], initialReview: ['editor', 'pass-initial'], politicalGate: ['reviewer', 'pass-political'],
  contentGate: ['reviewer', 'pass-content'], effectGate: ['reviewer', 'pass-effect'], editing: ['editor', 'finish-edit'], awaitingIssue: ['issuer', 'sign-issue'],
}

async function play(id: string, made: Step): Promise<void> {
  const { state } = await d.row(id)
  if (made.kind === 'any') {
    const hands = [client, d.as.editor, d.as.reviewer, d.as.issuer, d.as.colleague]
    await d.deed(hands[made.hand]!, id, made.deed, bodies[made.deed])
    return
  }
  if (made.kind === 'back') {
    await d.deed(Object.hasOwn(reportGates, state) ? d.as.reviewer : d.as.editor, id, 'return', bodies['return'])
    return
  }
  const next = onward[state]
  if (next) await d.go(next[0] === 'self' ? client : d.as[next[0]], id, next[1], bodies[next[1]])
}

const order = ['passInitial', ...Object.values(reportGates), 'finishEdit', 'signIssue']
const reviewOf: Record<string, string> = { initialReview: 'passInitial', ...reportGates, editing: 'finishEdit' }

/** What must hold of every report that was sent out, whatever its history. */
async function holds(id: string): Promise<void> {
  const decisions = await decisionsOf(t.db, id)
  const row = await d.row(id)
  const last = (name: string) => decisions.findLast(({ move }) => move === name)
  const passes = order.map((name) => last(name))
  for (const [index, pass] of passes.entries()) {
    expect(pass, `${order[index]} of ${decisions.map(({ move }) => move).join(' ')}`).toBeDefined()
    expect(pass!.by).not.toBe(`person:${author.id}`)
    expect(pass!.byName).not.toBe('')
    if (index > 0) expect(pass!.version).toBeGreaterThan(passes[index - 1]!.version)
  }
  for (const gate of Object.values(reportGates)) expect(last(gate)!.words).not.toBe('')
  // After the last return, the gate that returned it and all behind it decided anew, on the text handed in since.
  const returned = last('returnForChange')
  if (returned) {
    const from = order.indexOf(reviewOf[returned.gate]!)
    for (const pass of passes.slice(from)) expect(pass!.version).toBeGreaterThan(returned.version)
    for (const gate of Object.values(reportGates)) if (order.indexOf(gate) >= from) expect(last(gate)!.revisionId).toBe(row.revisionId)
  }
  const lines = await d.linesOf(id)
  expect(lines.reduce((state, line) => (expect(line.from ?? state).toBe(state), line.to!), lines[0]!.to!)).toBe(row.state)
}

describe('three gates', () => {
  it('[R12] no report is sent out past a gate: whatever its history, each was passed in order by somebody else than its author, after the last return', { timeout: 280_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (history) => {
        const id = await d.begin('井边的墙', client)
        await writeReportText(t, id)
        await d.go(client, id, 'submit')
        for (const made of history) await play(id, made)
        for (let n = 0; n < 12 && !isReportIssued((await d.row(id)).state); n += 1) await play(id, { kind: 'onward' })
        expect(isReportIssued((await d.row(id)).state)).toBe(true)
        await holds(id)
      }),
      { numRuns: 8 },
    )
  })

  it('[R13] the second gate sends it back for the number of wells; it comes in again there, and the first gate’s decision stands on the earlier text', { timeout: 60_000 }, async () => {
    const id = await d.handIn('水井权益')
    await d.takeTo(id, 'pass-political')
    const first = (await d.row(id)).revisionId
    const returned = await d.go(d.as.reviewer, id, 'return', { reason: '写明有几口井' })
    expect(returned).toMatchObject({ state: 'returned', returnedFrom: 'contentGate' })
    expect((await d.as.author.get(`/api/documents/${id}`)).body).toMatchObject({ right: 'edit', generation: 2, sealed: false })
    await writeInText(t, id, (doc) => writeUnder(doc, '情况反映', '一共 6 口井。'))
    const again = await d.go(d.as.author, id, 'resubmit')
    expect(again).toMatchObject({ state: 'contentGate', returnedFrom: null })
    expect(again.steps.map(({ key, place, onEarlierText }: { key: string; place: string; onEarlierText: boolean }) => [key, place, onEarlierText])).toEqual([
      ['submit', 'done', false], ['initial', 'done', true], ['political', 'done', true], ['content', 'now', false],
      ['effect', 'todo', false], ['edit', 'todo', false], ['issue', 'todo', false], ['adopt', 'todo', false],
    ])
    await d.go(d.as.reviewer, id, 'pass-content', { note: '数过了' })
    const decisions = await decisionsOf(t.db, id)
    const of = (name: string) => decisions.find(({ move }) => move === name)!.revisionId
    expect(of('passPolitical')).toBe(first)
    expect(of('passContent')).toBe((await d.row(id)).revisionId)
    expect(of('passContent')).not.toBe(first)
    expect((await d.as.reviewer.get(`/api/revisions/${of('passContent')}`)).body.plainText).toContain('6 口井')
  })

  it('[R12] a gate wants a note, a return and a retention a reason; the last gate a level', { timeout: 60_000 }, async () => {
    const id = await d.handIn()
    await d.takeTo(id, 'pass-initial')
    const code = async (name: string, body: object) => (await d.deed(d.as.reviewer, id, name, body)).body.error?.code
    for (const note of ['', '  ']) expect(await code('pass-political', { note })).toBe('malformed')
    expect(await code('return', { reason: ' ' })).toBe('malformed')
    expect(await code('retain', { reason: '' })).toBe('malformed')
    await d.go(d.as.reviewer, id, 'pass-political', { note: '行' })
    await d.go(d.as.reviewer, id, 'pass-content', { note: '行' })
    expect(await code('pass-effect', { note: '行' })).toBe('malformed')
    expect((await d.row(id)).state).toBe('effectGate')
  })

  it('[R14] what is retained goes no further, and its author reads why', { timeout: 60_000 }, async () => {
    const id = await d.handIn()
    await d.takeTo(id, 'pass-initial')
    await d.go(d.as.reviewer, id, 'retain', { reason: '上个月已经报过' })
    const seen = await d.see(id)
    expect(isReportRetained(seen.state)).toBe(true)
    expect(seen.turns.at(-1)).toMatchObject({ move: 'retain', by: '三关审核甲', words: '上个月已经报过', gate: 'politicalGate' })
    for (const [hand, name, body] of [[d.as.reviewer, 'pass-political', { note: '行' }], [d.as.author, 'resubmit', {}]] as const) {
      expect((await d.deed(hand, id, name, body)).body.error.code).toBe('wrongState')
    }
  })
})
