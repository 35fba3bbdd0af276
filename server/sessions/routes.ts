import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import {
  colleagueShape, handNames, instantText, newSession, type Session, sessionLine, sessionRights, sessionShape, speechKinds,
  type SpeechKind,
} from '../../shared/sessions.ts'
import type { Context } from '../house/context.ts'
import { act, ask, deed, type Env, idParams, noParams, query, street } from '../house/route.ts'
import {
  abort, approve, cancel, edit, endTalk, openCheckIn, openNow, pause, reschedule, resume, resumeTalk, returnForChange,
  setRights, signRecord, start, submitForApproval,
} from './commands.ts'
import { createSession } from './create.ts'
import { renewDoor } from './door.ts'
import {
  addParticipant, admit, changeHand, checkInByHand, checkInMyself, colleaguesFor, inviteTo, leave, refuse,
} from './participants.ts'
import { freshSession, listSessions, sessionView } from './queries.ts'
import { type SessionRecord, sessionFor } from './records.ts'
import { beginSpeech, endSpeech } from './speeches.ts'

const version = z.number().int().min(1)
const plain = z.object({ version })
const reasoned = z.object({ version, reason: z.string().trim().min(1).max(500) })
const hand = z.enum(handNames)
const invitations = z.array(z.object({ personId: z.string().min(1).max(64), hand })).min(1).max(200)

const onSession = <P extends string, B extends z.ZodObject>(path: P, verb: string, summary: string, body: B) =>
  deed({ action: `session.${verb}`, path: `/api/sessions/{id}/${path}` as const, summary, params: idParams, body, answer: sessionShape })

const onSeat = <P extends string, B extends z.ZodObject>(path: P, verb: string, summary: string, body: B) =>
  deed({ action: `participant.${verb}`, path: `/api/participants/{id}/${path}` as const, summary, params: idParams, body, answer: sessionShape })

/** The address in the session's QR is the house's public one. */
const withAddress = (c: HonoContext<Env>, session: Session): Session =>
  session.doorUrl ? { ...session, doorUrl: c.var.house.settings.publicUrl + session.doorUrl } : session

/** Does the deed and answers with the session as it stands then. */
const doTo = async (c: HonoContext<Env>, work: (ctx: Context) => Promise<SessionRecord>): Promise<Session> =>
  withAddress(c, await act(c, async (ctx) => freshSession(ctx, (await work(ctx)).id)))

const sessionListRoute = query({
  action: 'session.list',
  path: '/api/sessions',
  summary: '我们单位主办的会，和我参加的会',
  params: noParams,
  answer: z.object({ sessions: z.array(sessionLine) }),
})
const sessionCreateRoute = deed({
  action: 'session.create',
  path: '/api/sessions',
  summary: '准备一场会：议程和意见稿一同建好',
  params: noParams,
  body: newSession,
  answer: sessionShape,
})
const sessionSeeRoute = query({ action: 'session.see', path: '/api/sessions/{id}', summary: '一场会', params: idParams, answer: sessionShape })
const openNowRoute = onSession('open-now', 'openNow', '马上开：按常设批准开始签到', plain)
const submitForApprovalRoute = onSession('submit-for-approval', 'submitForApproval', '送审批', plain)
const approveRoute = onSession('approve', 'approve', '批准', plain)
const returnForChangeRoute = onSession('return-for-change', 'returnForChange', '退回修改，说明原因', reasoned)
const rescheduleRoute = onSession('reschedule', 'reschedule', '改时间', z.object({ version, scheduledAt: instantText }))
const cancelRoute = onSession('cancel', 'cancel', '取消，说明原因', reasoned)
const openCheckInRoute = onSession('open-check-in', 'openCheckIn', '开始签到', plain)
const startRoute = onSession('start', 'start', '开始：议程定下来', z.object({ version, acknowledged: z.boolean() }))
const pauseRoute = onSession('pause', 'pause', '暂停', plain)
const resumeRoute = onSession('resume', 'resume', '继续', plain)
const endTalkRoute = onSession('end-talk', 'endTalk', '谈完了', plain)
const resumeTalkRoute = onSession('resume-talk', 'resumeTalk', '接着谈', plain)
const signRecordRoute = onSession('sign-record', 'signRecord', '签记录；没有达成共识的照实签', z.object({ version, noConsensus: z.boolean().optional() }))
const abortRoute = onSession('abort', 'abort', '中止，说明原因', reasoned)
const editRoute = onSession(
  'edit', 'edit', '准备时改名称、地点、时间',
  z.object({
    version,
    title: newSession.shape.title.optional(),
    venueId: z.uuid().nullable().optional(),
    scheduledAt: instantText.nullable().optional(),
  }),
)
const setRightsRoute = onSession('rights', 'setRights', '调整委员、部门、居民能怎样动稿子', z.object({ version, rights: sessionRights }))
const renewDoorRoute = onSession('door', 'renewDoor', '换会议码；需要时连二维码一起换', z.object({ link: z.boolean() }))
const colleaguesRoute = query({
  action: 'session.invite',
  path: '/api/sessions/{id}/colleagues',
  summary: '可以请来的同事',
  params: idParams,
  answer: z.object({ colleagues: z.array(colleagueShape) }),
})
const inviteRoute = onSession('invitations', 'invite', '请人来', z.object({ invitations }))
const checkInRoute = onSession('check-in', 'checkIn', '签到；人不在会场的注明远程', z.object({ remote: z.boolean().optional() }))
const addParticipantRoute = onSession(
  'participants', 'addParticipant', '点名：把到场的人记下来',
  z.object({
    name: z.string().trim().min(1).max(40),
    hand,
    represents: z.string().trim().max(60),
    personId: z.string().min(1).max(64).optional(),
    way: z.literal('hand').optional(),
  }),
)
const checkInSeatRoute = onSeat('check-in', 'checkIn', '替人签到', plain)
const admitSeatRoute = onSeat('admit', 'admit', '请在门口等的人进来', plain)
const refuseSeatRoute = onSeat('refuse', 'refuse', '不放行', plain)
const leaveSeatRoute = onSeat('leave', 'leave', '离开', plain)
const changeHandSeatRoute = onSeat('change-hand', 'changeHand', '改身份', z.object({ version, hand, represents: z.string().trim().max(60).optional() }))
const speakRoute = onSession(
  'speeches', 'speak', '请人发言，开始计时',
  z.object({
    participantId: z.uuid(),
    kind: z.enum(Object.keys(speechKinds) as [SpeechKind, ...SpeechKind[]]),
    allowedSeconds: z.number().int().min(10).max(7200),
  }),
)
const speechEndRoute = deed({
  action: 'speech.end',
  path: '/api/speeches/{id}/end',
  summary: '发言结束',
  params: idParams,
  body: plain,
  answer: sessionShape,
})

/** The street of sessions: one deed a move, each answered with the fresh session. */
export const sessionRoutes = street()
  .on(sessionListRoute, async (c) =>
    ask(c, async (ctx) => ({ sessions: await listSessions(ctx) })),
  )
  .on(sessionCreateRoute, (c, { body }) =>
    doTo(c, (ctx) => createSession(ctx, body)),
  )
  .on(sessionSeeRoute, async (c, { params }) => {
    const found = await ask(c, async (ctx) => sessionView(ctx, await sessionFor(ctx, params.id)))
    return withAddress(c, found)
  })
  .on(openNowRoute, (c, { params, body }) =>
    doTo(c, (ctx) => openNow(ctx, params.id, body)),
  )
  .on(submitForApprovalRoute, (c, { params, body }) =>
    doTo(c, (ctx) => submitForApproval(ctx, params.id, body)),
  )
  .on(approveRoute, (c, { params, body }) =>
    doTo(c, (ctx) => approve(ctx, params.id, body)),
  )
  .on(returnForChangeRoute, (c, { params, body }) =>
    doTo(c, (ctx) => returnForChange(ctx, params.id, body)),
  )
  .on(rescheduleRoute, (c, { params, body }) =>
    doTo(c, (ctx) => reschedule(ctx, params.id, body)),
  )
  .on(cancelRoute, (c, { params, body }) =>
    doTo(c, (ctx) => cancel(ctx, params.id, body)),
  )
  .on(openCheckInRoute, (c, { params, body }) =>
    doTo(c, (ctx) => openCheckIn(ctx, params.id, body)),
  )
  .on(startRoute, (c, { params, body }) =>
    doTo(c, (ctx) => start(ctx, params.id, body)),
  )
  .on(pauseRoute, (c, { params, body }) =>
    doTo(c, (ctx) => pause(ctx, params.id, body)),
  )
  .on(resumeRoute, (c, { params, body }) =>
    doTo(c, (ctx) => resume(ctx, params.id, body)),
  )
  .on(endTalkRoute, (c, { params, body }) =>
    doTo(c, (ctx) => endTalk(ctx, params.id, body)),
  )
  .on(resumeTalkRoute, (c, { params, body }) =>
    doTo(c, (ctx) => resumeTalk(ctx, params.id, body)),
  )
  .on(signRecordRoute, (c, { params, body }) =>
    doTo(c, (ctx) => signRecord(ctx, params.id, body)),
  )
  .on(abortRoute, (c, { params, body }) =>
    doTo(c, (ctx) => abort(ctx, params.id, body)),
  )
  .on(editRoute, (c, { params, body }) =>
    doTo(c, (ctx) => edit(ctx, params.id, body)),
  )
  .on(setRightsRoute, (c, { params, body }) =>
    doTo(c, (ctx) => setRights(ctx, params.id, body)),
  )
  .on(renewDoorRoute, (c, { params, body }) =>
    doTo(c, (ctx) => renewDoor(ctx, params.id, body.link)),
  )
  .on(colleaguesRoute, async (c, { params }) =>
    ask(c, async (ctx) => ({ colleagues: await colleaguesFor(ctx, params.id) })),
  )
  .on(inviteRoute, (c, { params, body }) =>
    doTo(c, (ctx) => inviteTo(ctx, params.id, body.invitations)),
  )
  .on(checkInRoute, (c, { params, body }) =>
    doTo(c, (ctx) => checkInMyself(ctx, params.id, body.remote ?? false)),
  )
  .on(addParticipantRoute, (c, { params, body }) =>
    doTo(c, (ctx) => addParticipant(ctx, params.id, body)),
  )
  .on(checkInSeatRoute, (c, { params, body }) =>
    doTo(c, (ctx) => checkInByHand(ctx, params.id, body)),
  )
  .on(admitSeatRoute, (c, { params, body }) =>
    doTo(c, (ctx) => admit(ctx, params.id, body)),
  )
  .on(refuseSeatRoute, (c, { params, body }) =>
    doTo(c, (ctx) => refuse(ctx, params.id, body)),
  )
  .on(leaveSeatRoute, (c, { params, body }) =>
    doTo(c, (ctx) => leave(ctx, params.id, body)),
  )
  .on(changeHandSeatRoute, (c, { params, body }) =>
    doTo(c, (ctx) => changeHand(ctx, params.id, body)),
  )
  .on(speakRoute, (c, { params, body }) =>
    doTo(c, (ctx) => beginSpeech(ctx, params.id, body)),
  )
  .on(speechEndRoute, (c, { params, body }) =>
    doTo(c, (ctx) => endSpeech(ctx, params.id, body.version)),
  )
