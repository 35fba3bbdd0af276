import { threadList } from '../../shared/thread-shapes.ts'
import { ask, idParams, query, street } from '../house/route.ts'
import { stopsOfProposal, threadsOfOpinion } from './threads.ts'

/** The echo as members and facilitators see it: what became of the sentences behind their records. */
export const threadRoutes = street()
  .on(
    query({
      action: 'proposal.see', path: '/api/proposals/{id}/threads', summary: '这件提案背后的话，各自办到了哪一步',
      params: idParams, answer: threadList,
    }),
    async (c, { params }) => ({ threads: await ask(c, (ctx) => stopsOfProposal(ctx, params.id)) }),
  )
  .on(
    query({
      action: 'opinion.see', path: '/api/opinions/{id}/threads', summary: '这份意见里的话，各自办到了哪一步',
      params: idParams, answer: threadList,
    }),
    async (c, { params }) => ({ threads: await ask(c, (ctx) => threadsOfOpinion(ctx, params.id)) }),
  )
