import { useState } from 'react'
import { type Publicity, publicities } from '../../shared/assignments.ts'
import { useMe } from '../me.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Choices, Select, TextArea, TextField } from '../ui/Field.tsx'
import { assignmentDeeds } from './assignment-deeds.ts'
import { replyTitle } from './assignment-words.ts'
import { gradeInWords } from './GradeChoice.tsx'
import type { AskProps } from './reassign-dialogs.tsx'

/** 签发: the leader's name under the reply, by their password once more. */
export function ApproveDialog({ assignment, open, onClose }: AskProps) {
  const me = useMe()
  const [letterNumber, setLetterNumber] = useState(assignment.letterNumber)
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="签发这件答复"
      verb="签发"
      kind="seal"
      signer={me.data?.actor.name ?? ''}
      ready={letterNumber.trim() !== ''}
      onConfirm={(password) => assignmentDeeds.approve(assignment, letterNumber.trim(), password)}
    >
      <p className="effect">
        {assignment.recommendations.length} 条建议都已答复，办理类别 {gradeInWords(assignment)}。签发以后文字就定了，再由承办员送督查室。
      </p>
      <TextField label="答复函文号" hint="比如：清财函〔2026〕31号" maxLength={60} required value={letterNumber} onChange={setLetterNumber} />
    </AskDialog>
  )
}

/** 提会办意见: whether the unit agrees, and what it says, for the lead unit. */
export function CoOpinionDialog({ assignment, open, onClose }: AskProps) {
  const [agrees, setAgrees] = useState('')
  const [words, setWords] = useState('')
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="提会办意见"
      verb="提给主办单位"
      ready={agrees !== '' && words.trim() !== ''}
      onConfirm={() => assignmentDeeds.giveOpinion(assignment, { agrees: agrees === 'yes', words: words.trim() })}
    >
      <p className="effect">主办单位会看到，写进{replyTitle(assignment)}。提了就不能再改。</p>
      <Choices label="主办单位这样办" options={{ yes: '同意', no: '有意见' }} value={agrees} onChange={setAgrees} />
      <TextArea label="我们的意见" hint="涉及我们的哪几条，能做到什么程度。" rows={5} maxLength={2000} required value={words} onChange={setWords} />
    </AskDialog>
  )
}

/** 退回重写: why, and where the grade does not fit, another one. */
export function ReturnDialog({ assignment, open, onClose }: AskProps) {
  const [reason, setReason] = useState('')
  const [grade, setGrade] = useState('')
  const others = Object.fromEntries(
    assignment.grades.filter((one) => one.grade !== assignment.grade).map((one) => [one.grade, `改成 ${one.grade} ${one.label}`]),
  )
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="退回重写"
      verb="退回"
      ready={reason.trim() !== ''}
      onConfirm={() => assignmentDeeds.returnReply(assignment, { reason: reason.trim(), ...(grade ? { grade } : {}) })}
    >
      <TextArea label="哪里要改" hint={`${assignment.unitName}会看到，照着改。`} rows={4} maxLength={300} required value={reason} onChange={setReason} />
      <Select label="办理类别" options={others} empty={`不改，还是 ${gradeInWords(assignment)}`} value={grade} onChange={setGrade} />
    </AskDialog>
  )
}

/** 通过并送达: the sponsors get the reply, and everybody may know of it as far as it is made public. */
export function PassDialog({ assignment, open, onClose }: AskProps) {
  const [publicity, setPublicity] = useState<Publicity>('full')
  const [reason, setReason] = useState('')
  const { handled } = assignment
  const whole = publicity === 'full'
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="通过并送达"
      verb="通过并送达"
      kind="seal"
      ready={whole || reason.trim() !== ''}
      onConfirm={() => assignmentDeeds.pass(assignment, { publicity, reason: whole ? '' : reason.trim() })}
    >
      <p className="effect">
        {handled.sponsors.length > 0 ? `送给 ${handled.sponsors.length} 位提案人，由他们评价。` : '送给政协。'}送达以后不能收回。
      </p>
      <Choices label="公开到什么程度" options={publicities} value={publicity} onChange={(value) => setPublicity(value as Publicity)} />
      {whole ? null : <TextArea label="为什么不全文公开" rows={3} maxLength={300} required value={reason} onChange={setReason} />}
    </AskDialog>
  )
}
