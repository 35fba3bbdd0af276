import type { z } from 'zod'
import type {
  assigning, docketing, Evaluation, notDocketing, Proposal, submission,
} from '../../shared/proposal-shapes.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

type At = Pick<Proposal, 'id' | 'version'>
type Given<S extends z.ZodType> = Omit<z.infer<S>, 'version'>

const routes = api.proposals[':id']
const on = <G extends object>({ id, version }: At, given: G) => ({ param: { id }, json: { version, ...given } })

/** What can be done to a proposal; each is decided on the version that was looked at. */
export const proposalDeeds = {
  rename: (at: At, subject: string) => deed((o) => routes.edit.$post(on(at, { subject }), o)),
  addSponsor: (at: At, personId: string) => deed((o) => routes['add-sponsor'].$post(on(at, { personId }), o)),
  removeSponsor: (at: At, personId: string) => deed((o) => routes['remove-sponsor'].$post(on(at, { personId }), o)),
  requestSponsors: (at: At, until: string) => deed((o) => routes['request-sponsors'].$post(on(at, { until }), o)),
  sign: (at: At, digest: string, password: string) => deed((o) => routes['sponsor-signed'].$post(on(at, { digest, password }), o)),
  decline: (at: At, reason: string) => deed((o) => routes['sponsor-declined'].$post(on(at, { reason }), o)),
  reopen: (at: At, reason: string) => deed((o) => routes['reopen-draft'].$post(on(at, { reason }), o)),
  submit: (at: At, given: Given<typeof submission>) => deed((o) => routes.submit.$post(on(at, given), o)),
  resubmit: (at: At, given: Given<typeof submission>) => deed((o) => routes.resubmit.$post(on(at, given), o)),
  startReview: (at: At) => deed((o) => routes['start-review'].$post(on(at, {}), o)),
  returnForChange: (at: At, reason: string) => deed((o) => routes['return-for-change'].$post(on(at, { reason }), o)),
  notDocket: (at: At, given: Given<typeof notDocketing>) => deed((o) => routes['not-docket'].$post(on(at, given), o)),
  docket: (at: At, given: Given<typeof docketing>) => deed((o) => routes.docket.$post(on(at, given), o)),
  assign: (at: At, given: Given<typeof assigning>) => deed((o) => routes.assign.$post(on(at, given), o)),
  settle: (at: At, words: string) => deed((o) => routes.settle.$post(on(at, { words }), o)),
  /** The password first: it holds for a few minutes, so that several replies are rated in a row. */
  evaluate: async (at: At, given: Omit<Evaluation, 'version'>, password: string) => {
    await deed((o) => api['prove-password'].$post({ json: { password } }, o))
    return deed((o) => routes.evaluate.$post(on(at, given), o))
  },
}
