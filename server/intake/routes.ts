import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { issueRefusals } from '../../shared/intake.ts'
import {
  answerIssue, confirmIssue, denyIssue, escalateIssue, issueLine, issueShape, issueState, lookedUp, mergeIssue,
  notAcceptIssue, raisedShape, raiseIssue, recordIssue, solveIssue, takeOnIssue, triageIssue, addWords, type Issue,
  type Raised,
} from '../../shared/intake-shapes.ts'
import { spend } from '../house/attempts.ts'
import type { Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { addressOf } from '../house/origin.ts'
import { act, actAtDoor, ask, deed, type Env, idParams, noParams, postedQuery, query, street } from '../house/route.ts'
import {
  addWordsTo, answerIssueWith, confirmIssueAs, denyIssueAs, escalateIssueTo, mergeIssueInto, noteContactView,
  refuseIssue, solveIssueWith, takeIssueOn, triageIssueAs,
} from './commands.ts'
import { deviceToken } from '../people/guests.ts'
import { organisationsWhere } from '../people/queries.ts'
import { deviceFor } from './device.ts'
import { type IntakeKeys, intakeKeys } from './keys.ts'
import { contactOf, issueLines, issueView, lookUpStops } from './queries.ts'
import { greetGuest, type RaisedIds, raiseIssueAt, recordIssueFor } from './raise.ts'
import { issueFor, type IssueRow } from './records.ts'

const anHour = 60 * 60

export const keysOf = (c: HonoContext<Env>): IntakeKeys => intakeKeys(c.var.house.settings.secret)

/** The organisations in which somebody may do it. */
const organisationsShown = z.array(z.object({ id: z.uuid(), name: z.string() }))

/** The address of a private link. Behind `#` it never reaches a server's log, nor another site. */
export const linkTo = (c: HonoContext<Env>, linkId: string): string =>
  `${c.var.house.settings.publicUrl}/echo#${keysOf(c).linkToken(linkId)}`

function raised(c: HonoContext<Env>, { id, number, linkId }: RaisedIds): Raised {
  return { id, number, code: keysOf(c).codeFor(id), link: linkTo(c, linkId) }
}

/** A move of the station's on an issue, decided on the version it was read at; back comes the fresh record. */
function onIssue(
  c: HonoContext<Env>,
  id: string,
  version: number,
  work: (ctx: Context, issue: IssueRow) => Promise<IssueRow>,
): Promise<Issue> {
  const keys = keysOf(c)
  return act(c, async (ctx) => {
    const issue = await issueFor(ctx, id)
    if (issue.version !== version) assertVersion(version, issue, await issueView(ctx, keys, issue))
    return issueView(ctx, keys, await work(ctx, issue))
  })
}

const onOne = <P extends string, B extends z.ZodObject>(action: string, path: P, summary: string, body: B) =>
  ({ action: `issue.${action}`, path: `/api/issues/{id}/${path}` as const, summary, params: idParams, body, answer: issueShape })

const lookUpRoute = postedQuery({
  action: 'issue.lookUp', path: '/api/look-up', summary: '凭编号和查询码看进展',
  body: z.object({ number: z.string().max(40), code: z.string().max(40) }),
  answer: lookedUp,
})

/** The street of what residents say: coming in, and what the station does with it. */
export const intakeRoutes = street()
  .on(
    deed({
      action: 'issue.raise', path: '/api/issues/raise', summary: '扫码说事',
      params: noParams, body: raiseIssue, answer: raisedShape,
    }),
    async (c, { body }) => {
      const said = body
      const keys = keysOf(c)
      const device = deviceFor(c, keys, 'raise')
      const bucket = `issues from ${addressOf(c)}`
      const ids = await act(c, async (ctx) => {
        if (!(await spend(ctx.tx, ctx.now, { bucket, limit: 120, windowSeconds: anHour }))) throw issueRefusals.issueTooMany()
        return raiseIssueAt(ctx, keys, said, device.hash)
      })
      device.keep()
      return raised(c, ids)
    },
  )
  .on(
    deed({
      action: 'issue.greet', path: '/api/issues/greet', summary: '说事之前，先认下这台设备',
      params: noParams,
      body: z.object({ code: z.string().min(1).max(100), name: z.string().trim().min(1).max(20) }),
      answer: z.object({ guest: z.object({ id: z.uuid(), name: z.string() }).nullable() }),
    }),
    (c, { body }) => {
      const { code, name } = body
      const device = deviceToken(c)
      return actAtDoor(c, (ctx) => greetGuest(ctx, { code, name, device }))
    },
  )
  .on(lookUpRoute, async (c, { body }) => {
    const typed = body
    const { house } = c.var
    // Counted outside the answer's transaction: a wrong guess counts although it is refused.
    const now = await house.clock.now(house.db)
    const number = typed.number.normalize('NFKC').replace(/\D/g, '').slice(0, 12)
    const fromHere = await spend(house.db, now, { bucket: `look-ups from ${addressOf(c)}`, limit: 60, windowSeconds: anHour })
    const ofThis = await spend(house.db, now, { bucket: `look-ups of ${number}`, limit: 20, windowSeconds: anHour })
    if (!fromHere || !ofThis) throw issueRefusals.lookUpTooOften()
    return ask(c, (ctx) => lookUpStops(ctx, keysOf(c), typed))
  })
  .on(
    query({
      action: 'issue.list', path: '/api/issues', summary: '居民的话：等着办的、我经办的、全部',
      params: noParams,
      query: z.object({
        organisationId: z.uuid().optional(),
        show: z.enum(['waiting', 'mine', 'all']).default('waiting'),
        state: issueState.optional(),
      }),
      answer: z.object({ issues: z.array(issueLine), recordIn: organisationsShown }),
    }),
    async (c, { query }) => {
      const filter = query
      const answer = await ask(c, async (ctx) => ({
        issues: await issueLines(ctx, filter),
        recordIn: await organisationsWhere(ctx, 'issue.record'),
      }))
      return answer
    },
  )
  .on(
    query({ action: 'issue.see', path: '/api/issues/{id}', summary: '看一件', params: idParams, answer: issueShape }),
    async (c, { params }) => {
      const { id } = params
      return ask(c, async (ctx) => issueView(ctx, keysOf(c), await issueFor(ctx, id)))
    },
  )
  .on(
    deed({
      action: 'issue.record', path: '/api/issues', summary: '代别人登记：电话、纸条、当面',
      params: noParams, body: recordIssue, answer: raisedShape,
    }),
    async (c, { body }) => {
      const said = body
      return raised(c, await act(c, (ctx) => recordIssueFor(ctx, keysOf(c), said)))
    },
  )
  .on(deed(onOne('triage', 'triage', '分拣', triageIssue)), (c, { params, body }) => {
    const { version, ...given } = body
    return onIssue(c, params.id, version, (ctx, issue) => triageIssueAs(ctx, issue, given))
  })
  .on(deed(onOne('notAccept', 'not-accept', '不归这里办：说明该找谁', notAcceptIssue)), (c, { params, body }) => {
    const { version, ...given } = body
    return onIssue(c, params.id, version, (ctx, issue) => refuseIssue(ctx, issue, given))
  })
  .on(deed(onOne('merge', 'merge', '和说同一件事的合在一起', mergeIssue)), (c, { params, body }) => {
    const { version, ...given } = body
    return onIssue(c, params.id, version, (ctx, issue) => mergeIssueInto(ctx, issue, given))
  })
  .on(deed(onOne('answer', 'answer', '答复', answerIssue)), (c, { params, body }) => {
    const { version, ...given } = body
    return onIssue(c, params.id, version, (ctx, issue) => answerIssueWith(ctx, issue, given))
  })
  .on(deed(onOne('takeOn', 'take-on', '我来办', takeOnIssue)), (c, { params, body }) => {
    const { version } = body
    return onIssue(c, params.id, version, takeIssueOn)
  })
  .on(deed(onOne('escalate', 'escalate', '提成议题，或并进一个议题', escalateIssue)), (c, { params, body }) => {
    const { version, ...given } = body
    return onIssue(c, params.id, version, (ctx, issue) => escalateIssueTo(ctx, issue, given))
  })
  .on(deed(onOne('solve', 'solve', '办好了：写清办了什么', solveIssue)), (c, { params, body }) => {
    const { version, ...given } = body
    return onIssue(c, params.id, version, (ctx, issue) => solveIssueWith(ctx, issue, given))
  })
  .on(deed(onOne('confirm', 'confirm', '代本人认可', confirmIssue)), (c, { params, body }) => {
    const { version, how } = body
    return onIssue(c, params.id, version, (ctx, issue) => confirmIssueAs(ctx, issue, how))
  })
  .on(deed(onOne('deny', 'deny', '代本人说没办好', denyIssue)), (c, { params, body }) => {
    const { version, words } = body
    return onIssue(c, params.id, version, (ctx, issue) => denyIssueAs(ctx, issue, words))
  })
  .on(deed(onOne('addWords', 'words', '代本人补充几句', addWords)), (c, { params, body }) => {
    const { version, words } = body
    return onIssue(c, params.id, version, (ctx, issue) => addWordsTo(ctx, issue, words))
  })
  .on(
    deed({
      action: 'issue.seeContact', path: '/api/issues/{id}/contact', summary: '查看联系方式：要写明原因，会留下记录',
      params: idParams,
      body: z.object({ reason: z.string().trim().min(2).max(200) }),
      answer: z.object({ contact: z.string(), guardian: z.string() }),
    }),
    async (c, { params, body }) => {
      const { reason } = body
      const { id } = await act(c, (ctx) => noteContactView(ctx, params.id, reason))
      // Read outside the deed, so that the stored answer does not keep it in clear.
      const contact = await ask(c, (ctx) => contactOf(ctx.tx, keysOf(c), id))
      if (!contact) throw issueRefusals.contactMissing()
      return contact
    },
  )
