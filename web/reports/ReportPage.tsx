import { useState } from 'react'
import { useParams } from 'react-router'
import type { Report } from '../../shared/report-shapes.ts'
import { isAdoptionOpen, isReportEditing, isReportInk, isReportRetained } from '../../shared/reports.ts'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueBlock } from '../desk/DueMark.tsx'
import { Notice, Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { Changes } from './Changes.tsx'
import { DraftRoom } from './DraftRoom.tsx'
import { EditingRoom } from './EditingRoom.tsx'
import { From } from './From.tsx'
import { LateWords } from './LateWords.tsx'
import { Next } from './Next.tsx'
import { ReportHead } from './ReportHead.tsx'
import { ReportText } from './ReportText.tsx'
import { Turns } from './Turns.tsx'
import { useReportSources } from './use-report-sources.ts'
import { bare } from './words.ts'
import './reports.css'

/** One report: written by its author, read gate by gate, edited beside the author's words, sent out. */
export function ReportPage() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.reports[':id'].$get({ param: { id } }), [`report:${id}`], [id])
  // What travelled as JSON is the shape the server wrote.
  if (answer.data) return <Here key={id} report={answer.data as Report} />
  return (
    <DeskFrame here="reports" title="社情民意信息">
      <Shown answer={answer}>{() => null}</Shown>
    </DeskFrame>
  )
}

function Here({ report }: { report: Report }) {
  // The press is played for those who saw it unsigned on this page, not for whoever opens it later.
  const [before, setBefore] = useState(report.issuedAt === null)
  if (report.issuedAt === null && !before) setBefore(true)
  if (report.mine && isReportInk(report.state)) return <DraftRoom report={report} />
  if (report.editedId && isReportEditing(report.state)) return <EditingRoom key={report.editedId} report={report} editedId={report.editedId} />
  return <HandedIn report={report} pressed={before} />
}

/** What lies under a seal: the author's text, or the text that is sent out with the author's beside it. */
function HandedIn({ report, pressed }: { report: Report; pressed: boolean }) {
  const sources = useReportSources(report)
  const { edited } = report
  const passing = report.may.some((verb) => verb.startsWith('pass'))
  return (
    <DeskFrame
      here="reports"
      title={report.title}
      head={
        <ReportHead report={report} pressed={pressed}>
          <Kept report={report} />
        </ReportHead>
      }
      next={<Next report={report} />}
      aside={
        <>
          <DueBlock due={report.due} title={isAdoptionOpen(report.state) ? '等采用到' : '看完不晚于'} />
          <From report={report} />
          <Turns report={report} />
        </>
      }
    >
      {passing ? <Changes report={report} /> : null}
      {edited ? (
        <div className="report-pair">
          <ReportText name="报送稿" title={report.editedTitle} sealed={edited} />
          <ReportText name="反映人原文" title={report.title} sealed={report.sealed} sources={sources} />
        </div>
      ) : (
        <ReportText name="反映人原文" sealed={report.sealed} sources={sources} />
      )}
      {report.mine ? <LateWords documentId={report.documentId} /> : null}
    </DeskFrame>
  )
}

function Kept({ report }: { report: Report }) {
  const last = report.turns.at(-1)
  if (!last || !isReportRetained(report.state)) return null
  return (
    <Notice>
      {last.by}留存，不再往上报：{bare(last.words)}。
    </Notice>
  )
}
