import { useState } from 'react'
import { mayWrite } from '../../shared/documents/access.ts'
import type { Brief } from '../../shared/brief-shapes.ts'
import { briefWaits } from '../../shared/briefs.ts'
import { kindOfRoles } from '../../shared/people.ts'
import { Refused, wordsOf } from '../answer.ts'
import { Editor } from '../documents/Editor.tsx'
import { Paper } from '../documents/Paper.tsx'
import { Presence } from '../documents/Presence.tsx'
import { useRoom } from '../documents/use-room.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { DueBlock } from '../desk/DueMark.tsx'
import { NextStep } from '../desk/NextStep.tsx'
import { useMe } from '../me.tsx'
import { AsRead, Lacking } from '../outcomes/AsRead.tsx'
import { useWriting } from '../outcomes/use-writing.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import { useSay } from '../ui/Saying.tsx'
import { BriefHead } from './BriefHead.tsx'
import { briefDeeds } from './brief-deeds.ts'
import { missingInWords } from './brief-words.ts'
import { Decisions, Sources } from './Beside.tsx'
import './briefs.css'

/** The live text of a brief: its committee's people compile it together. */
export function CompileRoom({ brief }: { brief: Brief }) {
  const me = useMe()
  const here = useRoom(brief.documentId)
  const writing = useWriting(here.look.synced ? here.room : null, 'brief')
  const user = { name: me.data?.actor.name ?? '有人', kind: kindOfRoles(me.data?.actor.roles.map(({ role }) => role) ?? []) }
  return (
    <DeskFrame
      here="briefs"
      title={brief.title}
      saved={here.room && here.look.synced ? <SavedMark state={here.look.saved} /> : undefined}
      head={
        <BriefHead brief={brief} tools={brief.may.includes('edit') ? <Rename brief={brief} /> : null}>
          <WhyAgain brief={brief} />
        </BriefHead>
      }
      next={
        <NextStep
          words={brief.may.includes('submit') ? '改好了就送审，由专委会负责人看。' : briefWaits[brief.state]}
          after={brief.may.includes('submit') ? '每条建议都要有来处：请用意见里的原句，可以删改、合并，不要另写。' : undefined}
        >
          {brief.may.includes('submit') ? <Submit brief={brief} /> : null}
        </NextStep>
      }
      aside={
        <>
          <DueBlock due={brief.submitDue} title="送审" />
          <Lacking writing={writing} />
          <AsRead writing={writing} />
          <Sources brief={brief} />
          <Decisions brief={brief} />
        </>
      }
    >
      <article className="sheet brief-ink">
        <header>
          <h2 className="song">正文</h2>
          {here.room && here.look.synced ? <Presence room={here.room} /> : null}
        </header>
        <Paper here={here}>
          {(room, info) => <Editor room={room} me={user} right={mayWrite(info.right) ? 'edit' : 'read'} info={info} label="简报正文" />}
        </Paper>
      </article>
    </DeskFrame>
  )
}

/** Hands it in. Suggestions without a source are named, so that the hand finds them. */
function Submit({ brief }: { brief: Brief }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [wrong, setWrong] = useState<unknown>(null)
  async function submit() {
    try {
      await briefDeeds.submit(brief)
      setWrong(null)
      say('已送审')
    } catch (error) {
      setWrong(error)
      if (!(error instanceof Refused)) throw error
    }
  }
  return (
    <>
      <Button kind="next" onPress={() => setOpen(true)}>
        送审
      </Button>
      {wrong ? <Notice tone="refused">{missingInWords(wrong) ?? wordsOf(wrong)}</Notice> : null}
      <AskDialog open={open} onClose={() => setOpen(false)} title="送审" verb="送审" later="再改改" onConfirm={submit}>
        <p className="effect">正文从此定下，由专委会负责人来看。要改的，他会退回来。</p>
      </AskDialog>
    </>
  )
}

/** Why it is compiled again. */
function WhyAgain({ brief }: { brief: Brief }) {
  const last = brief.decisions.at(-1)
  if (last?.move !== 'returnForChange') return null
  return (
    <Notice tone="soon">
      {last.by}退回修改：{last.words}。改好再送审。
    </Notice>
  )
}

function Rename({ brief }: { brief: Brief }) {
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState(brief.title)
  return (
    <>
      <Button
        kind="bare"
        className="inline"
        onPress={() => {
          setTitle(brief.title)
          setOpen(true)
        }}
      >
        改标题
      </Button>
      <AskDialog open={open} onClose={() => setOpen(false)} title="标题怎么写" later="先不改" verb="改好了" ready={title.trim() !== ''} onConfirm={() => briefDeeds.edit(brief, title.trim())}>
        <TextField label="标题" maxLength={80} value={title} onChange={setTitle} />
      </AskDialog>
    </>
  )
}
