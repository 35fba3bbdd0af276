import { useState } from 'react'
import { confirmations, type NotAcceptReason, notAcceptReasons } from '../../../shared/intake.ts'
import type { Issue } from '../../../shared/intake-shapes.ts'
import { urgencies, type Urgency } from '../../../shared/topics.ts'
import { deed } from '../../deed.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices, TextArea, TextField, Tick } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Dialog } from '../../ui/Over.tsx'
import { issueDeeds } from './issue-deeds.ts'

export type AskProps = { issue: Issue; onClose: () => void }

/** 分拣: how urgent, whose field, and whether only the handler may see it. */
export function TriageDialog({ issue, onClose }: AskProps) {
  const [urgency, setUrgency] = useState<Urgency>('ordinary')
  const [sector, setSector] = useState('')
  const [confidential, setConfidential] = useState(false)
  async function triage() {
    await deed((options) => issueDeeds.triage(issue, { urgency, sector: sector.trim(), confidential }, options))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="分拣"
      actions={
        <Button kind="next" onPress={triage}>
          分好了
        </Button>
      }
    >
      <div className="stack">
        <p>分拣以后，您就是这件事的经办人。</p>
        <Choices label="缓急" options={urgencies} value={urgency} onChange={(value) => setUrgency(value as Urgency)} />
        <TextField label="归哪个界别" required={false} hint="比如：旅游、农业、教育。" value={sector} onChange={setSector} maxLength={20} />
        <Tick label="保密：只有经办人看得到" value={confidential} onChange={setConfidential} />
      </div>
    </Dialog>
  )
}

/** 不归这里办: a reason from the list; the person reads it, and where to go instead. */
export function NotAcceptDialog({ issue, onClose }: AskProps) {
  const [reason, setReason] = useState<NotAcceptReason | ''>('')
  const [words, setWords] = useState('')
  async function refuse() {
    if (reason === '') return
    await deed((options) => issueDeeds.notAccept(issue, { reason, words: words.trim() }, options))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="不归这里办"
      actions={
        <Button kind="next" disabled={reason === ''} onPress={refuse}>
          告诉本人
        </Button>
      }
    >
      <div className="stack">
        <Choices
          label="原因"
          options={Object.fromEntries(Object.entries(notAcceptReasons).map(([key, { label }]) => [key, label]))}
          value={reason}
          onChange={(value) => setReason(value as NotAcceptReason)}
        />
        {reason === '' ? null : <Notice>本人会看到：{notAcceptReasons[reason].goTo}</Notice>}
        <TextArea label="再说几句" required={false} value={words} onChange={setWords} maxLength={500} />
      </div>
    </Dialog>
  )
}

export function AnswerDialog({ issue, onClose }: AskProps) {
  const [words, setWords] = useState('')
  async function answer() {
    await deed((options) => issueDeeds.answer(issue, { words: words.trim() }, options))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="答复"
      actions={
        <Button kind="next" disabled={words.trim() === ''} onPress={answer}>
          答复本人
        </Button>
      }
    >
      <TextArea label="写给本人的话" hint="说清政策是怎么定的，能办什么、不能办什么。" value={words} onChange={setWords} maxLength={1000} rows={6} required />
    </Dialog>
  )
}

/** For one who was written down from the phone, from paper or face to face: what they said when they were asked. */
export function ConfirmDialog({ issue, onClose }: AskProps) {
  const [how, setHow] = useState<'yes' | 'partly' | ''>('')
  async function confirm() {
    if (how === '') return
    await deed((options) => issueDeeds.confirm(issue, { how }, options))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="本人怎么说？"
      actions={
        <Button kind="next" disabled={how === ''} onPress={confirm}>
          记下来
        </Button>
      }
    >
      <Choices label="问过本人，说是" options={confirmations} value={how} onChange={(value) => setHow(value as 'yes' | 'partly')} />
    </Dialog>
  )
}
