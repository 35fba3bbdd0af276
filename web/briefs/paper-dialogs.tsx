import { useState } from 'react'
import type { Brief } from '../../shared/brief-shapes.ts'
import { type InstructionAudience, instructionAudiences } from '../../shared/briefs.ts'
import { dayOf } from '../../shared/calendar.ts'
import { houseNow } from '../clock.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Field, TextArea, TextField } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { briefDeeds } from './brief-deeds.ts'

/** 报送: to whom it is reported (报), sent (送) and distributed (发). */
export function DespatchDialog({ brief, onClose }: { brief: Brief; onClose: () => void }) {
  const { say } = useSay()
  const [reportTo, setReportTo] = useState('')
  const [sendTo, setSendTo] = useState('')
  const [issueTo, setIssueTo] = useState('')
  const [copies, setCopies] = useState('')
  const count = Number(copies)
  return (
    <AskDialog
      open
      onClose={onClose}
      kind="seal"
      title="报送"
      verb="报送"
      ready={reportTo.trim() !== '' && Number.isInteger(count) && count > 0}
      onConfirm={async () => {
        await briefDeeds.despatch(brief, { reportTo: reportTo.trim(), sendTo: sendTo.trim(), issueTo: issueTo.trim(), copies: count })
        say('已报送，写过这些话的人会知道')
      }}
    >
      <TextField label="报" required hint="主送，比如：县委、县政府主要领导。" maxLength={500} value={reportTo} onChange={setReportTo} />
      <TextField label="送" required={false} hint="有关部门。" maxLength={500} value={sendTo} onChange={setSendTo} />
      <TextField label="发" required={false} hint="专委会、下级政协。" maxLength={500} value={issueTo} onChange={setIssueTo} />
      <TextField label="共印几份" required inputMode="numeric" maxLength={4} value={copies} onChange={setCopies} />
    </AskDialog>
  )
}

/** 登记批示, from paper: by whom, when, what, and who may read it. */
export function InstructionDialog({ brief, onClose }: { brief: Brief; onClose: () => void }) {
  const { say } = useSay()
  const today = dayOf(new Date(houseNow()))
  const [leader, setLeader] = useState('')
  const [post, setPost] = useState('')
  const [day, setDay] = useState(today)
  const [words, setWords] = useState('')
  const [audience, setAudience] = useState<readonly InstructionAudience[]>(['leadership', 'committee', 'supervision'])
  return (
    <AskDialog
      open
      onClose={onClose}
      title="登记批示"
      verb="登记"
      ready={leader.trim() !== '' && post.trim() !== '' && day !== '' && words.trim() !== ''}
      onConfirm={async () => {
        await briefDeeds.recordInstruction(brief, { leader: leader.trim(), post: post.trim(), day, words: words.trim(), audience: [...audience] })
        say('已登记，督查室可以交办')
      }}
    >
      <div className="brief-pair">
        <TextField label="领导" required maxLength={40} value={leader} onChange={setLeader} />
        <TextField label="职务" required maxLength={80} value={post} onChange={setPost} />
      </div>
      <Field label="批示的日子" required>
        {(wiring) => (
          <input {...wiring} className="input" type="date" min={brief.despatchedAt ? dayOf(new Date(brief.despatchedAt)) : undefined} max={today} value={day} onChange={(event) => setDay(event.target.value)} />
        )}
      </Field>
      <TextArea label="批示内容" required rows={4} maxLength={2000} value={words} onChange={setWords} />
      <fieldset className="field">
        <legend>内容给谁看</legend>
        <p className="hint">没选的人只看到“已获批示”、职务和日子，看不到内容。</p>
        <div className="picks">
          {(Object.entries(instructionAudiences) as [InstructionAudience, string][]).map(([key, name]) => (
            <label key={key} className="pick">
              <input
                type="checkbox"
                checked={audience.includes(key)}
                onChange={(event) => setAudience(event.target.checked ? [...audience, key] : audience.filter((one) => one !== key))}
              />
              <b>{name}</b>
            </label>
          ))}
        </div>
      </fieldset>
    </AskDialog>
  )
}
