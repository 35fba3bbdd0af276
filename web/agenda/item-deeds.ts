import type { z } from 'zod'
import type { AgendaItem, ItemKind, newConsensus } from '../../shared/agenda.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

const routes = api.items[':id']
type At = Pick<AgendaItem, 'id' | 'version'>
const on = (item: At) => ({ param: { id: item.id }, json: { version: item.version } })
const because = (item: At, reason: string) => ({ param: { id: item.id }, json: { version: item.version, reason } })

export type NewConsensus = z.infer<typeof newConsensus>

/** What can be done to an item of the agenda; each answers with the fresh item. */
export const itemDeeds = {
  propose: (sessionId: string, words: string, kind: ItemKind, minutes: number) =>
    deed((o) => api.sessions[':id'].items.$post({ param: { id: sessionId }, json: { words, kind, minutes } }, o)),
  accept: (item: At) => deed((o) => routes.accept.$post(on(item), o)),
  reject: (item: At, reason: string) => deed((o) => routes.reject.$post(because(item, reason), o)),
  withdraw: (item: At) => deed((o) => routes.withdraw.$post(on(item), o)),
  reorder: (item: At, behind: string | null) =>
    deed((o) => routes.reorder.$post({ param: { id: item.id }, json: { version: item.version, behind } }, o)),
  begin: (item: At) => deed((o) => routes.begin.$post(on(item), o)),
  setAside: (item: At) => deed((o) => routes['set-aside'].$post(on(item), o)),
  recordInformed: (item: At) => deed((o) => routes['record-informed'].$post(on(item), o)),
  recordConsensus: (item: At, consensus: NewConsensus[]) =>
    deed((o) => routes['record-consensus'].$post({ param: { id: item.id }, json: { version: item.version, consensus, readOut: true } }, o)),
  recordNoConsensus: (item: At, reason: string) => deed((o) => routes['record-no-consensus'].$post(because(item, reason), o)),
  defer: (item: At, deferredTo: string) =>
    deed((o) => routes.defer.$post({ param: { id: item.id }, json: { version: item.version, deferredTo } }, o)),
  reopen: (item: At, reason: string) => deed((o) => routes.reopen.$post(because(item, reason), o)),
  reserve: (item: At, participantId: string, words: string, confirmed: boolean) =>
    deed((o) => routes.reservations.$post({ param: { id: item.id }, json: { participantId, words, confirmed } }, o)),
}
