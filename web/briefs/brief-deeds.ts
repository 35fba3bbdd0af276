import type { z } from 'zod'
import type { Brief, briefAssigned, briefClosed, briefDespatch, NewBrief, NewInstruction } from '../../shared/brief-shapes.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

const one = api.briefs[':id']
type At = Pick<Brief, 'id' | 'version'>
type Given<S extends z.ZodType> = Omit<z.input<S>, 'version'>
const on = ({ id, version }: At) => ({ param: { id }, json: { version } })
function withMore<T>({ id, version }: At, more: T) {
  return { param: { id }, json: { version, ...more } }
}

/** What is done with a brief; each answers with the fresh one. */
export const briefDeeds = {
  compile: (json: NewBrief) => deed((o) => api.briefs.$post({ json }, o)),
  edit: (at: At, title: string) => deed((o) => one.edit.$post(withMore(at, { title }), o)),
  submit: (at: At) => deed((o) => one.submit.$post(on(at), o)),
  passInternal: (at: At, words: string) => deed((o) => one['pass-internal'].$post(withMore(at, { words }), o)),
  returnForChange: (at: At, reason: string) => deed((o) => one['return-for-change'].$post(withMore(at, { reason }), o)),
  passPartyGroup: (at: At, meeting: string, words: string) => deed((o) => one['pass-party-group'].$post(withMore(at, { meeting, words }), o)),
  number: (at: At, password: string) => deed((o) => one.number.$post(withMore(at, { password }), o)),
  despatch: (at: At, given: Given<typeof briefDespatch>) => deed((o) => one.despatch.$post(withMore(at, given), o)),
  recordInstruction: (at: At, given: Omit<NewInstruction, 'version'>) => deed((o) => one.instructions.$post(withMore(at, given), o)),
  assign: (at: At, given: Given<typeof briefAssigned>) => deed((o) => one.assign.$post(withMore(at, given), o)),
  close: (at: At, given: Given<typeof briefClosed>) => deed((o) => one.close.$post(withMore(at, given), o)),
}
