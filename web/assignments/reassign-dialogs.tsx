import { useState } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { dayInWords } from '../../shared/calendar.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Select, TextArea } from '../ui/Field.tsx'
import { assignmentDeeds } from './assignment-deeds.ts'

export type AskProps = { assignment: Assignment; open: boolean; onClose: () => void }

const unitsOf = (assignment: Assignment, not: string) =>
  Object.fromEntries(assignment.units.filter(({ id }) => id !== not).map(({ id, name }) => [id, name]))

/** 不归我们办: why, and whose business it is. */
export function RequestReassignDialog({ assignment, open, onClose }: AskProps) {
  const [unitId, setUnitId] = useState('')
  const [reason, setReason] = useState('')
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="不归我们办"
      verb="请督查室调整"
      ready={unitId !== '' && reason.trim() !== ''}
      onConfirm={() => assignmentDeeds.requestReassign(assignment, reason.trim(), unitId)}
    >
      <p className="effect">
        督查室会答复。同意了就转给那个单位；不同意，还由我们办，不能再申请。{dayInWords(assignment.returnUntil.day)}以前可以申请。
      </p>
      <Select label="该归哪个单位" options={unitsOf(assignment, assignment.unitId)} empty="请选一个单位" value={unitId} onChange={setUnitId} />
      <TextArea label="为什么不归我们" hint="写明依据，督查室和那个单位会看到。" rows={4} maxLength={300} required value={reason} onChange={setReason} />
    </AskDialog>
  )
}

/** 同意调整: it goes to the unit that was named, or to another one. */
export function GrantReassignDialog({ assignment, open, onClose }: AskProps) {
  const [unitId, setUnitId] = useState(assignment.reassign?.unitId ?? '')
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="同意调整"
      verb="同意，转过去"
      ready={unitId !== ''}
      onConfirm={() => assignmentDeeds.grantReassign(assignment, unitId)}
    >
      <Why assignment={assignment} />
      <Select label="转给哪个单位" options={unitsOf(assignment, assignment.unitId)} value={unitId} onChange={setUnitId} />
      <p className="effect">转过去以后由那个单位签收，原来的到期日不变。</p>
    </AskDialog>
  )
}

/** 不同意调整: the unit goes on, and reads why. */
export function RefuseReassignDialog({ assignment, open, onClose }: AskProps) {
  const [reason, setReason] = useState('')
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="不同意调整"
      verb="不同意"
      ready={reason.trim() !== ''}
      onConfirm={() => assignmentDeeds.refuseReassign(assignment, reason.trim())}
    >
      <Why assignment={assignment} />
      <TextArea label="为什么还由他们办" hint="承办单位会看到，不能再申请。" rows={4} maxLength={300} required value={reason} onChange={setReason} />
    </AskDialog>
  )
}

/** What the unit said. */
export function Why({ assignment }: { assignment: Assignment }) {
  const { reassign, unitName } = assignment
  if (!reassign) return null
  return (
    <p className="effect">
      {unitName}说：“{reassign.reason}”建议转给{reassign.unitName}。
    </p>
  )
}
