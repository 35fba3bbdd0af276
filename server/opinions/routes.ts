import { z } from 'zod'
import {
  freezeSeconds, opinionAt, opinionBecause, opinionShape, opinionTitle, signerList, signersAsked, signing, strokesShape,
} from '../../shared/opinions.ts'
import { act, ask, deed, idParams, isRepeat, query, street } from '../house/route.ts'
import { assertOwnPassword } from '../people/passwords.ts'
import { decline, reopenForWriting, requestReview, retitle, unfreeze } from './commands.ts'
import { announceFreeze, cancelFreeze } from './freeze.ts'
import { opinionAnswer, signersFor, strokesFor } from './queries.ts'
import { openCountersign, sign, waysToSign } from './signing.ts'

const on = <A extends string, P extends string>(action: A, path: P, summary: string) => ({
  action: `opinion.${action}`, path: `/api/opinions/{id}/${path}` as const, summary, params: idParams, answer: opinionShape,
})

const seeRoute = query({
  action: 'opinion.see', path: '/api/opinions/{id}', summary: '看一份协商意见的进展', params: idParams, answer: opinionShape,
})
const signersRoute = query({
  action: 'opinion.listSigners',
  path: '/api/opinions/{id}/signers',
  summary: '可以请谁签名：到过场、有账号的人',
  params: idParams,
  answer: signerList,
})
const strokesRoute = query({
  action: 'opinion.see',
  path: '/api/opinions/{id}/signatures/{signatureId}/handwriting',
  summary: '看手写的签名',
  params: z.object({ id: z.uuid(), signatureId: z.uuid() }),
  answer: strokesShape,
})
const reviewRoute = deed({ ...on('requestReview', 'request-review', '请大家看：只提意见，不再一起改'), body: opinionAt })
const reopenRoute = deed({ ...on('reopen', 'reopen', '接着一起改'), body: opinionAt })
const titleRoute = deed({ ...on('title', 'title', '改标题'), body: opinionTitle })
const announceRoute = deed({ ...on('announceFreeze', 'announce-freeze', '宣布定稿，几秒后由系统落印'), body: opinionAt })
const cancelRoute = deed({ ...on('cancelFreeze', 'cancel-freeze', '先不定稿'), body: opinionAt })
const unfreezeRoute = deed({ ...on('unfreeze', 'unfreeze', '说明原因，重新打开'), body: opinionBecause })
const openRoute = deed({ ...on('openCountersign', 'open-countersign', '请人签名'), body: signersAsked })
const signRoute = deed({ ...on('sign', 'sign', '签名：再输一次密码，或手写'), body: signing })
const declineRoute = deed({ ...on('decline', 'decline', '说明原因，不签'), body: opinionBecause })

/** The street of opinions. */
export const opinionRoutes = street()
  .openapi(seeRoute, async (c) => c.json(await ask(c, (ctx) => opinionAnswer(ctx, c.req.valid('param').id)), 200))
  .openapi(signersRoute, async (c) => c.json(await ask(c, (ctx) => signersFor(ctx, c.req.valid('param').id)), 200))
  .openapi(strokesRoute, async (c) => {
    const { id, signatureId } = c.req.valid('param')
    return c.json(await ask(c, (ctx) => strokesFor(ctx, id, signatureId)), 200)
  })
  .openapi(reviewRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => requestReview(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(reopenRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => reopenForWriting(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(titleRoute, async (c) => {
    const { version, title } = c.req.valid('json')
    return c.json(await act(c, (ctx) => retitle(ctx, c.req.valid('param').id, version, title)), 200)
  })
  .openapi(announceRoute, async (c) => {
    const { version } = c.req.valid('json')
    const seconds = c.var.house.settings.freezeSeconds ?? freezeSeconds
    return c.json(await act(c, (ctx) => announceFreeze(ctx, c.req.valid('param').id, version, seconds)), 200)
  })
  .openapi(cancelRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => cancelFreeze(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(unfreezeRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => unfreeze(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(openRoute, async (c) => {
    const { version, signers } = c.req.valid('json')
    return c.json(await act(c, (ctx) => openCountersign(ctx, c.req.valid('param').id, version, signers)), 200)
  })
  .openapi(signRoute, async (c) => {
    const given = c.req.valid('json')
    const { id } = c.req.valid('param')
    const isNew = !(await isRepeat(c))
    if (isNew && (await ask(c, (ctx) => waysToSign(ctx, id, given))) === 'password') await assertOwnPassword(c, given.password ?? '')
    return c.json(await act(c, (ctx) => sign(ctx, id, given)), 200)
  })
  .openapi(declineRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => decline(ctx, c.req.valid('param').id, version, reason)), 200)
  })
