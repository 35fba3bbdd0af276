import { useState } from 'react'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { type NotDocketReason, notDocketReasons } from '../../shared/proposals.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, TextArea } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { WithReason } from './MySignature.tsx'
import { proposalDeeds } from './proposal-deeds.ts'

export function StartReviewButton({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  return (
    <Button
      kind="next"
      onPress={async () => {
        await proposalDeeds.startReview(proposal)
        say('开始审查')
      }}
    >
      开始审查
    </Button>
  )
}

export function ReturnButton({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  if (!proposal.may.includes('returnForChange')) return null
  return (
    <WithReason
      verb="退回修改"
      title="退回修改"
      label="要改什么"
      hint="提案人会看到，写明白哪里要改。"
      effect="正文重新打开，由提案人改好再交。"
      most={500}
      onGiven={async (reason) => {
        await proposalDeeds.returnForChange(proposal, reason)
        say('已退回，提案人会看到原因')
      }}
    />
  )
}

/** 不立案: a reason from the closed list, and words the proposers read. */
export function NotDocketButton({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [code, setCode] = useState<NotDocketReason | ''>('')
  const [words, setWords] = useState('')
  if (!proposal.may.includes('notDocket')) return null
  return (
    <>
      <Button onPress={() => setOpen(true)}>不立案</Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="不立案"
        verb="不立案"
        ready={code !== '' && words.trim() !== ''}
        onConfirm={async () => {
          if (code === '') return
          await proposalDeeds.notDocket(proposal, { code, words: words.trim() })
          say('已不立案，提案人会看到原因')
        }}
      >
        <p className="effect">不立案就到此为止，提案人会看到原因；内容可以走别的渠道反映。</p>
        <Choices label="原因" options={notDocketReasons} value={code} onChange={(value) => setCode(value as NotDocketReason)} />
        <TextArea label="对提案人说明" required hint="说清为什么，可以走哪条渠道。" maxLength={500} value={words} onChange={setWords} />
      </AskDialog>
    </>
  )
}

export function FaceToFaceButton({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  return (
    <WithReason
      verb="当面谈过，办结"
      title="当面谈过，办结"
      label="谈成什么样"
      hint="谁来的、哪天谈的、各方怎么说。提案人和承办单位都会看到。"
      effect="记下来以后，这件提案就办结。"
      most={500}
      onGiven={async (words) => {
        await proposalDeeds.settle(proposal, words)
        say('已办结')
      }}
    />
  )
}
