import { z } from 'zod'
import { refusals } from './refusals.ts'
import { instantText, type SessionPreset } from './sessions.ts'
import { defineWorkflow, isMove, type Workflow } from './workflow.ts'

/** 议程项 (AgendaItem): its workflow is domain.md E.2. */

export const itemKinds = {
  briefing: '情况通报',
  siteVisit: '现场察看',
  questions: '提问解答',
  talk: '讨论',
  readOut: '宣读共识',
} as const
export type ItemKind = keyof typeof itemKinds
export const itemKindNames = Object.keys(itemKinds) as [ItemKind, ...ItemKind[]]

export type NewItem = { words: string; kind: ItemKind; minutes: number }

/** What an agenda begins with when nobody says otherwise. */
export const presetAgendas: Record<SessionPreset, readonly NewItem[]> = {
  pavilion: [
    { words: '情况通报', kind: 'briefing', minutes: 5 },
    { words: '讨论', kind: 'talk', minutes: 30 },
    { words: '宣读共识', kind: 'readOut', minutes: 5 },
  ],
  forum: [
    { words: '情况通报', kind: 'briefing', minutes: 15 },
    { words: '提问解答', kind: 'questions', minutes: 30 },
    { words: '讨论', kind: 'talk', minutes: 60 },
    { words: '宣读共识', kind: 'readOut', minutes: 15 },
  ],
}

export const mostItems = 200
export const mostWords = 200
export const mostMinutes = 480

/** An agenda's kind as somebody wrote it, made one of ours. */
export const itemKindOf = (kind: string): ItemKind => itemKindNames.find((name) => name === kind) ?? 'talk'

export const itemWorkflow = defineWorkflow({
  noun: 'item',
  initial: 'proposed',
  states: {
    proposed: { label: '有人提出' },
    accepted: { label: '排着' },
    rejected: { label: '没排上', end: true },
    current: { label: '正在谈' },
    deferred: { label: '放到下次', end: true },
    resolved: { label: '谈成了', end: true },
    unresolved: { label: '没谈拢', end: true },
    withdrawn: { label: '撤回', end: true },
  },
  moves: {
    accept: { label: '排进议程', from: ['proposed'], to: ['accepted'] },
    reject: { label: '不排', from: ['proposed'], to: ['rejected'], reason: true },
    withdraw: { label: '撤回', from: ['proposed', 'accepted'], to: ['withdrawn'] },
    reorder: { label: '换位置', from: ['accepted'], to: ['accepted'] },
    begin: { label: '开始谈', from: ['accepted'], to: ['current'] },
    recordConsensus: { label: '记下共识', from: ['current'], to: ['resolved'] },
    recordInformed: { label: '只作通报', from: ['current'], to: ['resolved'] },
    recordNoConsensus: { label: '没谈拢', from: ['current'], to: ['unresolved'], reason: true },
    defer: { label: '放到下次', from: ['accepted', 'current'], to: ['deferred'] },
    setAside: { label: '先放一放', from: ['current'], to: ['accepted'] },
    reopen: { label: '重新谈', from: ['resolved', 'unresolved', 'deferred'], to: ['accepted'], reason: true },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type ItemState = StateOf<typeof itemWorkflow>
export type ItemMove = MoveOf<typeof itemWorkflow>
export const itemState = z.enum(Object.keys(itemWorkflow.states) as [ItemState, ...ItemState[]])

/** At most one item of a session is in it; a partial unique index keeps that. */
export const currentItemState: ItemState = 'current'
export const isMoveOfItem = (name: string): name is ItemMove => isMove(itemWorkflow, name)
export const isCurrent = (state: ItemState): boolean => state === 'current'
/** Still expected to be talked about in this session. */
export const isItemOpen = (state: ItemState): boolean => ['proposed', 'accepted', 'current'].includes(state)
export const isWaiting = (state: ItemState): boolean => state === 'accepted'
export const isProposed = (state: ItemState): boolean => state === 'proposed'
export const isSettled = (state: ItemState): boolean => ['resolved', 'unresolved', 'deferred'].includes(state)
export const isDeferred = (state: ItemState): boolean => state === 'deferred'
export const isUnresolved = (state: ItemState): boolean => state === 'unresolved'

export const consensusShape = z.object({
  id: z.uuid(),
  itemId: z.uuid(),
  words: z.string(),
  /** Who takes it on, e.g. 村里和公路部门. */
  party: z.string(),
  quantity: z.number().nullable(),
  unit: z.string(),
  due: z.iso.date().nullable(),
})
export type ConsensusItem = z.infer<typeof consensusShape>

/** 保留意见: recorded in the person's own words. */
export const reservationShape = z.object({
  id: z.uuid(),
  itemId: z.uuid(),
  participantId: z.uuid(),
  name: z.string(),
  words: z.string(),
  confirmedAt: instantText.nullable(),
})
export type Reservation = z.infer<typeof reservationShape>

export const itemShape = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  state: itemState,
  version: z.number(),
  words: z.string(),
  note: z.string(),
  kind: z.enum(itemKindNames),
  minutes: z.number(),
  /** Fractional order: compare as text. */
  order: z.string(),
  proposedBy: z.string().nullable(),
  /** Seconds talked, without the stretch under way since `begunAt`. */
  spentSeconds: z.number(),
  begunAt: instantText.nullable(),
  /** 只作通报: resolved without a consensus item. */
  informedOnly: z.boolean(),
  reason: z.string(),
  deferredTo: z.string(),
  consensus: z.array(consensusShape),
  reservations: z.array(reservationShape),
  may: z.array(z.string()),
})
export type AgendaItem = z.infer<typeof itemShape>

export const newItem = z.object({
  words: z.string().trim().min(1).max(mostWords),
  kind: z.enum(itemKindNames),
  minutes: z.number().int().min(1).max(mostMinutes),
  note: z.string().trim().max(2000),
})

export const newConsensus = z.object({
  words: z.string().trim().min(1).max(500),
  party: z.string().trim().max(100),
  quantity: z.number().nullable(),
  unit: z.string().trim().max(20),
  due: z.iso.date().nullable(),
})

export const agendaRefusals = refusals({
  itemCurrentExists: [409, '有一项正在谈，请先把它谈完或放一放。'],
  itemSessionNotLive: [409, '会还没开始，或正在暂停，现在不能开始这一项。'],
  itemNothingRecorded: [409, '还没有写下共识，请先写一条再记。'],
  itemAlreadyRecorded: [409, '这一项已经记下了内容，不能只是放一放，请记下结果。'],
  itemSealed: [409, '意见稿已经定稿，这一项不能再重新谈。'],
  itemStillInk: [409, '会还没开始，请直接在议程里改。'],
  itemNotOwnWords: [403, '保留意见只能说自己的，请由主持人或记录人代记。'],
  itemNotTalkedAbout: [409, '这一项还没谈到，请谈到时再记保留意见。'],
  agendaFull: [409, '议程已经很多了，请先整理再加。'],
})
