import { useState } from 'react'
import type { Report } from '../../shared/report-shapes.ts'
import { type AdoptionWay, adoptionWays, type ReportLevel, reportLevels } from '../../shared/reports.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, TextField } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { reportDeeds } from './report-deeds.ts'

/** 登记采用: at which level, alone or with others, and who used it. */
export function AdoptButton({ report }: { report: Report }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [level, setLevel] = useState<ReportLevel | ''>(report.level ?? '')
  const [way, setWay] = useState<AdoptionWay | ''>('')
  const [by, setBy] = useState('')
  return (
    <>
      <Button kind="next" onPress={() => setOpen(true)}>
        登记采用
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="登记采用"
        verb="登记"
        later="先不登记"
        ready={level !== '' && way !== '' && by.trim() !== ''}
        onConfirm={async () => {
          if (level === '' || way === '') return
          await reportDeeds.adopt(report, { level, way, by: by.trim() })
          say('已登记，反映人看得到')
        }}
      >
        <p className="effect">登记以后反映人会看到，不能撤回。</p>
        <Choices label="哪一级采用" options={reportLevels} value={level} onChange={(chosen) => setLevel(chosen as ReportLevel)} />
        <Choices label="怎么采用" options={adoptionWays} value={way} onChange={(chosen) => setWay(chosen as AdoptionWay)} />
        <TextField label="谁采用" required hint="比如：市政协《社情民意》。" maxLength={120} value={by} onChange={setBy} />
      </AskDialog>
    </>
  )
}
