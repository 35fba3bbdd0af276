import { useEffect, useMemo } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { mayWrite } from '../../shared/documents/access.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { answerHeading } from '../../shared/replies.ts'
import { Editor } from '../documents/Editor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { Presence } from '../documents/Presence.tsx'
import type { RoomHere } from '../documents/use-room.ts'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { AnswerSlot } from './AnswerSlot.tsx'
import { answerSlots, putBack } from './answer-slots.ts'
import { replyTitle } from './assignment-words.ts'
import { GradeChoice } from './GradeChoice.tsx'
import { CoOpinions } from './CoOpinions.tsx'
import { ReplyHead } from './ReplyHead.tsx'
import { type Answering, lackOf } from './use-answering.ts'
import type { Writing } from './use-writing.ts'

/** The reply while it is written: one text of many hands, in which each recommendation has its answer at its place. */
export function ReplySheet({
  assignment,
  here,
  writing,
  answering,
}: {
  assignment: Assignment
  here: RoomHere
  writing: Writing
  answering: Answering
}) {
  const me = useMe()
  const { say } = useSay()
  const { slots, look, current, turnTo } = writing
  const also = useMemo(() => [answerSlots(slots)], [slots])
  useEffect(() => slots.listen({ onRefused: () => say('建议的原话要留着，答复才对得上；请写在它下面。') }), [slots, say])
  const mayAnswer = assignment.may.includes('answer')
  const ready = assignment.recommendations.filter((one) => lackOf(answering.choiceOf(one)) === null).length
  return (
    <article className={mayAnswer ? 'sheet reply writable' : 'sheet reply'}>
      <ReplyHead assignment={assignment} about={`草稿 · ${assignment.recommendations.length} 条建议，答好 ${ready} 条`}>
        {here.room && here.look.synced ? <Presence room={here.room} /> : null}
      </ReplyHead>
      <Paper here={here}>
        {(room, info) => {
          const writable = mayWrite(info.right) && mayAnswer
          const lost = assignment.recommendations.filter(({ clauseId }) => clauseId && look.standing.length > 0 && !look.standing.includes(clauseId))
          return (
            <>
              <Editor
                room={room}
                me={{ name: me.data?.actor.name ?? '', kind: 'department' }}
                right={mayWrite(info.right) ? (info.right === 'edit' ? 'edit' : 'contribute') : 'read'}
                info={info}
                label={replyTitle(assignment)}
                also={also}
              />
              {assignment.recommendations.map((one) => {
                const slot = one.clauseId ? slots.slots.get(one.clauseId) : undefined
                return slot && one.clauseId ? (
                  <AnswerSlot
                    key={one.recommendationId}
                    recommendation={one}
                    slot={slot}
                    answering={answering}
                    current={current === one.clauseId}
                    writable={writable}
                    onTurn={() => turnTo(one.clauseId ?? '')}
                  />
                ) : null
              })}
              {lost.map((one) => (
                <Notice
                  key={one.recommendationId}
                  tone="soon"
                  action={
                    writable ? <Button onPress={() => putBack(slots, one.clauseId ?? '', answerHeading({ ...one, former: one.former?.outcome ?? null }))}>放回文中</Button> : undefined
                  }
                >
                  建议 {circledNumber(one.number)} 的原话不在文中了，放回来才能答复。
                </Notice>
              ))}
            </>
          )
        }}
      </Paper>
      <CoOpinions assignment={assignment} />
      <GradeChoice assignment={assignment} />
    </article>
  )
}
