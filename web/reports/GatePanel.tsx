import { useState } from 'react'
import type { Report } from '../../shared/report-shapes.ts'
import { gateQuestions, isReportGate, type ReportLevel, reportLevels, reportWorkflow } from '../../shared/reports.ts'
import { NextStep } from '../desk/NextStep.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, TextArea } from '../ui/Field.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { reportDeeds } from './report-deeds.ts'
import { goesTo } from './words.ts'
import './reports.css'

type Pass = 'passInitial' | 'passPolitical' | 'passContent' | 'passEffect'
const passes: readonly Pass[] = ['passInitial', 'passPolitical', 'passContent', 'passEffect']

export const passOf = (report: Report): Pass | null => passes.find((move) => report.may.includes(move)) ?? null

const initialQuestion = {
  ask: '收不收？', look: '不是诉讼、信访、人事、广告，不涉密；写明了情况和建议。', note: '备注（可以不填）',
}

/** What this gate asks; pass with a note, send back with a reason, or keep it here. */
export function GatePanel({ report, pass }: { report: Report; pass: Pass }) {
  const { say } = useSay()
  const [note, setNote] = useState('')
  const [level, setLevel] = useState<ReportLevel | ''>(report.level ?? '')
  const gate = isReportGate(report.state) ? report.state : null
  const question = gate ? gateQuestions[gate] : initialQuestion
  const effect = pass === 'passEffect'
  const ready = (gate === null || note.trim() !== '') && (!effect || level !== '')
  const { label } = reportWorkflow.states[report.state]

  async function letThrough() {
    const words = note.trim()
    if (pass === 'passEffect') {
      if (level !== '') await reportDeeds.passEffect(report, { note: words, level })
    } else await reportDeeds[pass](report, words)
    setNote('')
    say(`${label}通过了`)
  }

  return (
    <NextStep title={`${label}：${question.ask}`} words={<span className="quiet">{question.look}</span>} after={goesTo[pass]}>
      <TextArea label={question.note} rows={3} maxLength={500} value={note} onChange={setNote} {...(gate ? { required: true } : {})} />
      {effect ? <Choices label="值得报到哪一级" options={reportLevels} value={level} onChange={(chosen) => setLevel(chosen as ReportLevel)} /> : null}
      <Button kind="next" disabled={!ready} onPress={letThrough}>
        {label}通过
      </Button>
      <SendBack report={report} />
    </NextStep>
  )
}

/** 退回修改 and 留存: each with a reason its author reads. */
export function SendBack({ report }: { report: Report }) {
  const { say } = useSay()
  const { label } = reportWorkflow.states[report.state]
  return (
    <>
      {report.may.includes('returnForChange') ? (
        <PressAndAsk
          label="退回修改"
          kind="plain"
          title="退回请反映人修改"
          effect={`改好重新提交，直接回到${label}，前面过了的不用再过。`}
          reason={{ label: '要改什么', hint: '反映人会看到，比如：写明有几口井。', required: true }}
          onConfirm={async ({ reason }) => {
            await reportDeeds.returnForChange(report, reason)
            say('已退回，反映人看得到原因')
          }}
        />
      ) : null}
      {report.may.includes('retain') ? (
        <PressAndAsk
          label="留存，不往上报"
          kind="bare"
          confirm="留存"
          title="留存这一条？"
          effect="留存以后不再往上报，不能撤回。"
          reason={{ label: '为什么留存', hint: '反映人会看到。', required: true }}
          onConfirm={async ({ reason }) => {
            await reportDeeds.retain(report, reason)
            say('已留存，反映人看得到原因')
          }}
        />
      ) : null}
    </>
  )
}
