import { useState } from 'react'
import type { Report } from '../../shared/report-shapes.ts'
import { type ReportLevel, reportLevels } from '../../shared/reports.ts'
import { useMe } from '../me.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, TextField } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { reportDeeds } from './report-deeds.ts'

/** 签发: to which level and to whom, with the issuer's password once more. */
export function IssueButton({ report }: { report: Report }) {
  const { say } = useSay()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [level, setLevel] = useState<ReportLevel | ''>(report.level ?? '')
  const [recipients, setRecipients] = useState('')
  return (
    <>
      <Button kind="seal" onPress={() => setOpen(true)}>
        签发
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="签发这一期"
        kind="seal"
        verb="签发"
        later="先不签"
        ready={level !== '' && recipients.trim() !== ''}
        signer={me.data?.actor.name ?? ''}
        onConfirm={async (password) => {
          if (level === '') return
          await reportDeeds.signIssue(report, { level, recipients: recipients.trim(), password })
          say('已签发，编上了期号')
        }}
      >
        <p className="effect">签发以后编上期号，按下面写的报送，不能撤回。</p>
        <Choices label="报到哪一级" options={reportLevels} value={level} onChange={(chosen) => setLevel(chosen as ReportLevel)} />
        <TextField label="主送" required hint="比如：市政协研究室，市委办公室。" maxLength={300} value={recipients} onChange={setRecipients} />
      </AskDialog>
    </>
  )
}
