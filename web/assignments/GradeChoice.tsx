import type { Assignment } from '../../shared/assignment-shapes.ts'
import { Button } from '../ui/Button.tsx'
import { assignmentDeeds, freshIn } from './assignment-deeds.ts'

export const gradePlace = 'grade'

/** 办理类别: chosen by the unit, seen by everyone who reads the reply. */
export function GradeChoice({ assignment }: { assignment: Assignment }) {
  const { grade, grades, may } = assignment
  if (!may.includes('grade')) return <GradeLine assignment={assignment} />
  return (
    <section id={gradePlace} className="grade-choice">
      <h3 className="song" id="grade-title">
        办理类别
      </h3>
      <div className="answer-kind" role="group" aria-labelledby="grade-title">
        {grades.map((one) => (
          <Button
            key={one.grade}
            kind="bare"
            aria-pressed={one.grade === grade}
            onPress={async () => (one.grade === grade ? undefined : choose(assignment, one.grade))}
          >
            <b>{one.grade}</b> {one.label}
          </Button>
        ))}
      </div>
    </section>
  )
}

/** The last answer may still be on its way: where only that one changed the record, the grade goes once more. */
async function choose(assignment: Assignment, grade: string): Promise<unknown> {
  try {
    return await assignmentDeeds.grade(assignment, grade)
  } catch (error) {
    const fresh = freshIn(error)
    if (!fresh || fresh.grade !== assignment.grade) throw error
    return assignmentDeeds.grade(fresh, grade)
  }
}

export function GradeLine({ assignment }: { assignment: Pick<Assignment, 'grade' | 'grades'> }) {
  const label = gradeInWords(assignment)
  return label ? (
    <p className="grade-line">
      <span className="quiet">办理类别</span> {label}
    </p>
  ) : null
}

/** A 已解决或采纳. */
export function gradeInWords({ grade, grades }: Pick<Assignment, 'grade' | 'grades'>): string {
  if (grade === null) return ''
  return `${grade} ${grades.find((one) => one.grade === grade)?.label ?? ''}`.trim()
}
