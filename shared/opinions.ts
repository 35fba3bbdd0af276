import { z } from 'zod'
import { refusals } from './refusals.ts'
import { handNames, instantText } from './sessions.ts'
import { defineWorkflow, type Workflow } from './workflow.ts'

/** 协商意见 (OpinionDocument): its workflow is domain.md E.3. The text itself is ink; this record is the seal. */

export const opinionWorkflow = defineWorkflow({
  noun: 'opinion',
  initial: 'drafting',
  states: {
    drafting: { label: '正在写' },
    reviewing: { label: '正在看' },
    frozen: { label: '已定稿' },
    countersigning: { label: '正在签' },
    signed: { label: '已签' },
    submitted: { label: '已转出' },
    superseded: { label: '有了新版', end: true },
    discarded: { label: '不用了', end: true },
  },
  moves: {
    requestReview: { label: '请大家看', from: ['drafting'], to: ['reviewing'] },
    reopen: { label: '接着改', from: ['reviewing'], to: ['drafting'] },
    announceFreeze: { label: '定稿', from: ['drafting', 'reviewing'], to: ['drafting', 'reviewing'], binding: true },
    cancelFreeze: { label: '先不定稿', from: ['drafting', 'reviewing'], to: ['drafting', 'reviewing'] },
    freeze: { label: '定稿', from: ['drafting', 'reviewing'], to: ['frozen'], binding: true },
    unfreeze: { label: '重新打开', from: ['frozen'], to: ['drafting'], reason: true },
    openCountersign: { label: '请人签名', from: ['frozen'], to: ['countersigning'] },
    sign: { label: '签名', from: ['countersigning'], to: ['countersigning', 'signed'], binding: true },
    decline: { label: '不签', from: ['countersigning'], to: ['drafting'], reason: true },
    lapse: { label: '到期未签', from: ['countersigning'], to: ['frozen'] },
    submit: { label: '转出', from: ['signed', 'submitted'], to: ['submitted'], binding: true },
    revise: { label: '出新版', from: ['signed'], to: ['superseded'], reason: true },
    discard: { label: '不用了', from: ['drafting'], to: ['discarded'], reason: true },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type OpinionState = StateOf<typeof opinionWorkflow>
export type OpinionMove = MoveOf<typeof opinionWorkflow>
export const opinionState = z.enum(Object.keys(opinionWorkflow.states) as [OpinionState, ...OpinionState[]])

/** Words can still be written. */
export const isOpinionInk = (state: OpinionState): boolean => ['drafting', 'reviewing'].includes(state)
export const isOpinionDrafting = (state: OpinionState): boolean => state === 'drafting'
/** The seal is on it: a revision exists and cannot change. */
export const isOpinionSealed = (state: OpinionState): boolean => ['frozen', 'countersigning', 'signed', 'submitted', 'superseded'].includes(state)
export const isOpinionSigned = (state: OpinionState): boolean => ['signed', 'submitted', 'superseded'].includes(state)
export const isCountersigning = (state: OpinionState): boolean => state === 'countersigning'

export const signedOpinion: OpinionState = 'signed'
/** Title and words may still change: the states in which the text is ink. */
export const opinionInkStates = (Object.keys(opinionWorkflow.states) as OpinionState[]).filter(isOpinionInk)

/** Seconds between "freezing" being announced in the hall and the seal (E.3). */
export const freezeSeconds = 10

export const signatureStates = { asked: '等他签', signed: '已签', declined: '不签', void: '作废' } as const
export type SignatureState = keyof typeof signatureStates
export const isSignatureMade = (state: SignatureState): boolean => state === 'signed'
export const isSignatureAsked = (state: SignatureState): boolean => state === 'asked'

export const signatureState = z.enum(Object.keys(signatureStates) as [SignatureState, ...SignatureState[]])
export const askedSignature: SignatureState = 'asked'
export const givenSignature: SignatureState = 'signed'
export const declinedSignature: SignatureState = 'declined'
export const voidSignature: SignatureState = 'void'

export const signatureShape = z.object({
  id: z.uuid(),
  personId: z.string(),
  name: z.string(),
  hand: z.enum(handNames),
  state: signatureState,
  at: instantText.nullable(),
  how: z.enum(['password', 'handwriting']).nullable(),
  reason: z.string(),
  /** Which seal it was asked for (`seal.number`): those of an earlier one are void or declined. */
  sealNumber: z.number(),
  /** True for the caller's own. */
  mine: z.boolean(),
})
export type Signature = z.infer<typeof signatureShape>

export const sealShape = z.object({
  revisionId: z.uuid(),
  number: z.number(),
  /** SHA-256 of the canonical text, hex; screens show the first twelve digits. */
  digest: z.string(),
  at: instantText,
  by: z.string(),
  /** When it was opened again, and why; null for the seal that is on it. */
  openedAt: instantText.nullable(),
  reason: z.string(),
})
export type Seal = z.infer<typeof sealShape>

export const opinionShape = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  sessionId: z.uuid(),
  documentId: z.uuid(),
  title: z.string(),
  state: opinionState,
  version: z.number(),
  /** The moment the seal falls, once announced. */
  freezingAt: instantText.nullable(),
  cardsWaiting: z.number(),
  seal: sealShape.nullable(),
  /** Earlier seals that were opened again, newest first. */
  openedSeals: z.array(sealShape),
  signatures: z.array(signatureShape),
  /** Whether this organisation lets people sign by hand on the tablet. */
  handwriting: z.boolean(),
  now: instantText,
  may: z.array(z.string()),
})
export type Opinion = z.infer<typeof opinionShape>

const version = z.number().int().min(1)
const reason = z.string().trim().min(1).max(300)
export const opinionAt = z.object({ version })
export const opinionBecause = z.object({ version, reason })
export const opinionTitle = z.object({ version, title: z.string().trim().min(1).max(80) })
/** Who is asked: ids of participants (or of persons) who have an account and came to the session. */
export const signersAsked = z.object({ version, signers: z.array(z.string().min(1).max(64)).min(1).max(60) })

/** A drawing on the tablet, as the canvas gives it: at most 200 kB. */
export const strokesLimit = 200 * 1024
export const signing = z.object({
  version,
  /** What the signer's screen showed: it must be the digest of the seal. */
  digest: z.string().min(1).max(64),
  password: z.string().min(1).max(128).optional(),
  handwriting: z.string().max(strokesLimit).optional(),
  /** Whose hand it is, where it is drawn on the facilitator's tablet; without it, one's own. */
  signer: z.string().min(1).max(64).optional(),
})
export const strokesShape = z.object({ id: z.uuid(), handwriting: z.string() })

/** Who may be asked to sign: those with an account who came to the session. */
export const signerShape = z.object({
  participantId: z.uuid(),
  personId: z.string(),
  name: z.string(),
  hand: z.enum(handNames),
  represents: z.string(),
})
export const signerList = z.object({ signers: z.array(signerShape) })

export const opinionRefusals = refusals({
  opinionEmpty: [409, '意见稿还是空的，请先写几句再定稿。'],
  opinionCardsWaiting: [409, '还有意见卡没有安排，请逐张放进、合并、留到下次或说明原因。'],
  opinionFreezing: [409, '正在定稿，请稍等几秒。'],
  opinionSignersUnknown: [409, '还没选请谁签名，请先选好。'],
  opinionNotSigner: [403, '这份意见没有请您签名。'],
  opinionAlreadySigned: [409, '您已经签过了。'],
  opinionDigestMoved: [409, '这份意见已有新版，请看过新版再签。'],
  opinionHandwritingOff: [409, '这里不用手写签名，请输入密码签名。'],
  opinionNotFreezing: [409, '现在没有在定稿，不用取消。'],
  opinionSignerUnknown: [409, '有一位不在这场会的名单里，或没有账号，请重新选。'],
  opinionSignOneWay: [400, '请输入密码，或者手写签名，选一样。'],
  opinionStrokesUnreadable: [415, '手写的签名没有收到，请再写一次。'],
  opinionHasSignature: [409, '已经有人签名，不能再打开；要改请走“不签”说明原因。'],
})
