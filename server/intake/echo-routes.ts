import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { addWords, confirmIssue, denyIssue, type Echo, echoShape } from '../../shared/intake-shapes.ts'
import { no } from '../../shared/refusals.ts'
import { fileAnswer } from '../files/routes.ts'
import { bytesOf, filesOf } from '../files/queries.ts'
import type { Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { act, ask, deed, type Env, idParams, noParams, query, rawQuery, street } from '../house/route.ts'
import { hashToken } from '../house/secrets.ts'
import { addWordsTo, confirmIssueAs, denyIssueAs } from './commands.ts'
import { deviceFor, deviceHashOf } from './device.ts'
import { leaveEcho, openEcho, renewLink, revokeLinks } from './echo.ts'
import { echoLines, freshEcho } from './queries.ts'
import { heldIssue, type HeldIssue } from './records.ts'
import { keysOf, linkTo } from './routes.ts'

/** A deed of the one who said it, on the device that holds the link; back comes their fresh echo. */
function onEcho(
  c: HonoContext<Env>,
  id: string,
  version: number | null,
  work: (ctx: Context, issue: HeldIssue) => Promise<unknown>,
): Promise<Echo> {
  const device = deviceHashOf(c)
  return act(c, async (ctx) => {
    const held = await heldIssue(ctx, id, device)
    if (version !== null && held.issue.version !== version) assertVersion(version, held.issue, await freshEcho(ctx, id, device))
    await work(held.ctx, held.issue)
    return freshEcho(ctx, id, device)
  })
}

const onOne = <P extends string, B extends z.ZodObject>(action: string, path: P, summary: string, body: B) =>
  ({ action: `issue.${action}`, path: `/api/echo/{id}/${path}` as const, summary, params: idParams, body, answer: echoShape })

const fileRoute = rawQuery({
  action: 'issue.seeEcho', path: '/api/echo/{id}/files/{fileId}', summary: '听自己的录音，看自己的照片',
  params: z.object({ id: z.uuid(), fileId: z.uuid() }),
  type: 'application/octet-stream',
})

/** 回声: what the one who said it sees, behind the private link. */
export const echoRoutes = street()
  .on(
    deed({
      action: 'issue.openEcho', path: '/api/echo/exchange', summary: '用专用链接打开回声，换成这台设备的凭证',
      params: noParams,
      body: z.object({ token: z.string().min(20).max(100) }),
      answer: z.object({ id: z.uuid() }),
    }),
    async (c, { body }) => {
      const { token } = body
      const device = deviceFor(c, keysOf(c), hashToken(token))
      const opened = await act(c, (ctx) => openEcho(ctx, token, device.hash))
      device.keep()
      return opened
    },
  )
  .on(
    query({
      action: 'issue.listEchoes', path: '/api/echo', summary: '这台设备上打开过的回声',
      params: noParams,
      answer: z.object({
        echoes: z.array(z.object({ id: z.uuid(), number: z.string(), words: z.string(), saidAt: z.string() })),
      }),
    }),
    async (c) => ({ echoes: await ask(c, (ctx) => echoLines(ctx, deviceHashOf(c))) }),
  )
  .on(
    query({ action: 'issue.seeEcho', path: '/api/echo/{id}', summary: '看自己说的话和回声', params: idParams, answer: echoShape }),
    (c, { params }) => ask(c, (ctx) => freshEcho(ctx, params.id, deviceHashOf(c))),
  )
  .on(fileRoute, async (c, { params }) => {
    const { id, fileId } = params
    const { row, bytes } = await ask(c, async (ctx) => {
      const { issue } = await heldIssue(ctx, id, deviceHashOf(c))
      const file = (await filesOf(ctx.tx, 'issue', [issue.id])).find((one) => one.id === fileId)
      if (!file) throw no.notFound()
      return { row: file, bytes: await bytesOf(ctx.tx, file) }
    })
    return fileAnswer(row, bytes)
  })
  .on(deed(onOne('addWords', 'words', '补充几句', addWords)), (c, { params, body }) => {
    const { version, words } = body
    return onEcho(c, params.id, version, (ctx, issue) => addWordsTo(ctx, issue, words))
  })
  .on(deed(onOne('confirm', 'confirm', '办好了，认可', confirmIssue)), (c, { params, body }) => {
    const { version, how } = body
    return onEcho(c, params.id, version, (ctx, issue) => confirmIssueAs(ctx, issue, how))
  })
  .on(deed(onOne('deny', 'deny', '还没办好', denyIssue)), (c, { params, body }) => {
    const { version, words } = body
    return onEcho(c, params.id, version, (ctx, issue) => denyIssueAs(ctx, issue, words))
  })
  .on(deed(onOne('revokeLinks', 'revoke', '收回链接：别的设备都不能再看', z.object({}))), (c, { params }) =>
    onEcho(c, params.id, null, revokeLinks),
  )
  .on(
    deed({
      action: 'issue.renewLink', path: '/api/echo/{id}/link', summary: '取一个新链接，给另一台设备用',
      params: idParams, body: z.object({}), answer: z.object({ link: z.string() }),
    }),
    async (c, { params }) => {
      const device = deviceHashOf(c)
      const { linkId } = await act(c, async (ctx) => {
        const held = await heldIssue(ctx, params.id, device)
        return renewLink(held.ctx, keysOf(c), held.issue)
      })
      return { link: linkTo(c, linkId) }
    },
  )
  .on(
    deed({
      action: 'issue.leaveEcho', path: '/api/echo/{id}/leave', summary: '手机是借的：从这台设备上退出',
      params: idParams, body: z.object({}), answer: z.object({ id: z.uuid() }),
    }),
    async (c, { params }) => {
      const { id } = params
      const device = deviceHashOf(c)
      await act(c, async (ctx) => {
        const held = await heldIssue(ctx, id, device)
        await leaveEcho(held.ctx, held.issue)
        return { id }
      })
      return { id }
    },
  )
