import type { ReactNode } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { assignmentWorkflow, isAssignmentDone, owesReply } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueBlock } from '../desk/DueMark.tsx'
import { RecordHead } from '../desk/RecordHead.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AssignmentSide } from './AssignmentSide.tsx'
import { sponsorsInWords, stopsOf, unitsInWords } from './assignment-words.ts'
import { Contacts } from './Contacts.tsx'
import { AskBefore, type Asking } from './dialogs.tsx'
import { Why } from './reassign-dialogs.tsx'
import { useIsDesk } from './use-assignments.ts'

/** The desk of one assignment: the list beside it, its head, the next step, by when, and the talks. */
export function AssignmentFrame({
  assignment,
  asking,
  ask,
  saved,
  next,
  children,
}: {
  assignment: Assignment
  asking: Asking | null
  ask: (asking: Asking | null) => void
  saved?: ReactNode
  next: ReactNode
  children: ReactNode
}) {
  const { handled, organisationName } = assignment
  const isDesk = useIsDesk()
  const handledAt = handled.kind === 'proposal' ? `/proposals/${handled.id}` : `/briefs/${handled.id}`
  return (
    <DeskFrame
      here={isDesk ? 'assignments' : handled.kind === 'proposal' ? 'proposals' : 'briefs'}
      title={handled.title}
      saved={saved}
      {...(isDesk ? { list: { label: '交办，按到期日', shown: <AssignmentSide current={assignment.id} /> } } : {})}
      head={
        <RecordHead
          back={isDesk ? { href: '/assignments', label: '交办' } : { href: handledAt, label: handled.numberWords }}
          title={handled.title}
          stamp={handled.kind === 'proposal' ? '立案' : null}
          facts={[
            organisationName,
            <a key="handled" href={handledAt}>
              {handled.numberWords}
            </a>,
            sponsorsInWords(handled.sponsors),
            unitsInWords(assignment),
          ]}
          stops={stopsOf(assignment)}
        >
          <Told assignment={assignment} />
        </RecordHead>
      }
      next={next}
      aside={
        <>
          <Due assignment={assignment} />
          <Contacts assignment={assignment} onLog={() => ask('logContact')} />
        </>
      }
    >
      {children}
      <AskBefore assignment={assignment} asking={asking} onClose={() => ask(null)} />
    </DeskFrame>
  )
}

/** What has to be known before anything else: sent back and why, asked to be relieved, refused, handed on. */
function Told({ assignment }: { assignment: Assignment }) {
  const { standing, returnReason, reassign, state, may } = assignment
  if (!standing) return <Notice>{assignmentWorkflow.states[state].label}，这里只留着当时的记录。</Notice>
  if (returnReason && !isAssignmentDone(state)) return <Notice tone="soon">督查室退回过：{returnReason}</Notice>
  if (reassign?.refusal) return <Notice>督查室没有同意调整：{reassign.refusal}</Notice>
  if (reassign && !isAssignmentDone(state)) return <Notice>{may.includes('grantReassign') ? <Why assignment={assignment} /> : '已请督查室调整，等答复。'}</Notice>
  return null
}

function Due({ assignment }: { assignment: Assignment }) {
  const { due, acknowledgedAt, acknowledgeDue, delivered, round, state, reassign, may } = assignment
  if (may.includes('grantReassign') && reassign) return <DueBlock title="答复调整，到期" due={reassign.due.due} />
  if (!acknowledgedAt) return <DueBlock title="签收，到期" due={acknowledgeDue.due} />
  const sent = delivered.find((reply) => reply.round === round)
  const met = sent ? dayOf(new Date(sent.at)) : isAssignmentDone(state)
  return <DueBlock title={owesReply(assignment.kind) ? '答复，到期' : '会办意见，到期'} due={due?.due} met={met} />
}
