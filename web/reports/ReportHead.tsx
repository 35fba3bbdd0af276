import type { ReactNode } from 'react'
import type { Report } from '../../shared/report-shapes.ts'
import { reportWorkflow } from '../../shared/reports.ts'
import { RecordHead } from '../desk/RecordHead.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { formatDay } from '../ui/moments.ts'
import { stopsOf } from './stops.ts'
import { issueWords, numberWords, sentTo } from './words.ts'

/** What report it is, and the row of its gates. */
export function ReportHead({ report, pressed, tools, children }: { report: Report; pressed?: boolean; tools?: ReactNode; children?: ReactNode }) {
  const { author, mine, submittedAt, createdAt } = report
  return (
    <RecordHead
      back={{ href: '/reports', label: '社情民意信息' }}
      title={report.title}
      stamp={report.issuedAt ? '已签' : null}
      {...(pressed ? { pressed } : {})}
      facts={[
        numberWords(report),
        mine ? '我反映的' : `${author}反映`,
        submittedAt ? `${formatDay(submittedAt)}提交` : `${formatDay(createdAt)}开始写`,
        issueWords(report),
        sentTo(report),
        <StateBadge key="state" workflow={reportWorkflow} state={report.state} />,
        tools,
      ]}
      stops={stopsOf(report)}
    >
      {children}
    </RecordHead>
  )
}
