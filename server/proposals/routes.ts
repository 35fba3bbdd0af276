import type { Context as HonoContext } from 'hono'
import {
  assigning, candidateList, candidateQuery, docketing, evaluation, newPlenary, newProposal, notDocketing, plenaryList, plenaryShape,
  proposalAt, proposalBecause, proposalList, proposalQuery, proposalShape, proposalSubject, ratingList, settlement, sponsorChange,
  sponsorsAsked, sponsorSigning, submission, unitList,
} from '../../shared/proposal-shapes.ts'
import type { Context } from '../house/context.ts'
import { act, ask, deed, type Env, idParams, isRepeat, noParams, query, street } from '../house/route.ts'
import { browserOf } from '../people/browsers.ts'
import { assertOwnPassword } from '../people/passwords.ts'
import { assign, unitsFor } from './assigning.ts'
import { settleFaceToFace } from './concluding.ts'
import { candidatesFor, createProposal, editSubject } from './create.ts'
import { evaluate } from './evaluating.ts'
import { listProposals } from './list.ts'
import { openPlenary, plenariesFor } from './plenaries.ts'
import { proposalAnswer } from './queries.ts'
import { ratingsFor } from './rating-answers.ts'
import { docket, notDocket, returnForChange, startReview } from './reviewing.ts'
import { assertMaySign, declineAsSponsor, reopenDraft, requestSponsors, signAsSponsor } from './signing.ts'
import { addSponsor, removeSponsor } from './sponsors.ts'
import { assertMaySubmit, submitProposal } from './submitting.ts'

const on = <A extends string, P extends string>(action: A, path: P, summary: string) => ({
  action: `proposal.${action}`, path: `/api/proposals/{id}/${path}` as const, summary, params: idParams, answer: proposalShape,
})

const listRoute = query({
  action: 'proposal.list', path: '/api/proposals', summary: '提案：能看到的，新的在前', params: noParams, query: proposalQuery, answer: proposalList,
})
const candidatesRoute = query({
  action: 'proposal.create', path: '/api/proposals/candidates', summary: '可以请谁联名：本会的委员', params: noParams, query: candidateQuery,
  answer: candidateList,
})
const seeRoute = query({ action: 'proposal.see', path: '/api/proposals/{id}', summary: '看一件提案', params: idParams, answer: proposalShape })
const unitsRoute = query({
  action: 'proposal.assign', path: '/api/proposals/{id}/units', summary: '可以交给哪些单位', params: idParams, answer: unitList,
})
const ratingsRoute = query({
  action: 'proposal.ratings', path: '/api/proposals/{id}/ratings', summary: '评价：各人看得到的部分', params: idParams, answer: ratingList,
})
const plenariesRoute = query({
  action: 'proposal.list', path: '/api/plenaries', summary: '届次，新的在前', params: noParams, answer: plenaryList,
})
const openPlenaryRoute = deed({
  action: 'proposal.openPlenary', path: '/api/plenaries', summary: '设一个届次', params: noParams, body: newPlenary, answer: plenaryShape,
})
const createRoute = deed({
  action: 'proposal.create', path: '/api/proposals', summary: '写一件提案，或由签好的意见转出', params: noParams, body: newProposal,
  answer: proposalShape,
})
const editRoute = deed({ ...on('edit', 'edit', '改案由'), body: proposalSubject })
const addRoute = deed({ ...on('edit', 'add-sponsor', '请一位委员一起写'), body: sponsorChange })
const removeRoute = deed({ ...on('edit', 'remove-sponsor', '不再请这位一起写'), body: sponsorChange })
const requestRoute = deed({ ...on('requestSponsors', 'request-sponsors', '定下文字，请人联名'), body: sponsorsAsked })
const signRoute = deed({ ...on('sponsorSigned', 'sponsor-signed', '联名：再输一次密码'), body: sponsorSigning })
const declineRoute = deed({ ...on('sponsorDeclined', 'sponsor-declined', '说明原因，不联名'), body: proposalBecause })
const reopenRoute = deed({ ...on('reopenDraft', 'reopen-draft', '说明原因，打开再改'), body: proposalBecause })
const submitRoute = deed({ ...on('submit', 'submit', '提交：再输一次密码'), body: submission })
const resubmitRoute = deed({ ...on('resubmit', 'resubmit', '重新提交：再输一次密码'), body: submission })
const reviewRoute = deed({ ...on('startReview', 'start-review', '开始审查'), body: proposalAt })
const returnRoute = deed({ ...on('returnForChange', 'return-for-change', '说明原因，退回修改'), body: proposalBecause })
const notDocketRoute = deed({ ...on('notDocket', 'not-docket', '不立案，写明理由'), body: notDocketing })
const docketRoute = deed({ ...on('docket', 'docket', '立案，编号'), body: docketing })
const assignRoute = deed({ ...on('assign', 'assign', '交办'), body: assigning })
const evaluateRoute = deed({ ...on('evaluate', 'evaluate', '评价一份答复：态度和结果分开评'), body: evaluation })
const settleRoute = deed({ ...on('settle', 'settle', '当面谈过，写下记录，办结'), body: settlement })

/** Something binding: it must be theirs to do before their password is looked at, and the password right before it is done. */
async function withPassword<T>(
  c: HonoContext<Env>,
  password: string,
  mayDo: (ctx: Context) => Promise<void>,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (!(await isRepeat(c))) {
    await ask(c, mayDo)
    await assertOwnPassword(c, password)
  }
  return act(c, work)
}

/** The street of proposals. */
export const proposalRoutes = street()
  .openapi(listRoute, async (c) => c.json(await ask(c, (ctx) => listProposals(ctx, c.req.valid('query'))), 200))
  .openapi(candidatesRoute, async (c) => {
    const { organisationId, q } = c.req.valid('query')
    return c.json(await ask(c, (ctx) => candidatesFor(ctx, organisationId, q)), 200)
  })
  .openapi(seeRoute, async (c) => c.json(await ask(c, (ctx) => proposalAnswer(ctx, c.req.valid('param').id)), 200))
  .openapi(unitsRoute, async (c) => c.json(await ask(c, (ctx) => unitsFor(ctx, c.req.valid('param').id)), 200))
  .openapi(ratingsRoute, async (c) => c.json(await ask(c, (ctx) => ratingsFor(ctx, c.req.valid('param').id)), 200))
  .openapi(plenariesRoute, async (c) => c.json(await ask(c, plenariesFor), 200))
  .openapi(openPlenaryRoute, async (c) => c.json(await act(c, (ctx) => openPlenary(ctx, c.req.valid('json'))), 200))
  .openapi(createRoute, async (c) => c.json(await act(c, (ctx) => createProposal(ctx, c.req.valid('json'))), 200))
  .openapi(editRoute, async (c) => {
    const { version, subject } = c.req.valid('json')
    return c.json(await act(c, (ctx) => editSubject(ctx, c.req.valid('param').id, version, subject)), 200)
  })
  .openapi(addRoute, async (c) => {
    const { version, personId } = c.req.valid('json')
    return c.json(await act(c, (ctx) => addSponsor(ctx, c.req.valid('param').id, version, personId)), 200)
  })
  .openapi(removeRoute, async (c) => {
    const { version, personId } = c.req.valid('json')
    return c.json(await act(c, (ctx) => removeSponsor(ctx, c.req.valid('param').id, version, personId)), 200)
  })
  .openapi(requestRoute, async (c) => {
    const { version, until } = c.req.valid('json')
    return c.json(await act(c, (ctx) => requestSponsors(ctx, c.req.valid('param').id, version, until)), 200)
  })
  .openapi(signRoute, async (c) => {
    const given = c.req.valid('json')
    const { id } = c.req.valid('param')
    return c.json(await withPassword(c, given.password, (ctx) => assertMaySign(ctx, id), (ctx) => signAsSponsor(ctx, id, given)), 200)
  })
  .openapi(declineRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => declineAsSponsor(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(reopenRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => reopenDraft(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(submitRoute, async (c) => {
    const given = c.req.valid('json')
    const { id } = c.req.valid('param')
    const mayDo = (ctx: Context) => assertMaySubmit(ctx, id, 'submit', given)
    return c.json(await withPassword(c, given.password, mayDo, (ctx) => submitProposal(ctx, id, 'submit', given)), 200)
  })
  .openapi(resubmitRoute, async (c) => {
    const given = c.req.valid('json')
    const { id } = c.req.valid('param')
    const mayDo = (ctx: Context) => assertMaySubmit(ctx, id, 'resubmit', given)
    return c.json(await withPassword(c, given.password, mayDo, (ctx) => submitProposal(ctx, id, 'resubmit', given)), 200)
  })
  .openapi(reviewRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => startReview(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(returnRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => returnForChange(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(notDocketRoute, async (c) => c.json(await act(c, (ctx) => notDocket(ctx, c.req.valid('param').id, c.req.valid('json'))), 200))
  .openapi(docketRoute, async (c) => c.json(await act(c, (ctx) => docket(ctx, c.req.valid('param').id, c.req.valid('json'))), 200))
  .openapi(assignRoute, async (c) => c.json(await act(c, (ctx) => assign(ctx, c.req.valid('param').id, c.req.valid('json'))), 200))
  .openapi(evaluateRoute, async (c) =>
    c.json(await act(c, (ctx) => evaluate(ctx, c.req.valid('param').id, c.req.valid('json'), browserOf(c))), 200),
  )
  .openapi(settleRoute, async (c) => {
    const { version, words } = c.req.valid('json')
    return c.json(await act(c, (ctx) => settleFaceToFace(ctx, c.req.valid('param').id, version, words)), 200)
  })
