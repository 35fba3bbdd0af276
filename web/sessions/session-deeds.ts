import type { HandName, Participant, Session, SessionRights, Speech, SpeechKind } from '../../shared/sessions.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

const sessions = api.sessions[':id']
const participants = api.participants[':id']
type At = { id: string; version: number }
const on = (record: At) => ({ param: { id: record.id }, json: { version: record.version } })
const because = (record: At, reason: string) => ({ param: { id: record.id }, json: { version: record.version, reason } })

/** What can be done to a session; each answers with the fresh session. */
export const sessionDeeds = {
  openNow: (s: Session) => deed((o) => sessions['open-now'].$post(on(s), o)),
  submitForApproval: (s: Session) => deed((o) => sessions['submit-for-approval'].$post(on(s), o)),
  approve: (s: Session) => deed((o) => sessions.approve.$post(on(s), o)),
  returnForChange: (s: Session, reason: string) => deed((o) => sessions['return-for-change'].$post(because(s, reason), o)),
  reschedule: (s: Session, scheduledAt: string) =>
    deed((o) => sessions.reschedule.$post({ param: { id: s.id }, json: { version: s.version, scheduledAt } }, o)),
  cancel: (s: Session, reason: string) => deed((o) => sessions.cancel.$post(because(s, reason), o)),
  openCheckIn: (s: Session) => deed((o) => sessions['open-check-in'].$post(on(s), o)),
  start: (s: Session, acknowledged: boolean) =>
    deed((o) => sessions.start.$post({ param: { id: s.id }, json: { version: s.version, acknowledged } }, o)),
  pause: (s: Session) => deed((o) => sessions.pause.$post(on(s), o)),
  resume: (s: Session) => deed((o) => sessions.resume.$post(on(s), o)),
  endTalk: (s: Session) => deed((o) => sessions['end-talk'].$post(on(s), o)),
  resumeTalk: (s: Session) => deed((o) => sessions['resume-talk'].$post(on(s), o)),
  signRecord: (s: Session, noConsensus: boolean) =>
    deed((o) => sessions['sign-record'].$post({ param: { id: s.id }, json: { version: s.version, noConsensus } }, o)),
  edit: (s: Session, change: { title?: string; venueId?: string | null; scheduledAt?: string | null }) =>
    deed((o) => sessions.edit.$post({ param: { id: s.id }, json: { version: s.version, ...change } }, o)),
  setRights: (s: Session, rights: SessionRights) =>
    deed((o) => sessions.rights.$post({ param: { id: s.id }, json: { version: s.version, rights } }, o)),
  renewDoor: (s: Session, link: boolean) => deed((o) => sessions.door.$post({ param: { id: s.id }, json: { link } }, o)),
  invite: (sessionId: string, invitations: { personId: string; hand: HandName }[]) =>
    deed((o) => sessions.invitations.$post({ param: { id: sessionId }, json: { invitations } }, o)),
  abort: (s: Session, reason: string) => deed((o) => sessions.abort.$post(because(s, reason), o)),
  comeIn: (sessionId: string, remote: boolean) =>
    deed((o) => sessions['check-in'].$post({ param: { id: sessionId }, json: { remote } }, o)),
  addPerson: (sessionId: string, name: string, hand: HandName, represents: string) =>
    deed((o) => sessions.participants.$post({ param: { id: sessionId }, json: { name, hand, represents } }, o)),
}

/** What can be done to somebody at the door or in the hall; each answers with the fresh session. */
export const personDeeds = {
  checkIn: (p: Participant) => deed((o) => participants['check-in'].$post(on(p), o)),
  admit: (p: Participant) => deed((o) => participants.admit.$post(on(p), o)),
  refuse: (p: Participant) => deed((o) => participants.refuse.$post(on(p), o)),
  leave: (p: Participant) => deed((o) => participants.leave.$post(on(p), o)),
  changeHand: (p: Participant, hand: HandName, represents: string) =>
    deed((o) => participants['change-hand'].$post({ param: { id: p.id }, json: { version: p.version, hand, represents } }, o)),
}

/** Somebody as a fresh session knows them. */
export function personIn(session: Session, id: string): Participant {
  const found = session.participants.find((person) => person.id === id)
  if (!found) throw new Error('the session lost somebody it just answered about')
  return found
}

export const speechDeeds = {
  begin: (sessionId: string, participantId: string, kind: SpeechKind, allowedSeconds: number) =>
    deed((o) => sessions.speeches.$post({ param: { id: sessionId }, json: { participantId, kind, allowedSeconds } }, o)),
  end: (speech: Speech) => deed((o) => api.speeches[':id'].end.$post(on(speech), o)),
}
