import type { Report } from '../../shared/report-shapes.ts'
import { adoptionWays, reportNews } from '../../shared/reports.ts'
import { NextStep } from '../desk/NextStep.tsx'
import { Button } from '../ui/Button.tsx'
import { useSay } from '../ui/Saying.tsx'
import { AdoptButton } from './AdoptButton.tsx'
import { GatePanel, passOf } from './GatePanel.tsx'
import { IssueButton } from './IssueButton.tsx'
import { reportDeeds } from './report-deeds.ts'
import { goesTo, waitsFor } from './words.ts'

/** 下一步 of a report that was handed in: this person's own move, or for whom it waits. */
export function Next({ report }: { report: Report }) {
  const { say } = useSay()
  const { may } = report
  const pass = passOf(report)
  if (pass) return <GatePanel key={report.state} report={report} pass={pass} />
  if (may.includes('take')) {
    return (
      <NextStep words="接收过来，做初审。" after={goesTo.take}>
        <Button
          kind="next"
          onPress={async () => {
            await reportDeeds.take(report)
            say('已接收，可以初审了')
          }}
        >
          接收初审
        </Button>
      </NextStep>
    )
  }
  if (may.includes('signIssue')) {
    return (
      <NextStep words="看过报送稿，就签发。" after="签发要再输一次您的登录密码。">
        <IssueButton report={report} />
      </NextStep>
    )
  }
  if (may.includes('adopt')) {
    return (
      <NextStep words="有人采用了，就登记下来。" after="到期还没有人采用，系统自己记成未采用。">
        <AdoptButton report={report} />
      </NextStep>
    )
  }
  return <NextStep title="办到哪里了" words={newsOf(report)} />
}

/** Where it stands, as its author or as the desk is told. */
function newsOf({ mine, state, adoption }: Report): string {
  if (adoption) return `${adoption.by}采用了，${adoptionWays[adoption.way]}。`
  return mine ? reportNews[state] : waitsFor[state]
}
