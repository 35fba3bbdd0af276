import type { HandName, Participant, Session, Speech, SpeechKind } from '../../shared/sessions.ts'
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
  signRecord: (s: Session) => deed((o) => sessions['sign-record'].$post(on(s), o)),
  abort: (s: Session, reason: string) => deed((o) => sessions.abort.$post(because(s, reason), o)),
  comeIn: (sessionId: string) => deed((o) => sessions['check-in'].$post({ param: { id: sessionId }, json: {} }, o)),
  addPerson: (sessionId: string, name: string, hand: HandName, represents: string) =>
    deed((o) => sessions.participants.$post({ param: { id: sessionId }, json: { name, hand, represents } }, o)),
}

/** What can be done to somebody at the door or in the hall. */
export const personDeeds = {
  checkIn: (p: Participant) => deed((o) => participants['check-in'].$post(on(p), o)),
  admit: (p: Participant) => deed((o) => participants.admit.$post(on(p), o)),
  refuse: (p: Participant) => deed((o) => participants.refuse.$post(on(p), o)),
  leave: (p: Participant) => deed((o) => participants.leave.$post(on(p), o)),
  changeHand: (p: Participant, hand: HandName, represents: string) =>
    deed((o) => participants['change-hand'].$post({ param: { id: p.id }, json: { version: p.version, hand, represents } }, o)),
}

export const speechDeeds = {
  begin: (sessionId: string, participantId: string, kind: SpeechKind, allowedSeconds: number) =>
    deed((o) => sessions.speeches.$post({ param: { id: sessionId }, json: { participantId, kind, allowedSeconds } }, o)),
  end: (speech: Speech) => deed((o) => api.speeches[':id'].end.$post(on(speech), o)),
}
