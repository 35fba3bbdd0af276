import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Brief } from '../../shared/brief-shapes.ts'
import { briefWaits, isBriefTracking } from '../../shared/briefs.ts'
import { ownStep } from '../assignments/own-step.tsx'
import { NextStep } from '../desk/NextStep.tsx'
import { useMe } from '../me.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { TextArea, TextField } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { AssignDialog } from './AssignDialog.tsx'
import { briefDeeds } from './brief-deeds.ts'
import { DespatchDialog, InstructionDialog } from './paper-dialogs.tsx'
import { type Chosen, isChosen } from './OutcomeChoice.tsx'

type Asking = 'passInternal' | 'passPartyGroup' | 'returnForChange' | 'number' | 'despatch' | 'recordInstruction' | 'assign' | 'close'

/** What this person is to do now, and the one button that does it. */
export function BriefNext({ brief, choices }: { brief: Brief; choices: Chosen }) {
  const [asking, ask] = useState<Asking | null>(null)
  const step = stepFor(brief)
  const done = () => ask(null)
  const complete = Object.values(choices).every(isChosen)
  const closes = step?.does === 'close'
  const own = ownStep(brief.assignments)
  return (
    <>
      <NextStep words={step?.words ?? own?.words ?? waitsInWords(brief)} after={closes && !complete ? '还有建议没写明结果，请逐条选好；没有全部采纳的，要写原因。' : step?.after}>
        {step ? (
          <>
            <Button kind={step.binding ? 'seal' : 'next'} disabled={closes && !complete} onPress={() => ask(step.does)}>
              {step.verb}
            </Button>
            {brief.may.includes('returnForChange') ? <Button onPress={() => ask('returnForChange')}>退回修改</Button> : null}
            {step.does !== 'recordInstruction' && brief.may.includes('recordInstruction') ? <Button onPress={() => ask('recordInstruction')}>再登记一条批示</Button> : null}
          </>
        ) : (
          own?.acts
        )}
      </NextStep>
      <Pass brief={brief} open={asking === 'passInternal' || asking === 'passPartyGroup'} onClose={done} />
      <Return brief={brief} open={asking === 'returnForChange'} onClose={done} />
      <Sign brief={brief} open={asking === 'number'} onClose={done} />
      {asking === 'despatch' ? <DespatchDialog brief={brief} onClose={done} /> : null}
      {asking === 'recordInstruction' ? <InstructionDialog brief={brief} onClose={done} /> : null}
      {asking === 'assign' ? <AssignDialog brief={brief} onClose={done} /> : null}
      <Close brief={brief} choices={choices} open={asking === 'close'} onClose={done} />
    </>
  )
}

type Step = { does: Asking; verb: string; words: string; after?: string; binding?: true }

/** The step that is this person's to take. */
function stepFor(brief: Brief): Step | null {
  const { may, partyGroup } = brief
  const steps: Partial<Record<string, Step>> = {
    passInternal: { does: 'passInternal', verb: '同意', words: '请看一遍正文。同意就往下走，要改就退回。', after: partyGroup ? '同意以后报分党组审。' : '同意以后请秘书长签发。' },
    passPartyGroup: { does: 'passPartyGroup', verb: '分党组同意', words: '请分党组讨论，讨论过了写明是哪次会议。', after: '同意以后请秘书长签发。' },
    number: { does: 'number', verb: '签发并编期号', words: '请签发。签发时编上期号，正文从此不再改。', binding: true },
    despatch: { does: 'despatch', verb: '报送', words: '已编好期号，请写明报、送、发，报送出去。', binding: true },
    close: { does: 'close', verb: '办结', words: '承办单位都报回来了。请逐条核对结果，再办结。', after: '办结以后，写过这些话的人都会知道结果。' },
    assign: { does: 'assign', verb: '交办', words: '领导作了批示，请交给承办单位，写明哪天办完。' },
    recordInstruction: { does: 'recordInstruction', verb: '登记批示', words: '收到纸上的批示，在这里登记。', after: '内容只给您选定的人看，别人只看到“已获批示”。' },
  }
  const name = Object.keys(steps).find((one) => may.includes(one) && (one !== 'close' || brief.repliesIn))
  return name ? steps[name]! : null
}

/** Whom it waits for, where it is not this person's turn. */
const waitsInWords = (brief: Brief): string =>
  isBriefTracking(brief.state) && brief.repliesIn ? '承办单位都报回来了，等专委会逐条核对、办结。' : briefWaits[brief.state]

type Shown = { brief: Brief; open: boolean; onClose: () => void }

function Pass({ brief, open, onClose }: Shown) {
  const { say } = useSay()
  const [meeting, setMeeting] = useState('')
  const [words, setWords] = useState('')
  const party = brief.may.includes('passPartyGroup')
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title={party ? '分党组同意' : '同意上报'}
      verb="同意"
      ready={!party || meeting.trim() !== ''}
      onConfirm={async () => {
        await (party ? briefDeeds.passPartyGroup(brief, meeting.trim(), words.trim()) : briefDeeds.passInternal(brief, words.trim()))
        say('已同意')
      }}
    >
      {party ? <TextField label="哪次会议" required hint="比如：分党组 2026 年第 8 次会议。" maxLength={200} value={meeting} onChange={setMeeting} /> : null}
      <TextArea label="意见" required={false} rows={3} maxLength={500} value={words} onChange={setWords} />
    </AskDialog>
  )
}

function Return({ brief, open, onClose }: Shown) {
  const { say } = useSay()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="退回修改"
      verb="退回"
      ready={reason.trim() !== ''}
      onConfirm={async () => {
        const { may } = await briefDeeds.returnForChange(brief, reason.trim())
        say('已退回，改好会再送来')
        // Until it is handed in again only its committee sees it.
        if (may.length === 0) await navigate('/briefs')
      }}
    >
      <TextArea label="哪里要改" required rows={4} maxLength={500} value={reason} onChange={setReason} />
    </AskDialog>
  )
}

function Sign({ brief, open, onClose }: Shown) {
  const me = useMe()
  const { say } = useSay()
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      kind="seal"
      title="签发并编期号"
      verb="签发"
      signer={me.data?.actor.name ?? ''}
      onConfirm={async (password) => {
        const { number, total } = await briefDeeds.number(brief, password)
        say(`已签发，第${number}期（总第${total}期）`)
      }}
    >
      <p className="effect">《{brief.title}》编上今年的下一期。签发以后正文不能再改；要更正，只能另编一期。</p>
    </AskDialog>
  )
}

function Close({ brief, choices, open, onClose }: Shown & { choices: Chosen }) {
  const { say } = useSay()
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="办结"
      verb="办结"
      onConfirm={async () => {
        const outcomes = Object.entries(choices).flatMap(([recommendationId, { outcome, reason }]) => (outcome === '' ? [] : [{ recommendationId, outcome, reason: reason.trim() }]))
        await briefDeeds.close(brief, { outcomes })
        say('已办结')
      }}
    >
      <p className="effect">{brief.recommendations.length} 条建议的结果从此定下，写过这些话的人会看到。</p>
    </AskDialog>
  )
}
