import type { z } from 'zod'
import type { effectPass, Report, reportAdoption, reportIssue } from '../../shared/report-shapes.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

type At = Pick<Report, 'id' | 'version'>
type Given<S extends z.ZodType> = Omit<z.infer<S>, 'version'>

const routes = api.reports[':id']
const on = <G extends object>({ id, version }: At, given: G) => ({ param: { id }, json: { version, ...given } })

/** What can be done to a report; each is decided on the version that was looked at. */
export const reportDeeds = {
  retitle: (at: At, title: string) => deed((o) => routes.title.$post(on(at, { title }), o)),
  submit: (at: At) => deed((o) => routes.submit.$post(on(at, {}), o)),
  resubmit: (at: At) => deed((o) => routes.resubmit.$post(on(at, {}), o)),
  take: (at: At) => deed((o) => routes.take.$post(on(at, {}), o)),
  passInitial: (at: At, note: string) => deed((o) => routes['pass-initial'].$post(on(at, { note }), o)),
  passPolitical: (at: At, note: string) => deed((o) => routes['pass-political'].$post(on(at, { note }), o)),
  passContent: (at: At, note: string) => deed((o) => routes['pass-content'].$post(on(at, { note }), o)),
  passEffect: (at: At, given: Given<typeof effectPass>) => deed((o) => routes['pass-effect'].$post(on(at, given), o)),
  returnForChange: (at: At, reason: string) => deed((o) => routes.return.$post(on(at, { reason }), o)),
  retain: (at: At, reason: string) => deed((o) => routes.retain.$post(on(at, { reason }), o)),
  retitleEdited: (at: At, title: string) => deed((o) => routes['edited-title'].$post(on(at, { title }), o)),
  finishEdit: (at: At) => deed((o) => routes['finish-edit'].$post(on(at, {}), o)),
  signIssue: (at: At, given: Given<typeof reportIssue>) => deed((o) => routes['sign-issue'].$post(on(at, given), o)),
  adopt: (at: At, given: Given<typeof reportAdoption>) => deed((o) => routes.adopt.$post(on(at, given), o)),
}
