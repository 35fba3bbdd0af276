import { z } from 'zod'
import { refusals } from './refusals.ts'
import { instantText } from './sessions.ts'
import { defineWorkflow, type Workflow } from './workflow.ts'

/** 议题 (Topic): a matter on its way to an agenda, from the residents' words or put forward directly (domain.md C.9). */

export const topicWorkflow = defineWorkflow({
  noun: 'topic',
  initial: 'proposed',
  states: {
    proposed: { label: '等着定' },
    approved: { label: '可以上会' },
    scheduled: { label: '已排上会' },
    discussed: { label: '商量过了' },
    dropped: { label: '没有列入', end: true },
  },
  moves: {
    approve: { label: '同意上会', from: ['proposed'], to: ['approved'] },
    drop: { label: '不列入', from: ['proposed', 'approved'], to: ['dropped'], reason: true },
    schedule: { label: '排上会', from: ['approved', 'discussed'], to: ['scheduled'] },
    release: { label: '会没开成', from: ['scheduled'], to: ['approved'] },
    discuss: { label: '商量过了', from: ['scheduled'], to: ['discussed'] },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type TopicState = StateOf<typeof topicWorkflow>
export type TopicMove = MoveOf<typeof topicWorkflow>
export const topicState = z.enum(Object.keys(topicWorkflow.states) as [TopicState, ...TopicState[]])

/** More of the residents' words may still join it. */
export const isTopicOpen = (state: TopicState): boolean => ['proposed', 'approved', 'scheduled'].includes(state)
/** A session may be made of it. */
export const isTopicReady = (state: TopicState): boolean => topicWorkflow.moves.schedule.from.includes(state)
export const isTopicScheduled = (state: TopicState): boolean => state === 'scheduled'
export const isTopicDropped = (state: TopicState): boolean => state === 'dropped'

export const urgencies = { ordinary: '不急', soon: '尽快', urgent: '紧急' } as const
export type Urgency = keyof typeof urgencies
export const urgency = z.enum(['ordinary', 'soon', 'urgent'])

/** What the collection sheet asks (议题征集表). */
export const topicWords = z.object({
  title: z.string().trim().min(1).max(60),
  situation: z.string().trim().max(1000),
  /** 涉及人群、户数 */
  affected: z.string().trim().max(200),
  hopes: z.string().trim().max(500),
  /** 涉及部门 */
  departments: z.string().trim().max(200),
  urgency,
})
export type TopicWords = z.infer<typeof topicWords>

export const newTopic = topicWords.extend({ organisationId: z.uuid() })

export const topicLine = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  title: z.string(),
  urgency,
  state: topicState,
  version: z.number(),
  /** How many residents' words stand behind it. */
  issues: z.number(),
  sessionId: z.uuid().nullable(),
  createdAt: instantText,
})
export type TopicLine = z.infer<typeof topicLine>

export const topicShape = topicLine.extend({
  situation: z.string(),
  affected: z.string(),
  hopes: z.string(),
  departments: z.string(),
  proposedBy: z.string(),
  /** Why it was not taken, for the dropped. */
  reason: z.string(),
  /** The residents' words it grew from; confidential ones only for their handler. */
  from: z.array(z.object({ id: z.uuid(), number: z.string(), words: z.string(), saidAt: instantText })),
  may: z.array(z.string()),
})
export type Topic = z.infer<typeof topicShape>

export const topicRefusals = refusals({
  topicNotReady: [409, '这个议题还没定下来，请先同意上会。'],
  topicTaken: [409, '这个议题已经排在另一场会上了。'],
  topicClosed: [409, '这个议题已经不再收新的反映，请另提一个。'],
})
