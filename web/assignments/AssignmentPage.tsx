import { useState } from 'react'
import { useParams } from 'react-router'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { isReplyInk, owesReply } from '../../shared/assignments.ts'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { useRoom } from '../documents/use-room.ts'
import { SavedMark } from '../ui/SavedMark.tsx'
import { Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { writeAt } from './answer-slots.ts'
import { Asked } from './Asked.tsx'
import { AssignmentFrame } from './AssignmentFrame.tsx'
import { CoOpinion, LeadReplies } from './CoOpinion.tsx'
import type { Asking } from './dialogs.tsx'
import { gradePlace } from './GradeChoice.tsx'
import { Next } from './Next.tsx'
import { ReplySheet } from './ReplySheet.tsx'
import { hintsFor, type Want } from './reply-hint.ts'
import { FormerReplies, SealedReply } from './SealedReply.tsx'
import { useAnswering } from './use-answering.ts'
import { useWriting } from './use-writing.ts'
import './assignments.css'

/** One unit's part: what is asked of it, its answer, and the next step in words. */
export function AssignmentPage() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.assignments[':id'].$get({ param: { id } }), [`assignment:${id}`], [id])
  const assignment = answer.data
  if (!assignment) {
    return (
      <DeskFrame here="assignments" title="交办">
        <Shown answer={answer}>{() => null}</Shown>
      </DeskFrame>
    )
  }
  return assignment.replyId && isReplyInk(assignment.state) ? (
    <InkPage key={assignment.replyId} assignment={assignment} replyId={assignment.replyId} />
  ) : (
    <StillPage key={assignment.id} assignment={assignment} />
  )
}

/** While no text of the unit's own is open: what is asked, or the sealed reply. */
function StillPage({ assignment }: { assignment: Assignment }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const { revisionId } = assignment
  return (
    <AssignmentFrame assignment={assignment} asking={asking} ask={setAsking} next={<Next assignment={assignment} ask={setAsking} />}>
      {revisionId ? <SealedReply assignment={assignment} revisionId={revisionId} /> : null}
      {owesReply(assignment.kind) ? null : <CoOpinion assignment={assignment} />}
      <Asked assignment={assignment} open={revisionId === null} />
      {owesReply(assignment.kind) ? null : <LeadReplies assignment={assignment} />}
      <FormerReplies assignment={assignment} />
    </AssignmentFrame>
  )
}

/** While the reply is written: the text of many hands, and what it still wants. */
function InkPage({ assignment: asked, replyId }: { assignment: Assignment; replyId: string }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const here = useRoom(replyId)
  const answering = useAnswering(asked)
  const assignment = answering.known
  const writing = useWriting(assignment.recommendations)
  const { look, slots, turnTo } = writing
  const hints = hintsFor(assignment, answering.choiceOf, (one) =>
    look.standing.length > 0 ? look.written.includes(one.clauseId ?? '') : one.written,
  )

  function goTo(want: Want) {
    if (want.part === 'contact') return setAsking('logContact')
    if (want.part === 'grade') return focusIn(document.getElementById(gradePlace))
    if (!('recommendationId' in want)) return undefined
    const { clauseId } = assignment.recommendations.find((one) => one.recommendationId === want.recommendationId) ?? {}
    const slot = clauseId ? slots.slots.get(clauseId) : undefined
    if (!clauseId || !slot) return undefined
    turnTo(clauseId)
    if (want.part === 'words') return writeAt(slots, clauseId)
    // What it turns to is drawn first.
    return setTimeout(() => focusIn(want.part === 'outcome' ? slot.head : slot.foot), 0)
  }

  const writes = assignment.may.includes('answer')
  return (
    <AssignmentFrame
      assignment={assignment}
      asking={asking}
      ask={setAsking}
      saved={here.look.synced && writes ? <SavedMark state={here.look.saved} /> : undefined}
      next={<Next assignment={assignment} ask={setAsking} {...(writes ? { hints, onWant: goTo } : {})} />}
    >
      <ReplySheet assignment={assignment} here={here} writing={writing} answering={answering} />
      <Asked assignment={assignment} open={false} />
      <FormerReplies assignment={assignment} />
    </AssignmentFrame>
  )
}

/** Takes the hand to what is wanted: the first thing in there that can be touched. */
function focusIn(place: HTMLElement | null): void {
  const first = place?.querySelector<HTMLElement>('input, textarea, [aria-pressed="true"], button')
  place?.scrollIntoView({ block: 'center' })
  first?.focus({ preventScroll: true })
}
