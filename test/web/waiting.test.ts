import { expect, it } from 'vitest'
import type { IssueLine } from '../../shared/intake-shapes.ts'
import type { SessionLine } from '../../shared/sessions.ts'
import type { TopicLine } from '../../shared/topics.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { groupsOf, openNow, waitingFor } from '../../web/home/waiting.ts'

const session = (id: string, state: SessionLine['state'], more: Partial<SessionLine> = {}): SessionLine => ({
  id, state, title: id, form: 'pavilion', version: 1, organisationId: 'o', venueId: null, venueName: '', brand: '', ordinal: null,
  scheduledAt: null, startedAt: null, hand: null, ...more,
})
const issue = (id: string, state: IssueLine['state'], more: Partial<IssueLine> = {}): IssueLine => ({
  id, state, words: id, number: id, organisationId: 'o', version: 1, channel: 'qr', voices: 0, photos: 0, place: '', urgency: null,
  sector: '', confidential: false, handler: '', mine: false, saidAt: '2026-03-01T00:00:00Z', dueAt: null, dueProvisional: false, workingDaysLate: 0, ...more,
})
const topic = (id: string, state: TopicLine['state']): TopicLine => ({
  id, state, title: id, organisationId: 'o', urgency: 'soon', version: 1, issues: 0, sessionId: null, createdAt: '2026-03-01T00:00:00Z',
})

it('[U5] what waits for me comes by its date, what has none comes last', () => {
  const waiting = waitingFor(['facilitator'], {
    sessions: [session('后天的会', 'scheduled', { hand: 'facilitator', scheduledAt: '2026-03-20T00:00:00Z' })],
    issues: [issue('没人看过', 'received', { dueAt: '2026-03-19T00:00:00Z' }), issue('别人在办', 'solving')],
    topics: [topic('新议题', 'proposed'), topic('定过的', 'approved')],
    desks: [],
  })
  expect(waiting.map(({ title, verb }) => `${verb}：${title}`)).toEqual(['分拣：没人看过', '准备开会：后天的会', '定上不上会：新议题'])
})

it('[U5] an approver is asked for approval, a member for their presence, nobody for what is over', () => {
  const sessions = [
    session('待批', 'submitted'), session('请了我', 'scheduled', { hand: 'member', scheduledAt: '2026-03-20T00:00:00Z' }),
    session('开过', 'concluded', { hand: 'member' }), session('正在开', 'live', { hand: 'member' }),
  ]
  const pile = { sessions, issues: [issue('我经办', 'solving', { mine: true })], topics: [topic('新议题', 'proposed')], desks: [] }
  expect(waitingFor(['approver'], pile).map(({ verb }) => verb)).toContain('审批')
  expect(waitingFor(['member'], pile).map(({ title }) => title)).toEqual(['请了我', '我经办'])
  expect(openNow(sessions).map(({ title }) => title)).toEqual(['正在开'])
})

const desk = (title: string, day: string | null, workingDaysLate = 0): WaitingLine => ({
  key: title, href: `/proposals/${title}`, verb: '签收', title, about: '', workingDaysLate,
  due: day ? { rule: 'acknowledge.within', version: 1, length: { n: 3, unit: 'workingDay' }, from: '2026-03-01', day, provisional: false } : null,
})

it('[N1] what is late stands first, then this week until its Sunday, then later, then what has no day', () => {
  const desks = [desk('下周一', '2026-03-23'), desk('没有日子', null), desk('周日', '2026-03-22'), desk('晚了一天', '2026-03-17', 1), desk('晚了三天', '2026-03-13', 3)]
  const waiting = waitingFor([], { sessions: [], issues: [], topics: [], desks })
  const groups = groupsOf(waiting, new Date('2026-03-18T07:00:00Z'))
  expect(groups.map(({ title, late, waiting: ones }) => [title, late, ones.map((one) => one.title)])).toEqual([
    ['已超期', true, ['晚了三天', '晚了一天']],
    ['这一周', false, ['周日']],
    ['以后', false, ['下周一']],
    ['没有定日子', false, ['没有日子']],
  ])
})
