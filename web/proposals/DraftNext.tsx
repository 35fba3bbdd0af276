import { useState } from 'react'
import { addDays, dayOf } from '../../shared/calendar.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { houseNow } from '../clock.ts'
import { NextStep } from '../desk/NextStep.tsx'
import type { Writing } from '../outcomes/use-writing.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { proposalDeeds } from './proposal-deeds.ts'
import { coSponsors, namesInWords } from './words.ts'

/** 下一步 of a text being written: what is lacking first, then names, then handing it in. */
export function DraftNext({ proposal, writing }: { proposal: Proposal; writing: Writing | null }) {
  const { may } = proposal
  const others = coSponsors(proposal).map(({ name }) => name)
  const hindrance = writing ? hindranceOf(writing, proposal.length.cap) : null
  const done = may.includes('resubmit') ? '改好了就' : '写好了就'
  const asks = may.includes('requestSponsors') && others.length > 0
  if (!may.includes('requestSponsors') && !may.includes('submit') && !may.includes('resubmit')) {
    return <NextStep words={`接着写，随写随存。写好以后由${proposal.leadName}请大家联名、提交。`} />
  }
  return (
    <NextStep
      words={hindrance ?? (asks ? `${done}请${namesInWords(others, 3)}在同一版上联名。` : `${done}提交给提案办。`)}
      after={
        hindrance ? null : asks ? '请人联名时正文先封住，大家签的是同一版；签完再提交。' : '提交以后正文不能再改；提案办审查、立案后交给承办单位答复。'
      }
    >
      {asks ? <RequestSponsors proposal={proposal} names={others} disabled={hindrance !== null} /> : null}
      <SubmitButton proposal={proposal} disabled={hindrance !== null} aside={asks} />
    </NextStep>
  )
}

/** What must be written or cut before anything else; the server judges again. */
function hindranceOf({ lacking, recommendations, length }: Writing, cap: number): string | null {
  const gone = lacking.find(({ found }) => !found)
  if (gone) return `先把“${gone.heading}”这个标题加回来，提案要有情况、分析、建议三部分。`
  if (lacking.length > 0) return `先把${lacking.map(({ heading }) => `“${heading}”`).join('、')}写上。`
  if (recommendations.length === 0) return '先在“建议”下面写一条。'
  if (length > cap) return `先删到 ${cap} 字以内，现在多了 ${length - cap} 字。`
  return null
}

const usualDays = 7

/** Asks the co-sponsors for their names under one sealed text, until a day. */
function RequestSponsors({ proposal, names, disabled }: { proposal: Proposal; names: readonly string[]; disabled: boolean }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const today = dayOf(new Date(houseNow()))
  const [until, setUntil] = useState(() => addUsual(today))
  const past = until !== '' && until < today
  return (
    <>
      <Button kind="next" disabled={disabled} onPress={() => setOpen(true)}>
        请人联名
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="请人联名"
        verb={`请这 ${names.length} 位联名`}
        ready={until !== '' && !past}
        onConfirm={async () => {
          await proposalDeeds.requestSponsors(proposal, until)
          say('正文已封住，已请大家联名')
        }}
      >
        <p className="effect">
          请{namesInWords(names)}签名。正文现在封住，大家签的是同一版；有一位说明原因不签，就打开再改、重新签。
        </p>
        <TextField
          label="签到哪一天为止"
          type="date"
          value={until}
          error={past ? '截止的日子不能早于今天。' : null}
          onChange={setUntil}
        />
      </AskDialog>
    </>
  )
}

const addUsual = (today: string) => addDays(today, usualDays).day
