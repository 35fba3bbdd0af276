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
  .on(seeRoute, (c, { params }) => ask(c, (ctx) => opinionAnswer(ctx, params.id)))
  .on(signersRoute, (c, { params }) => ask(c, (ctx) => signersFor(ctx, params.id)))
  .on(strokesRoute, (c, { params }) => {
    const { id, signatureId } = params
    return ask(c, (ctx) => strokesFor(ctx, id, signatureId))
  })
  .on(reviewRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => requestReview(ctx, params.id, version))
  })
  .on(reopenRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => reopenForWriting(ctx, params.id, version))
  })
  .on(titleRoute, (c, { params, body }) => {
    const { version, title } = body
    return act(c, (ctx) => retitle(ctx, params.id, version, title))
  })
  .on(announceRoute, (c, { params, body }) => {
    const { version } = body
    const seconds = c.var.house.settings.freezeSeconds ?? freezeSeconds
    return act(c, (ctx) => announceFreeze(ctx, params.id, version, seconds))
  })
  .on(cancelRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => cancelFreeze(ctx, params.id, version))
  })
  .on(unfreezeRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => unfreeze(ctx, params.id, version, reason))
  })
  .on(openRoute, (c, { params, body }) => {
    const { version, signers } = body
    return act(c, (ctx) => openCountersign(ctx, params.id, version, signers))
  })
  .on(signRoute, async (c, { params, body }) => {
    const given = body
    const { id } = params
    const isNew = !(await isRepeat(c))
    if (isNew && (await ask(c, (ctx) => waysToSign(ctx, id, given))) === 'password') await assertOwnPassword(c, given.password ?? '')
    return act(c, (ctx) => sign(ctx, id, given))
  })
  .on(declineRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => decline(ctx, params.id, version, reason))
  })
