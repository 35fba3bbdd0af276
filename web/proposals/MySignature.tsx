import { useState } from 'react'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { shortDigest } from '../opinions/Settled.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/Field.tsx'
import { useSay } from '../ui/Saying.tsx'
import { proposalDeeds } from './proposal-deeds.ts'
import { hasSigned, mineOn } from './words.ts'

/** 联名 and 不联名, for the one who is asked: the seal's own words, by one's own password. */
export function MySignature({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  const [signing, setSigning] = useState(false)
  const { revision } = proposal
  const mine = mineOn(proposal)
  if (!revision || !mine) return null
  return (
    <>
      <Button kind="seal" onPress={() => setSigning(true)}>
        签名联名
      </Button>
      <AskDialog
        open={signing}
        onClose={() => setSigning(false)}
        title="签名联名"
        kind="seal"
        verb="签名"
        later="先不签"
        signer={mine.name}
        onConfirm={async (password) => {
          await proposalDeeds.sign(proposal, revision.digest, password)
          say('签好了')
        }}
      >
        <p className="effect">
          您签的是这一版的全文，签了就算数，不能撤回。
          <br />
          <span className="quiet small">
            摘要 <span className="code">{shortDigest(revision.digest)}</span>
          </span>
        </p>
      </AskDialog>
      <WithReason
        verb="不联名"
        title="不联名"
        label="为什么不联名"
        hint="提案人和联名人都会看到。"
        effect="已经签了的名都作废，正文打开再改，改好再请大家签。"
        onGiven={async (reason) => {
          await proposalDeeds.decline(proposal, reason)
          say('已说明原因，提案打开再改')
        }}
      />
    </>
  )
}

/** 打开再改, for the first proposer: whatever was signed is void. */
export function ReopenButton({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  if (!proposal.may.includes('reopenDraft')) return null
  const signed = proposal.sponsors.filter((one) => !one.lead && hasSigned(one)).length
  return (
    <WithReason
      verb="打开再改"
      title="打开再改"
      label="为什么打开"
      hint="请来联名的人都会看到。"
      effect={signed > 0 ? `已经签了的 ${signed} 位要重新签。` : '打开以后大家接着改，改好再请人联名。'}
      onGiven={async (reason) => {
        await proposalDeeds.reopen(proposal, reason)
        say('已打开，可以接着改')
      }}
    />
  )
}

const longestReason = 300

/** A button that asks for a reason in words. */
export function WithReason({
  verb,
  title,
  label,
  hint,
  effect,
  most = longestReason,
  onGiven,
}: {
  verb: string
  title: string
  label: string
  hint?: string
  effect: string
  most?: number
  onGiven: (reason: string) => Promise<unknown>
}) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button onPress={() => setOpen(true)}>{verb}</Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title={title}
        verb={verb}
        ready={reason.trim() !== ''}
        onConfirm={async () => {
          await onGiven(reason.trim())
          setReason('')
        }}
      >
        <p className="effect">{effect}</p>
        <TextArea label={label} hint={hint} required maxLength={most} value={reason} onChange={setReason} />
      </AskDialog>
    </>
  )
}
