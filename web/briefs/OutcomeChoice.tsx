import type { Brief } from '../../shared/brief-shapes.ts'
import { adoptedOutcome, type RecommendationOutcome, recommendationOutcomes } from '../../shared/briefs.ts'
import { TextField } from '../ui/Field.tsx'
import { Segments } from '../ui/Segments.tsx'

export type Choice = { outcome: RecommendationOutcome | ''; reason: string }
export type Chosen = Readonly<Record<string, Choice>>

/** What the units answered is what the form begins with. */
export const firstChoices = ({ recommendations }: Brief): Chosen =>
  Object.fromEntries(recommendations.map(({ id, suggested }) => [id, suggested ?? { outcome: '', reason: '' }]))

/** Every suggestion has its outcome, and a reason unless it was adopted. */
export const isChosen = ({ outcome, reason }: Choice): boolean => outcome !== '' && (outcome === adoptedOutcome || reason.trim() !== '')

/** What became of one suggestion. */
export function OutcomeChoice({ number, choice, onChange }: { number: number; choice: Choice | undefined; onChange: (choice: Choice) => void }) {
  const { outcome, reason } = choice ?? { outcome: '', reason: '' }
  return (
    <div className="brief-choice">
      <Segments
        label={`建议${number}的结果`}
        options={recommendationOutcomes}
        value={outcome as RecommendationOutcome}
        onChange={(next) => onChange({ outcome: next, reason })}
      />
      {outcome === '' || outcome === adoptedOutcome ? null : (
        <TextField label={`建议${number}没有全部采纳的原因`} required maxLength={500} value={reason} onChange={(next) => onChange({ outcome, reason: next })} />
      )}
    </div>
  )
}
