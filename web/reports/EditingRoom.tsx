import { mayWrite } from '../../shared/documents/access.ts'
import { kindOfRoles } from '../../shared/people.ts'
import type { Report } from '../../shared/report-shapes.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { NextStep } from '../desk/NextStep.tsx'
import { Editor } from '../documents/Editor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { Presence } from '../documents/Presence.tsx'
import { useRoom } from '../documents/use-room.ts'
import { useMe } from '../me.tsx'
import { useWriting } from '../outcomes/use-writing.ts'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import { useSay } from '../ui/Saying.tsx'
import { SendBack } from './GatePanel.tsx'
import { Length } from './Length.tsx'
import { Next } from './Next.tsx'
import { ReportHead } from './ReportHead.tsx'
import { ReportText } from './ReportText.tsx'
import { reportDeeds } from './report-deeds.ts'
import { Retitle } from './Retitle.tsx'
import { Turns } from './Turns.tsx'
import './reports.css'

/** The edited text is written beside the author's, which stays as it was handed in. */
export function EditingRoom({ report, editedId }: { report: Report; editedId: string }) {
  const me = useMe()
  const here = useRoom(editedId)
  const writing = useWriting(here.look.synced ? here.room : null, 'report')
  const edits = report.may.includes('editText')
  const user = { name: me.data?.actor.name ?? '有人', kind: kindOfRoles(me.data?.actor.roles.map(({ role }) => role) ?? []) }
  const length = writing?.length ?? 0
  return (
    <DeskFrame
      here="reports"
      title={report.title}
      saved={edits && here.room && here.look.synced ? <SavedMark state={here.look.saved} /> : undefined}
      head={<ReportHead report={report} />}
      next={edits ? <Finish report={report} over={length - report.limit} /> : <Next report={report} />}
      aside={
        <>
          <Length length={length} limit={report.limit} />
          <Turns report={report} />
        </>
      }
    >
      <div className="report-pair">
        <article className="sheet report-sheet writing-room" aria-label="编辑稿">
          <header>
            <h2 className="song">编辑稿</h2>
            {here.room && here.look.synced ? <Presence room={here.room} /> : null}
          </header>
          <p className="song report-title">
            {report.editedTitle}
            {edits ? <Retitle title={report.editedTitle} onDone={(title) => reportDeeds.retitleEdited(report, title)} /> : null}
          </p>
          <Paper here={here}>
            {(room, info) => (
              <Editor room={room} me={user} right={mayWrite(info.right) ? 'edit' : 'read'} info={info} label="编辑稿正文" />
            )}
          </Paper>
        </article>
        <ReportText name="反映人原文" title={report.title} sealed={report.sealed} />
      </div>
    </DeskFrame>
  )
}

function Finish({ report, over }: { report: Report; over: number }) {
  const { say } = useSay()
  return (
    <NextStep
      words={over > 0 ? `先删到 ${report.limit} 字以内，现在多了 ${over} 字。` : '在编辑稿上改，编好了送签发。'}
      after="反映人的原文不动。大家可以一起编，随写随存。"
    >
      <PressAndAsk
        label="编好了"
        kind="next"
        disabled={over > 0}
        title="编好了，送签发？"
        effect="编辑稿封住，送签发人签发。反映人看得到编辑稿。"
        confirm="送签发"
        onConfirm={async () => {
          await reportDeeds.finishEdit(report)
          say('已送签发')
        }}
      />
      <SendBack report={report} />
    </NextStep>
  )
}
