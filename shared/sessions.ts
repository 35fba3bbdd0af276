import { z } from 'zod'
import type { Role } from './people.ts'
import { refusals } from './refusals.ts'
import { defineWorkflow, type Workflow } from './workflow.ts'

/** 协商议事会议 (DeliberationSession): its workflow is domain.md E.1, its forms A.1. */

export const sessionForms = {
  pavilion: '议事亭协商',
  benchMeeting: '板凳会',
  deliberationRoom: '协商议事室',
  micro: '三微协商',
  frontline: '一线协商',
  committeeConsultation: '专委会专题协商议政会',
  standingCommitteeConsultation: '专题议政性常委会',
  monthlyForum: '月协商座谈会',
  topicalForum: '专题协商座谈会',
  sectorForum: '界别协商座谈会',
  mayorForum: '市长面对面',
  jointSession: '联合协商',
  opinionForum: '反映社情民意信息座谈会',
  handlingConsultation: '办理协商',
} as const
export type SessionForm = keyof typeof sessionForms
export const sessionFormNames = Object.keys(sessionForms) as [SessionForm, ...SessionForm[]]

/** Grass-roots forms open on standing approval; the others need dates, approval and invitations. */
export const grassRootsForms: readonly SessionForm[] = ['pavilion', 'benchMeeting', 'deliberationRoom', 'micro', 'frontline']

export const sessionPresets = {
  pavilion: { label: '议事亭', form: 'pavilion' },
  forum: { label: '座谈会', form: 'topicalForum' },
} as const satisfies Record<string, { label: string; form: SessionForm }>
export type SessionPreset = keyof typeof sessionPresets

export const sessionWorkflow = defineWorkflow({
  noun: 'session',
  initial: 'draft',
  states: {
    draft: { label: '准备中' },
    submitted: { label: '待审批' },
    scheduled: { label: '已定时间' },
    checkIn: { label: '签到中' },
    live: { label: '正在开' },
    paused: { label: '暂停' },
    summing: { label: '收尾' },
    concluded: { label: '已结束' },
    noConsensus: { label: '未达成共识' },
    tracking: { label: '跟踪落实' },
    closed: { label: '已办结', end: true },
    cancelled: { label: '已取消', end: true },
  },
  moves: {
    openNow: { label: '马上开', from: ['draft'], to: ['checkIn'] },
    submitForApproval: { label: '送审批', from: ['draft'], to: ['submitted'] },
    approve: { label: '批准', from: ['submitted'], to: ['scheduled'] },
    returnForChange: { label: '退回修改', from: ['submitted'], to: ['draft'], reason: true },
    reschedule: { label: '改时间', from: ['scheduled'], to: ['scheduled'] },
    cancel: { label: '取消', from: ['scheduled'], to: ['cancelled'], reason: true },
    openCheckIn: { label: '开始签到', from: ['scheduled'], to: ['checkIn'] },
    start: { label: '开始', from: ['checkIn'], to: ['live'] },
    pause: { label: '暂停', from: ['live'], to: ['paused'] },
    resume: { label: '继续', from: ['paused'], to: ['live'] },
    endTalk: { label: '谈完了', from: ['live'], to: ['summing'] },
    resumeTalk: { label: '接着谈', from: ['summing'], to: ['live'] },
    signRecord: { label: '签记录', from: ['summing'], to: ['concluded', 'noConsensus'], binding: true },
    planFollowUp: { label: '再约一次', from: ['noConsensus'], to: ['tracking'] },
    openTracking: { label: '转入落实', from: ['concluded'], to: ['tracking'] },
    closeWithoutCommitments: { label: '办结', from: ['concluded'], to: ['closed'] },
    close: { label: '办结', from: ['tracking'], to: ['closed'] },
    abort: {
      label: '中止',
      from: ['draft', 'submitted', 'scheduled', 'checkIn', 'live', 'paused', 'summing'],
      to: ['cancelled'],
      reason: true,
    },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type SessionState = StateOf<typeof sessionWorkflow>
export type SessionMove = MoveOf<typeof sessionWorkflow>

/** People may come in: by QR, by hand, from afar. */
export const isOpenDoor = (state: SessionState): boolean => ['checkIn', 'live', 'paused', 'summing'].includes(state)
/** The hall is talking: items can begin and people can speak. */
export const isTalking = (state: SessionState): boolean => state === 'live'
/** The agenda is still ink: nothing has settled it into rows. */
export const isAgendaInk = (state: SessionState): boolean => ['draft', 'submitted', 'scheduled', 'checkIn'].includes(state)
/** Anybody in it may propose an item (E.2). */
export const takesProposals = (state: SessionState): boolean => isAgendaInk(state) || ['live', 'paused'].includes(state)
/** The talk is over, the text is being finished. */
export const isSumming = (state: SessionState): boolean => state === 'summing'
/** Items can be reopened and the text finished. */
export const isTalkOrSumming = (state: SessionState): boolean => ['live', 'paused', 'summing'].includes(state)
/** Why it ended is written down and signed. */
export const isRecorded = (state: SessionState): boolean => ['concluded', 'noConsensus', 'tracking', 'closed'].includes(state)
/** Nothing of the session itself can change any more. */
export const isOver = (state: SessionState): boolean =>
  ['concluded', 'noConsensus', 'tracking', 'closed', 'cancelled'].includes(state)

/** What a participant is in this session: decides their right on its texts (E.11) and the colour they show in. */
export const hands = {
  facilitator: '主持人',
  recorder: '记录人',
  member: '委员',
  departmentStaff: '部门',
  resident: '居民',
  expert: '专家',
  observer: '旁听',
} as const
export type HandName = keyof typeof hands
export const handNames = Object.keys(hands) as [HandName, ...HandName[]]

/** The hand a person's roles make them; several show the first that leads. No role, no hand. */
export function handOfRoles(held: readonly Role[]): HandName | null {
  if (held.includes('facilitator')) return 'facilitator'
  if (held.includes('recorder')) return 'recorder'
  if (held.includes('member') || held.includes('sectorConvenor')) return 'member'
  if (held.includes('expert') || held.includes('legalAdviser')) return 'expert'
  return held.length > 0 ? 'departmentStaff' : null
}

/** What the mix of people lacks (B.4): a warning that must be seen, never a block. */
export const compositionGaps = {
  residents: '利益相关的居民不到 3 位',
  department: '没有能办事的部门或单位在场',
} as const
export type CompositionGap = keyof typeof compositionGaps

export function compositionGapsOf(form: SessionForm, present: readonly HandName[]): CompositionGap[] {
  const gaps: CompositionGap[] = []
  if (grassRootsForms.includes(form) && present.filter((hand) => hand === 'resident').length < 3) gaps.push('residents')
  if (!present.includes('departmentStaff')) gaps.push('department')
  return gaps
}

/** How somebody came in. */
export const checkInWays = { qr: '扫码', hand: '点名', remote: '远程' } as const
export type CheckInWay = keyof typeof checkInWays

/** Where a participant stands at the door. */
export const participantWorkflow = defineWorkflow({
  noun: 'participant',
  initial: 'invited',
  states: {
    invited: { label: '已邀请' },
    waiting: { label: '在门口等' },
    present: { label: '已到' },
    refused: { label: '未放行' },
    left: { label: '已离开' },
  },
  moves: {
    checkIn: { label: '签到', from: ['invited', 'left'], to: ['present'] },
    admit: { label: '请进', from: ['waiting', 'refused'], to: ['present'] },
    refuse: { label: '不放行', from: ['waiting'], to: ['refused'] },
    leave: { label: '离开', from: ['present'], to: ['left'] },
    knock: { label: '在门口等', from: ['invited', 'left'], to: ['waiting'] },
  },
})
export type ParticipantState = StateOf<typeof participantWorkflow>
export type ParticipantMove = MoveOf<typeof participantWorkflow>
export const isPresent = (state: ParticipantState): boolean => state === 'present'
export const isTurnedAway = (state: ParticipantState): boolean => state === 'refused'
/** Invited, here or gone home: on the list. */
export const isInTheHall = (state: ParticipantState): boolean => ['invited', 'present', 'left'].includes(state)
export const isAtTheDoor = (state: ParticipantState): boolean => state === 'waiting'

const stateNames = <S extends string>(workflow: Workflow<S, string>) => Object.keys(workflow.states) as [S, ...S[]]
export const sessionState = z.enum(stateNames(sessionWorkflow))
export const participantState = z.enum(stateNames(participantWorkflow))
/** An instant as it travels: ISO 8601 in UTC. */
export const instantText = z.iso.datetime()

export const participantShape = z.object({
  id: z.uuid(),
  name: z.string(),
  hand: z.enum(handNames),
  /** Whom they stand for, e.g. 公路部门. */
  represents: z.string(),
  state: participantState,
  way: z.enum(['qr', 'hand', 'remote']).nullable(),
  checkedInAt: instantText.nullable(),
  /** Seconds spoken in this session, without the speech under way. */
  spokenSeconds: z.number(),
  version: z.number(),
  may: z.array(z.string()),
})
export type Participant = z.infer<typeof participantShape>

export const speechKinds = { contribution: '发言', question: '提问', answer: '答复', information: '情况说明' } as const
export type SpeechKind = keyof typeof speechKinds
export const speechShape = z.object({
  id: z.uuid(),
  participantId: z.uuid(),
  itemId: z.uuid().nullable(),
  kind: z.enum(['contribution', 'question', 'answer', 'information']),
  begunAt: instantText,
  endedAt: instantText.nullable(),
  /** Seconds allowed; the clock counts down from here. */
  allowedSeconds: z.number(),
  /** Seconds spoken, without the stretch under way since `runningSince` (null while the session pauses). */
  spentSeconds: z.number(),
  runningSince: instantText.nullable(),
  version: z.number(),
})
export type Speech = z.infer<typeof speechShape>

const columnRight = z.enum(['edit', 'contribute', 'comment', 'read'])
/** The organiser may lower or raise the three middle columns of E.11 for a session. */
export const sessionRights = z.object({
  member: columnRight.optional(),
  departmentStaff: columnRight.optional(),
  resident: columnRight.optional(),
})
export type SessionRights = z.infer<typeof sessionRights>

export const sessionLine = z.object({
  id: z.uuid(),
  title: z.string(),
  form: z.enum(sessionFormNames),
  state: sessionState,
  version: z.number(),
  organisationId: z.uuid(),
  venueId: z.uuid().nullable(),
  venueName: z.string(),
  brand: z.string(),
  /** 期次 within the brand at this venue. */
  ordinal: z.number().nullable(),
  scheduledAt: instantText.nullable(),
  startedAt: instantText.nullable(),
  /** What the caller is in it: a hand, or null. */
  hand: z.enum(handNames).nullable(),
})
export type SessionLine = z.infer<typeof sessionLine>

export const sessionShape = sessionLine.extend({
  preset: z.enum(['pavilion', 'forum']),
  topicId: z.uuid().nullable(),
  hosts: z.array(z.object({ organisationId: z.uuid(), name: z.string() })),
  rights: sessionRights,
  endedAt: instantText.nullable(),
  /** Why it was sent back, called off or stopped, in words. */
  reason: z.string(),
  /** Documents: the agenda's ink and the opinion's record. */
  agendaDocumentId: z.uuid(),
  opinionId: z.uuid(),
  opinionDocumentId: z.uuid(),
  currentItemId: z.uuid().nullable(),
  currentSpeech: speechShape.nullable(),
  /** For the door: the 6-digit code (waiting room) and the address in the QR; null to all but the facilitator. */
  doorCode: z.string().nullable(),
  doorUrl: z.string().nullable(),
  /** Until when the code leads to the waiting room. */
  doorCodeUntil: instantText.nullable(),
  /** Warnings about who is here, in words (B.4): never a block. */
  compositionWarnings: z.array(z.string()),
  participants: z.array(participantShape),
  /** The caller's own seat. */
  me: participantShape.nullable(),
  /** The house's clock at the moment of the answer: screens count from it. */
  now: instantText,
  may: z.array(z.string()),
})
export type Session = z.infer<typeof sessionShape>

/** What a session looks like from outside its door: nobody's words or names. */
export const sessionDoorShape = z.object({
  sessionId: z.uuid(),
  title: z.string(),
  form: z.enum(sessionFormNames),
  venueName: z.string(),
  state: sessionState,
  /** Whether one can come in now. */
  open: z.boolean(),
  /** The caller's own seat: in the waiting room, let in, or not. */
  seat: participantShape.nullable(),
  now: instantText,
})
export type SessionDoor = z.infer<typeof sessionDoorShape>

/** A colleague the organiser may ask to come. */
export const colleagueShape = z.object({ personId: z.string(), name: z.string(), hand: z.enum(handNames), listed: z.boolean() })
export type Colleague = z.infer<typeof colleagueShape>

export const guestName = z.string().trim().min(1).max(40)

export const newSession = z.object({
  preset: z.enum(['pavilion', 'forum']),
  form: z.enum(sessionFormNames).optional(),
  organisationId: z.uuid(),
  venueId: z.uuid().nullable(),
  topicId: z.uuid().nullable(),
  title: z.string().trim().min(1).max(80),
  scheduledAt: instantText.nullable(),
  /** Further hosts: organisations where the caller is a facilitator too, or committees and units under the first. */
  hosts: z.array(z.uuid()).max(20).optional(),
  /** Agenda to begin with; empty takes the preset's. */
  items: z.array(z.object({ words: z.string().trim().min(1).max(200), kind: z.string(), minutes: z.number().int().min(1).max(480) })).max(60),
  /** Colleagues with a role here: invited with their hand. */
  invitations: z.array(z.object({ personId: z.string(), hand: z.enum(handNames) })).max(200),
})

export const sessionRefusals = refusals({
  sessionNeedsVenue: [409, '还没选地方，请先选好在哪儿开。'],
  sessionNotByStandingApproval: [409, '这种形式要先审批，请先送审批。'],
  sessionNotOnDuty: [409, '您不在这个议事点值班，请换一位主持人来开。'],
  sessionNeedsMember: [409, '还没有委员到场，至少来一位再开始。'],
  sessionNeedsFacilitator: [409, '主持人还没签到，请先签到再开始。'],
  sessionCompositionNotSeen: [409, '到场的人还缺一些，请看过提醒再开始。'],
  sessionItemsOpen: [409, '还有议程没有谈完或另作安排，请逐项处理后再结束。'],
  sessionOpinionSealed: [409, '意见稿已经定稿，不能再接着谈。'],
  sessionOpinionOpen: [409, '意见稿还没有签完，请先定稿并签名。'],
  sessionFormNotOfPreset: [400, '这种形式和所选的开法不合，请重新选。'],
  sessionNotHost: [404, '没有找到这个单位，请从列表里选。'],
  personNotListed: [404, '没有找到这位同事，请从名单里选。'],
  stillAtTheDoor: [409, '这位还在门口等，请主持人先放行。'],
  participantTurnedAway: [409, '主持人没有放行，请和主持人当面说。'],
  sessionNeedsDate: [409, '还没定时间，请先定好哪天开。'],
  sessionNoMemberSigned: [409, '还没有委员在意见稿上签名，请至少一位委员签名后再签记录。'],
  sessionNotSeatHere: [409, '您不在这场会的名单里，请扫会场的二维码进来。'],
  sessionTooEarly: [409, '离开会还早，开会前 4 小时内才能开始签到。'],
  doorClosed: [409, '这场会现在不能进，请等主持人开始签到。'],
  doorCodeWrong: [404, '没有这个会议码，或会议还没开始，请核对后再试。'],
  alreadySpeaking: [409, '有人正在说，请先请他说完。'],
  speechOver: [409, '这段发言已经结束了。'],
  notPresent: [409, '这位还没到场，请先签到。'],
})
