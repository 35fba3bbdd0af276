import type { Db, Tx } from '../../db/client.ts'
import { findBriefs } from '../briefs/records.ts'
import { findProposals, sponsorsOf } from '../proposals/records.ts'
import type { HandledSubject } from '../../shared/assignment-shapes.ts'
import type { AssignmentRow } from './records.ts'

type Subject = Omit<HandledSubject, 'sponsors'>

/** What these assignments handle, by the id of the proposal or brief: its title, its number, its sealed text. */
export async function subjectsOf(tx: Db | Tx, rows: readonly Pick<AssignmentRow, 'proposalId' | 'briefId'>[]): Promise<Map<string, Subject>> {
  const found = new Map<string, Subject>()
  for (const row of await findProposals(tx, [...new Set(rows.flatMap(({ proposalId }) => proposalId ?? []))])) {
    const { id, subject: title, documentId, revisionId } = row
    found.set(id, { kind: 'proposal', id, title, numberWords: row.number === null ? '提案' : `第 ${row.number} 号提案`, documentId, revisionId })
  }
  for (const row of await findBriefs(tx, [...new Set(rows.flatMap(({ briefId }) => briefId ?? []))])) {
    const { id, title, documentId, revisionId, number, total } = row
    const numberWords = number === null ? '建议简报' : `建议简报第 ${number} 期（总第 ${total} 期）`
    found.set(id, { kind: 'brief', id, title, numberWords, documentId, revisionId })
  }
  return found
}

export const subjectIdOf = ({ proposalId, briefId }: Pick<AssignmentRow, 'proposalId' | 'briefId'>): string => (proposalId ?? briefId)!

/** The same for one, with the names that stand on a proposal. */
export async function subjectOf(tx: Db | Tx, row: AssignmentRow): Promise<HandledSubject> {
  const subject = (await subjectsOf(tx, [row])).get(subjectIdOf(row))
  if (!subject) throw new Error(`assignment ${row.id} handles nothing`)
  const sponsors = row.proposalId ? await sponsorsOf(tx, [row.proposalId]) : []
  return { ...subject, sponsors: sponsors.filter(({ standing }) => standing).map(({ name }) => name) }
}
