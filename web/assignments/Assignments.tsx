import { useState } from 'react'
import { type AssignmentListLine, type AssignmentStage, assignmentStages } from '../../shared/assignment-shapes.ts'
import { assignmentKinds, isAssignmentDone } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueMark } from '../desk/DueMark.tsx'
import { type ListRow, RecordList } from '../desk/RecordList.tsx'
import { useSearch } from '../desk/use-search.ts'
import { byDue, groupOf, verbFor } from './assignment-words.ts'
import { shownBy, showsOf, useAssignments, useOwnUnits, useShow } from './use-assignments.ts'
import './assignments.css'

/** 交办: what waits stands first, by its due date. */
export function Assignments() {
  const [show, setShow] = useShow()
  const [stage, setStage] = useState<AssignmentStage>('all')
  const search = useSearch()
  const isOwn = useOwnUnits()
  const answer = useAssignments({ show, stage, q: search.asked })

  function rowOf(line: AssignmentListLine, now: string): ListRow {
    const own = isOwn(line.unitId)
    return {
      key: line.id,
      href: `/assignments/${line.id}`,
      title: line.title,
      about: [
        line.numberWords,
        own ? assignmentKinds[line.kind] : `${assignmentKinds[line.kind]} ${line.unitName}`,
        verbFor(line, own),
        line.round > 1 && `第 ${line.round} 次办理`,
      ],
      marks: <DueMark due={line.due} met={isAssignmentDone(line.state)} />,
      group: groupOf(line, dayOf(new Date(now))),
    }
  }

  return (
    <DeskFrame here="assignments" title="交办">
      <RecordList
        title="交办"
        search={{ ...search, label: '找提案、批示' }}
        filters={showsOf}
        filter={show}
        onFilter={setShow}
        narrow={
          <label>
            <span className="sr">办到哪一步</span>
            <select className="input" value={stage} onChange={(event) => setStage(event.target.value as AssignmentStage)}>
              {Object.entries(assignmentStages).map(([key, words]) => (
                <option key={key} value={key}>
                  {key === 'all' ? '各种情况' : words}
                </option>
              ))}
            </select>
          </label>
        }
        answer={answer}
        rows={({ assignments, now }) => shownBy(assignments, show).toSorted(byDue).map((line) => rowOf(line, now))}
        more={({ more }) => more}
        empty={
          show === 'all' && stage === 'all'
            ? { title: '还没有交办的', words: '督查室把提案、批示交给单位以后，会按到期日排在这里。' }
            : { title: '这一类没有', words: '换一类看看，或者先看全部。' }
        }
      />
    </DeskFrame>
  )
}
