import { opinionOutcomes } from '../../shared/outcome-shapes.ts'
import { ask, idParams, query, street } from '../house/route.ts'
import { outcomesFor } from './queries.ts'

/** What a signed opinion flows into. Making it is a deed of the proposal's, the brief's or the report's own street. */
export const outcomeRoutes = street().on(
  query({
    action: 'opinion.see', path: '/api/opinions/{id}/outcomes', summary: '这份意见能转成什么、转成了什么',
    params: idParams, answer: opinionOutcomes,
  }),
  (c, { params }) => ask(c, (ctx) => outcomesFor(ctx, params.id)),
)
