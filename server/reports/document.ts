import type { Hand, Phase } from '../../shared/documents/access.ts'
import type { Actor } from '../../shared/people.ts'
import { isReportEditing, isReportInk } from '../../shared/reports.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import { holdsAny } from '../people/offices.ts'
import { reportPolicy, reportRelations } from './policy.ts'
import { reportOfDocument, reportRecord, type ReportRecord } from './records.ts'

/** A report has two texts: the author's, which nobody else ever writes in, and the edited one beside it. */
function standingOn(actor: Actor, record: ReportRecord, documentId: string): { hand: Hand; phase: Phase } | null {
  const related = reportRelations(actor, record)
  if (!related.some((relation) => reportPolicy.rules.see.relations?.includes(relation))) return null
  if (documentId === record.documentId) {
    return { hand: related.includes('author') ? 'author' : 'observer', phase: isReportInk(record.state) ? 'writing' : 'sealed' }
  }
  const edits = !related.includes('author') && holdsAny(actor, record.offices.homes, ['infoEditor'])
  return { hand: edits ? 'recorder' : 'observer', phase: isReportEditing(record.state) ? 'writing' : 'sealed' }
}

export const reportOwner: DocumentOwner = {
  kind: 'report',
  concerns: ['report'],
  async standing(tx, actor, documentId) {
    const row = await reportOfDocument(tx, documentId)
    return row ? standingOn(actor, await reportRecord(tx, row), documentId) : null
  },
  async state(tx, documentId) {
    return (await reportOfDocument(tx, documentId))?.state ?? ''
  },
}
