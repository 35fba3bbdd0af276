import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { amendmentShape, documentShape, lateWords, revisionShape, sourceShape } from '../../shared/documents/shapes.ts'
import type { House } from '../house/house.ts'
import { act, ask, deed, type Env, idParams, query, street } from '../house/route.ts'
import { seeAmendments, seeDocument, seeRevision, seeRevisions, seeSources } from './answers.ts'
import { sendLateWords } from './late.ts'
import type { Owners } from './owner.ts'

const seeRoute = query({
  action: 'document.see', path: '/api/documents/{id}', params: idParams, answer: documentShape,
  summary: '打开一份共写的文字之前：第几稿、能做什么',
})
const revisionsRoute = query({
  action: 'document.see', path: '/api/documents/{id}/revisions', params: idParams, answer: z.array(revisionShape),
  summary: '一份文字的历次定稿，新的在前',
})
const revisionRoute = query({
  action: 'document.see', path: '/api/revisions/{id}', params: idParams, answer: revisionShape,
  summary: '一次定稿：全文、作者、摘要值',
})
const sourcesRoute = query({
  action: 'document.see', path: '/api/documents/{id}/sources', params: idParams, answer: z.array(sourceShape),
  summary: '每一条的来处',
})
const amendmentsRoute = query({
  action: 'document.see', path: '/api/documents/{id}/amendments', params: idParams, answer: z.array(amendmentShape),
  summary: '定稿之后才送到的话，作为修改建议留着',
})
const lateWordsRoute = deed({
  action: 'document.sendLateWords', path: '/api/documents/{id}/late-words', params: idParams, body: lateWords,
  answer: z.object({ amendment: amendmentShape.nullable() }),
  summary: '把断网时写的、没赶上定稿的话交回来，留作修改建议',
})

/** The routes of texts. The owners are handed in: a text knows no domain. */
export function createDocumentRoutes(ownersFor: (house: House) => Owners) {
  const owners = (c: HonoContext<Env>) => ownersFor(c.var.house)
  return street()
    .on(seeRoute, (c, { params }) => ask(c, (ctx) => seeDocument(owners(c), ctx, params.id)))
    .on(revisionsRoute, (c, { params }) => ask(c, (ctx) => seeRevisions(owners(c), ctx, params.id)))
    .on(revisionRoute, (c, { params }) => ask(c, (ctx) => seeRevision(owners(c), ctx, params.id)))
    .on(sourcesRoute, (c, { params }) => ask(c, (ctx) => seeSources(owners(c), ctx, params.id)))
    .on(amendmentsRoute, (c, { params }) => ask(c, (ctx) => seeAmendments(owners(c), ctx, params.id)))
    .on(lateWordsRoute, (c, { params, body }) =>
      act(c, (ctx) => sendLateWords(owners(c), ctx, params.id, body)),
    )
}
