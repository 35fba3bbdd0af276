import { isAgendaContent } from '../../shared/documents/content.ts'
import { lengthOf, outcomeRefusals, readSections } from '../../shared/outcomes.ts'
import { readDocument } from '../documents/revisions.ts'
import type { Context } from '../house/context.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import type { ReportRecord } from './records.ts'

/**
 * A text that may be handed in or sent out: it says what the matter is and what should be done, and is no longer than
 * the rules let it be. Errors: `outcomeSectionMissing`, `outcomeNoRecommendation`, `outcomeTooLong`.
 */
export async function assertReportFits(ctx: Context, record: ReportRecord, documentId: string): Promise<void> {
  const { content } = await readDocument(ctx, documentId)
  if (isAgendaContent(content)) throw outcomeRefusals.outcomeSectionMissing()
  const isWritten = (key: string) => readSections('report', content).some((section) => section.key === key && section.clauses.length > 0)
  if (!isWritten('situation')) throw outcomeRefusals.outcomeSectionMissing({ section: 'situation' })
  if (!isWritten('recommendations')) throw outcomeRefusals.outcomeNoRecommendation({ section: 'recommendations' })
  const { rules } = await ruleSetVersion(ctx.tx, record.organisationId, record.ruleSetVersion)
  const most = rules['report.length']
  const length = lengthOf(content)
  if (length > most) throw outcomeRefusals.outcomeTooLong({ length, most })
}
