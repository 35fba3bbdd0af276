import { createRoute, z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { addWords, confirmIssue, denyIssue, type Echo, echoShape } from '../../shared/intake-shapes.ts'
import { no } from '../../shared/refusals.ts'
import { fileAnswer } from '../files/routes.ts'
import { bytesOf, filesOf } from '../files/queries.ts'
import type { Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { act, ask, deed, type Env, errorAnswer, idParams, noParams, query, street } from '../house/route.ts'
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

const fileRoute = createRoute({
  method: 'get',
  path: '/api/echo/{id}/files/{fileId}',
  summary: '听自己的录音，看自己的照片',
  'x-action': 'issue.seeEcho',
  'x-kind': 'query',
  request: { params: z.object({ id: z.uuid(), fileId: z.uuid() }) },
  responses: {
    200: { description: '文件本身', content: { 'application/octet-stream': { schema: z.string() } } },
    default: { description: '没办成：说明原因和下一步', content: { 'application/json': { schema: errorAnswer } } },
  },
})

/** 回声: what the one who said it sees, behind the private link. */
export const echoRoutes = street()
  .openapi(
    deed({
      action: 'issue.openEcho', path: '/api/echo/exchange', summary: '用专用链接打开回声，换成这台设备的凭证',
      params: noParams,
      body: z.object({ token: z.string().min(20).max(100) }),
      answer: z.object({ id: z.uuid() }),
    }),
    async (c) => {
      const { token } = c.req.valid('json')
      const device = deviceFor(c, keysOf(c), hashToken(token))
      const opened = await act(c, (ctx) => openEcho(ctx, token, device.hash))
      device.keep()
      return c.json(opened, 200)
    },
  )
  .openapi(
    query({
      action: 'issue.listEchoes', path: '/api/echo', summary: '这台设备上打开过的回声',
      params: noParams,
      answer: z.object({
        echoes: z.array(z.object({ id: z.uuid(), number: z.string(), words: z.string(), saidAt: z.string() })),
      }),
    }),
    async (c) => c.json({ echoes: await ask(c, (ctx) => echoLines(ctx, deviceHashOf(c))) }, 200),
  )
  .openapi(
    query({ action: 'issue.seeEcho', path: '/api/echo/{id}', summary: '看自己说的话和回声', params: idParams, answer: echoShape }),
    async (c) => c.json(await ask(c, (ctx) => freshEcho(ctx, c.req.valid('param').id, deviceHashOf(c))), 200),
  )
  .openapi(fileRoute, async (c) => {
    const { id, fileId } = c.req.valid('param')
    const { row, bytes } = await ask(c, async (ctx) => {
      const { issue } = await heldIssue(ctx, id, deviceHashOf(c))
      const file = (await filesOf(ctx.tx, 'issue', [issue.id])).find((one) => one.id === fileId)
      if (!file) throw no.notFound()
      return { row: file, bytes: await bytesOf(ctx.tx, file) }
    })
    return fileAnswer(row, bytes) as never
  })
  .openapi(deed(onOne('addWords', 'words', '补充几句', addWords)), async (c) => {
    const { version, words } = c.req.valid('json')
    return c.json(await onEcho(c, c.req.valid('param').id, version, (ctx, issue) => addWordsTo(ctx, issue, words)), 200)
  })
  .openapi(deed(onOne('confirm', 'confirm', '办好了，认可', confirmIssue)), async (c) => {
    const { version, how } = c.req.valid('json')
    return c.json(await onEcho(c, c.req.valid('param').id, version, (ctx, issue) => confirmIssueAs(ctx, issue, how)), 200)
  })
  .openapi(deed(onOne('deny', 'deny', '还没办好', denyIssue)), async (c) => {
    const { version, words } = c.req.valid('json')
    return c.json(await onEcho(c, c.req.valid('param').id, version, (ctx, issue) => denyIssueAs(ctx, issue, words)), 200)
  })
  .openapi(deed(onOne('revokeLinks', 'revoke', '收回链接：别的设备都不能再看', z.object({}))), async (c) =>
    c.json(await onEcho(c, c.req.valid('param').id, null, revokeLinks), 200),
  )
  .openapi(
    deed({
      action: 'issue.renewLink', path: '/api/echo/{id}/link', summary: '取一个新链接，给另一台设备用',
      params: idParams, body: z.object({}), answer: z.object({ link: z.string() }),
    }),
    async (c) => {
      const device = deviceHashOf(c)
      const { linkId } = await act(c, async (ctx) => {
        const held = await heldIssue(ctx, c.req.valid('param').id, device)
        return renewLink(held.ctx, keysOf(c), held.issue)
      })
      return c.json({ link: linkTo(c, linkId) }, 200)
    },
  )
  .openapi(
    deed({
      action: 'issue.leaveEcho', path: '/api/echo/{id}/leave', summary: '手机是借的：从这台设备上退出',
      params: idParams, body: z.object({}), answer: z.object({ id: z.uuid() }),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const device = deviceHashOf(c)
      await act(c, async (ctx) => {
        const held = await heldIssue(ctx, id, device)
        await leaveEcho(held.ctx, held.issue)
        return { id }
      })
      return c.json({ id }, 200)
    },
  )
