import { mayWrite } from '../../shared/documents/access.ts'
import { kindOfRoles } from '../../shared/people.ts'
import type { Report } from '../../shared/report-shapes.ts'
import { reportWorkflow } from '../../shared/reports.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { NextStep } from '../desk/NextStep.tsx'
import { Editor } from '../documents/Editor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { Presence } from '../documents/Presence.tsx'
import { useRoom } from '../documents/use-room.ts'
import { useMe } from '../me.tsx'
import { useWriting, type Writing } from '../outcomes/use-writing.ts'
import { Notice } from '../ui/Notice.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import { useSay } from '../ui/Saying.tsx'
import { SourceTags } from '../ui/SourceTags.tsx'
import { From } from './From.tsx'
import { LateWords } from './LateWords.tsx'
import { Length } from './Length.tsx'
import { ReportHead } from './ReportHead.tsx'
import { reportDeeds } from './report-deeds.ts'
import { Retitle } from './Retitle.tsx'
import { Turns } from './Turns.tsx'
import { useReportSources } from './use-report-sources.ts'
import { bare } from './words.ts'
import './reports.css'

/** The author writes: the live text, its length against the limit, and the next step in words. */
export function DraftRoom({ report }: { report: Report }) {
  const me = useMe()
  const here = useRoom(report.documentId)
  const writing = useWriting(here.look.synced ? here.room : null, 'report')
  const sources = useReportSources(report)
  const user = { name: me.data?.actor.name ?? '有人', kind: kindOfRoles(me.data?.actor.roles.map(({ role }) => role) ?? []) }
  return (
    <DeskFrame
      here="reports"
      title={report.title}
      saved={here.room && here.look.synced ? <SavedMark state={here.look.saved} /> : undefined}
      head={
        <ReportHead report={report} tools={<Retitle title={report.title} onDone={(title) => reportDeeds.retitle(report, title)} />}>
          <WhyAgain report={report} />
        </ReportHead>
      }
      next={<HandIn report={report} writing={writing} />}
      aside={
        <>
          <Length length={writing?.length ?? report.sealed?.length ?? 0} limit={report.limit} />
          <From report={report} />
          <Turns report={report} />
        </>
      }
    >
      <article className="sheet report-sheet writing-room">
        <header>
          <h2 className="song">正文</h2>
          {here.room && here.look.synced ? <Presence room={here.room} /> : null}
        </header>
        <Paper here={here}>
          {(room, info) => (
            <Editor
              room={room}
              me={user}
              right={mayWrite(info.right) ? 'edit' : 'read'}
              info={info}
              label="社情民意信息正文"
              {...(report.origins.length > 0
                ? { renderBeside: (clause) => <SourceTags sources={sources(clause.id, clause.was)} clause={clause.label} /> }
                : {})}
            />
          )}
        </Paper>
        <LateWords documentId={report.documentId} />
      </article>
    </DeskFrame>
  )
}

function WhyAgain({ report }: { report: Report }) {
  const returned = report.turns.findLast(({ move }) => move === 'returnForChange')
  if (!returned || !report.returnedFrom) return null
  return (
    <Notice tone="soon">
      {returned.by}退回修改：{bare(returned.words)}。改好重新提交，直接回到{reportWorkflow.states[report.returnedFrom].label}，前面过了的不用再过。
    </Notice>
  )
}

/** 下一步: what is lacking first, then handing it in. Binding, so it asks once more. */
function HandIn({ report, writing }: { report: Report; writing: Writing | null }) {
  const { say } = useSay()
  const again = report.may.includes('resubmit')
  const hindrance = writing ? hindranceOf(writing, report.limit) : null
  const verb = again ? '重新提交' : '提交'

  async function handIn() {
    await (again ? reportDeeds.resubmit(report) : reportDeeds.submit(report))
    say(again ? '已重新提交' : '已提交，等信息编审来看')
  }

  return (
    <NextStep
      words={hindrance ?? (again ? '照退回的意见改好，就重新提交。' : '写好了就提交，信息编审来看。')}
      after={hindrance ? null : '交上去正文就封住。每走一步，这里都看得到。'}
    >
      <PressAndAsk
        label={verb}
        kind="seal"
        disabled={hindrance !== null}
        title={`${verb}这条信息？`}
        effect={
          again && report.returnedFrom
            ? `交上去正文就封住，回到${reportWorkflow.states[report.returnedFrom].label}接着审。`
            : '交上去正文就封住，由信息编审初审，再过政治、内容、效果三关。一条只说一件事，看清楚再交。'
        }
        onConfirm={handIn}
      />
    </NextStep>
  )
}

const required = ['情况反映', '意见建议']

/** What must be written or cut before it can be handed in; the server judges again. */
function hindranceOf({ lacking, length }: Writing, limit: number): string | null {
  const gone = lacking.find(({ found, heading }) => !found && required.includes(heading))
  if (gone) return `先把“${gone.heading}”这个标题加回来。`
  const empty = lacking.filter(({ heading }) => required.includes(heading))
  if (empty.length > 0) return `先把${empty.map(({ heading }) => `“${heading}”`).join('、')}写上。`
  if (length > limit) return `先删到 ${limit} 字以内，现在多了 ${length - limit} 字。`
  return null
}
