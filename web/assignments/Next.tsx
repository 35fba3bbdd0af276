import type { ReactNode } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { type AssignmentMove, assignmentWorkflow } from '../../shared/assignments.ts'
import { NextStep } from '../desk/NextStep.tsx'
import { Button } from '../ui/Button.tsx'
import { useSay } from '../ui/Saying.tsx'
import { assignmentDeeds } from './assignment-deeds.ts'
import type { Asking } from './dialogs.tsx'
import { type Hint, phaseMissing, type Want } from './reply-hint.ts'

/** Moves that need no question, and what is said when they are made. */
const plainly = {
  acknowledge: '已签收',
  begin: '开始办了',
  draftReply: '答复已经起好头，逐条写就行',
  sendToCo: '已请会办单位提意见',
  submit: '已送督查室',
  revise: '可以接着改了',
} as const satisfies Partial<Record<AssignmentMove, string>>
type Plain = keyof typeof plainly
const isPlain = (move: AssignmentMove): move is Plain => Object.hasOwn(plainly, move)

/** The step to take, and what else is possible, in the order of how often it is the one. */
const forward: readonly AssignmentMove[] = ['acknowledge', 'begin', 'draftReply', 'giveOpinion', 'revise', 'submit', 'pass', 'grantReassign', 'approve']
const aside: readonly AssignmentMove[] = ['sendToCo', 'returnReply', 'refuseReassign', 'requestReassign']

/** 下一步: the server's words, or while the reply is written what its text still wants, and the one button for it. */
export function Next({
  assignment,
  hints,
  ask,
  onWant,
}: {
  assignment: Assignment
  /** What is still wanted, where this person writes the reply. */
  hints?: readonly Hint[]
  ask: (asking: Asking) => void
  onWant?: (want: Want) => void
}) {
  const { say } = useSay()
  const may = (move: AssignmentMove) => assignment.may.includes(move)

  function draw(move: AssignmentMove, isNext: boolean): ReactNode {
    const { label, binding } = assignmentWorkflow.moves[move]
    const kind = binding ? 'seal' : isNext ? 'next' : 'plain'
    if (!isPlain(move)) {
      return (
        <Button key={move} kind={kind} onPress={() => ask(move as Asking)}>
          {label}
        </Button>
      )
    }
    return (
      <Button
        key={move}
        kind={kind}
        onPress={async () => {
          await assignmentDeeds[move](assignment)
          say(plainly[move])
        }}
      >
        {label}
      </Button>
    )
  }

  const [hint, second] = hints ?? []
  const isLast = hints !== undefined && hints.length === 0
  if (hint && onWant && !may('revise')) {
    const others = aside.filter((move) => may(move) && !(move === 'sendToCo' && hint.want.part === 'co'))
    return (
      <NextStep words={hint.words} after={afterwards(hints?.length ?? 0, second)}>
        {hint.want.part === 'coWait' ? null : hint.want.part === 'co' ? (
          draw('sendToCo', true)
        ) : (
          <Button kind="next" onPress={() => onWant(hint.want)}>
            {hint.verb}
          </Button>
        )}
        {others.length > 0 ? others.map((move) => draw(move, false)) : null}
      </NextStep>
    )
  }
  const talkFirst = may('draftReply') && may('logContact') && phaseMissing(assignment) === 'before'
  const steps = forward.filter((move) => may(move) && (move !== 'approve' || hints === undefined || isLast))
  const [next, ...rest] = steps
  const others = [...rest, ...aside.filter((move) => may(move))]
  const waitsForLeader = isLast && !next
  return (
    <NextStep words={waitsForLeader ? '都答好了，请分管领导签发。' : next === 'approve' ? '都答好了。看过没有不妥，就请签发；有要改的，直接在文中改。' : inWords(assignment.nextStep)}>
      {talkFirst ? (
        <Button kind="next" onPress={() => ask('logContact')}>
          {assignmentWorkflow.moves.logContact.label}
        </Button>
      ) : null}
      {next ? draw(next, !talkFirst) : null}
      {others.map((move) => draw(move, false))}
    </NextStep>
  )
}

const inWords = (step: string): string => (/[。！？]$/.test(step) ? step : `${step}。`)

function afterwards(count: number, second: Hint | undefined): string {
  if (count === 1) return '办好这一步，就能请分管领导签发。'
  if (count === 2 && second) return `再${second.words.replace(/。$/, '')}，就能请分管领导签发。`
  return `后面还有 ${count - 1} 处要办，才能请分管领导签发。`
}
