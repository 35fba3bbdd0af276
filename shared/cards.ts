import { z } from 'zod'
import { refusals } from './refusals.ts'
import { handNames, instantText } from './sessions.ts'
import { defineWorkflow, type Workflow } from './workflow.ts'

/** 意见卡 (Card): one sentence said in the hall. Before the seal every card has its end, and its speaker is told. */

export const cardWorkflow = defineWorkflow({
  noun: 'card',
  initial: 'waiting',
  states: {
    waiting: { label: '等着放' },
    placed: { label: '写进了意见稿', end: true },
    merged: { label: '和别的合在一起', end: true },
    deferred: { label: '留到下次', end: true },
    left: { label: '没有写进', end: true },
  },
  moves: {
    place: { label: '放进意见稿', from: ['waiting', 'deferred', 'left'], to: ['placed'] },
    merge: { label: '合并', from: ['waiting'], to: ['merged'] },
    defer: { label: '留到下次', from: ['waiting'], to: ['deferred'] },
    leave: { label: '不写进', from: ['waiting'], to: ['left'], reason: true },
    takeBack: { label: '拿回来', from: ['placed', 'merged', 'deferred', 'left'], to: ['waiting'] },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type CardState = StateOf<typeof cardWorkflow>
export type CardMove = MoveOf<typeof cardWorkflow>
export const cardState = z.enum(Object.keys(cardWorkflow.states) as [CardState, ...CardState[]])
export const waitingCard: CardState = cardWorkflow.initial
export const isCardWaiting = (state: CardState): boolean => state === 'waiting'
export const isCardPlaced = (state: CardState): boolean => state === 'placed'
export const isCardMerged = (state: CardState): boolean => state === 'merged'
/** Its words are in the text, in its own clause or another card's. */
export const isCardInText = (state: CardState): boolean => isCardPlaced(state) || isCardMerged(state)

export const cardShape = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  itemId: z.uuid().nullable(),
  state: cardState,
  version: z.number(),
  words: z.string(),
  /** Who said it. Without a seat here: the resident whose issue brought the topic to the table. */
  speaker: z.object({ participantId: z.uuid().nullable(), name: z.string(), hand: z.enum(handNames) }),
  /** The issue (说事) these words were first said in; null for what is said in the hall. */
  issueId: z.uuid().nullable(),
  /** 口述代录: who wrote it down, when somebody else did; and when the speaker heard it back and agreed. */
  recordedBy: z.string().nullable(),
  confirmedAt: instantText.nullable(),
  saidAt: instantText,
  /** The clause it went into; for a merged card that of the card it was merged into. */
  clauseId: z.string().nullable(),
  mergedInto: z.uuid().nullable(),
  reason: z.string(),
  /** True when the caller said it. */
  mine: z.boolean(),
  may: z.array(z.string()),
})
export type Card = z.infer<typeof cardShape>

export const newCard = z.object({
  words: z.string().trim().min(1).max(500),
  itemId: z.uuid().nullable(),
  /** For 口述代录 only: whose words these are. */
  participantId: z.uuid().optional(),
})

/** `may`: what the caller may do with cards as such (say, record, takeIssues). */
export const cardList = z.object({ cards: z.array(cardShape), may: z.array(z.string()) })

/** How an end without a clause is told to a resident who is not in the hall. */
export const cardFateWords: Partial<Record<CardState, string>> = { deferred: '留到下次再谈', left: '这次没有写进意见稿' }

/** Its words are agreed on: said by themselves, taken down by the station with an issue, or read back and confirmed. */
export const isCardHeard = (card: { recordedBy: string | null; confirmedAt: unknown; issueId: string | null }): boolean =>
  card.recordedBy === null || card.confirmedAt !== null || card.issueId !== null

const version = z.number().int().min(1)
const clauseId = z.string().min(1).max(40)
export const cardAt = z.object({ version })
/** Where a card goes: as a clause of its own after another (null: at the end), or joined to one that already says it. */
export const cardPlacing = z.object({ version, after: clauseId.nullish(), join: clauseId.nullish() })
export const cardMerging = z.object({ version, into: z.uuid() })
export const cardLeaving = z.object({ version, reason: z.string().trim().min(1).max(300) })

export const cardRefusals = refusals({
  cardNotPresent: [409, '您还没签到，请先签到再说。'],
  cardSessionClosed: [409, '这场会现在不收意见卡。'],
  cardTextSealed: [409, '意见稿已经定稿，这张卡不能再放进去，可以留到下次。'],
  cardMergeIntoSelf: [409, '不能和自己合并，请另选一张。'],
  cardClauseGone: [409, '这一条已经不在意见稿里了，请另选一条，或放到最后。'],
  cardMergeWrongTarget: [409, '要并入的那张卡不在这场会里，或还没念给本人听过，请另选一张。'],
  cardNotDictated: [409, '这是本人自己说的，不用再念一遍。'],
  cardNoIssues: [409, '这场会的议题没有带来居民说的事，不用从说事里取。'],
  cardNotConfirmed: [409, '这句话还没有念给本人听过，请先念一遍，请本人认可。'],
})
