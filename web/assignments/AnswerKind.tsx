import { type AnswerOutcome, answerOutcomes } from '../../shared/assignments.ts'
import { Button } from '../ui/Button.tsx'

/** 已办, 正在办, 计划办, 办不了: one of them, each a target for a thumb. */
export function AnswerKind({
  label,
  value,
  onChoose,
}: {
  label: string
  value: AnswerOutcome | null
  onChoose: (outcome: AnswerOutcome) => Promise<unknown>
}) {
  return (
    <div className="answer-kind" role="group" aria-label={label}>
      {(Object.entries(answerOutcomes) as [AnswerOutcome, string][]).map(([outcome, words]) => (
        <Button key={outcome} kind="bare" aria-pressed={value === outcome} onPress={() => onChoose(outcome)}>
          {words}
        </Button>
      ))}
    </div>
  )
}
