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
  .on(listRoute, (c, { query }) => ask(c, (ctx) => listProposals(ctx, query)))
  .on(candidatesRoute, (c, { query }) => {
    const { organisationId, q } = query
    return ask(c, (ctx) => candidatesFor(ctx, organisationId, q))
  })
  .on(seeRoute, (c, { params }) => ask(c, (ctx) => proposalAnswer(ctx, params.id)))
  .on(unitsRoute, (c, { params }) => ask(c, (ctx) => unitsFor(ctx, params.id)))
  .on(ratingsRoute, (c, { params }) => ask(c, (ctx) => ratingsFor(ctx, params.id)))
  .on(plenariesRoute, (c) => ask(c, plenariesFor))
  .on(openPlenaryRoute, (c, { body }) => act(c, (ctx) => openPlenary(ctx, body)))
  .on(createRoute, (c, { body }) => act(c, (ctx) => createProposal(ctx, body)))
  .on(editRoute, (c, { params, body }) => {
    const { version, subject } = body
    return act(c, (ctx) => editSubject(ctx, params.id, version, subject))
  })
  .on(addRoute, (c, { params, body }) => {
    const { version, personId } = body
    return act(c, (ctx) => addSponsor(ctx, params.id, version, personId))
  })
  .on(removeRoute, (c, { params, body }) => {
    const { version, personId } = body
    return act(c, (ctx) => removeSponsor(ctx, params.id, version, personId))
  })
  .on(requestRoute, (c, { params, body }) => {
    const { version, until } = body
    return act(c, (ctx) => requestSponsors(ctx, params.id, version, until))
  })
  .on(signRoute, (c, { params, body }) => {
    const given = body
    const { id } = params
    return withPassword(c, given.password, (ctx) => assertMaySign(ctx, id), (ctx) => signAsSponsor(ctx, id, given))
  })
  .on(declineRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => declineAsSponsor(ctx, params.id, version, reason))
  })
  .on(reopenRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => reopenDraft(ctx, params.id, version, reason))
  })
  .on(submitRoute, (c, { params, body }) => {
    const given = body
    const { id } = params
    const mayDo = (ctx: Context) => assertMaySubmit(ctx, id, 'submit', given)
    return withPassword(c, given.password, mayDo, (ctx) => submitProposal(ctx, id, 'submit', given))
  })
  .on(resubmitRoute, (c, { params, body }) => {
    const given = body
    const { id } = params
    const mayDo = (ctx: Context) => assertMaySubmit(ctx, id, 'resubmit', given)
    return withPassword(c, given.password, mayDo, (ctx) => submitProposal(ctx, id, 'resubmit', given))
  })
  .on(reviewRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => startReview(ctx, params.id, version))
  })
  .on(returnRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => returnForChange(ctx, params.id, version, reason))
  })
  .on(notDocketRoute, (c, { params, body }) => act(c, (ctx) => notDocket(ctx, params.id, body)))
  .on(docketRoute, (c, { params, body }) => act(c, (ctx) => docket(ctx, params.id, body)))
  .on(assignRoute, (c, { params, body }) => act(c, (ctx) => assign(ctx, params.id, body)))
  .on(evaluateRoute, (c, { params, body }) =>
    act(c, (ctx) => evaluate(ctx, params.id, body, browserOf(c))),
  )
  .on(settleRoute, (c, { params, body }) => {
    const { version, words } = body
    return act(c, (ctx) => settleFaceToFace(ctx, params.id, version, words))
  })
