import type { DeliveredAnswer } from '../../shared/assignment-shapes.ts'
import { needsReason } from '../../shared/assignments.ts'
import type { RecommendationOutcome } from '../../shared/briefs.ts'

/**
 * What the units' answers to a recommendation amount to: what the form begins with when a brief is closed. Whoever closes
 * it decides.
 */
export function suggestedOutcome(answers: readonly DeliveredAnswer[]): { outcome: RecommendationOutcome; reason: string } | null {
  if (answers.length === 0) return null
  const refused = answers.filter(({ outcome }) => needsReason(outcome))
  const reason = refused.map(({ unitName, reason: why }) => (answers.length > 1 ? `${unitName}：${why}` : why)).join('；')
  if (refused.length === 0) return { outcome: 'adopted', reason: '' }
  return { outcome: refused.length === answers.length ? 'notAdopted' : 'partly', reason }
}
