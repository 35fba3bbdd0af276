import { useState } from 'react'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { useMe } from '../me.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Tick } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { proposalDeeds } from './proposal-deeds.ts'
import { coSponsors, hasSigned, namesInWords } from './words.ts'

/** 提交, or 重新提交 after it was returned: binding, so it asks once more, for one matter and for the password. */
export function SubmitButton({ proposal, disabled, aside }: { proposal: Proposal; disabled?: boolean; aside?: boolean }) {
  const { say } = useSay()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [oneMatter, setOneMatter] = useState(false)
  const again = proposal.may.includes('resubmit')
  if (!again && !proposal.may.includes('submit')) return null
  const verb = again ? '重新提交' : '提交'
  const unsigned = coSponsors(proposal).filter((one) => !hasSigned(one)).map(({ name }) => name)

  async function submit(password: string) {
    const given = { oneMatter, password }
    if (again) await proposalDeeds.resubmit(proposal, given)
    else await proposalDeeds.submit(proposal, given)
    say('已提交，等提案办审查')
  }

  return (
    <>
      <Button kind={aside ? 'plain' : 'seal'} disabled={disabled === true} onPress={() => setOpen(true)}>
        {aside ? `不等联名，直接${verb}` : verb}
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`${verb}这件提案`}
        kind="seal"
        verb={verb}
        later="先不交"
        ready={oneMatter}
        signer={me.data?.actor.name ?? ''}
        onConfirm={submit}
      >
        <p className="effect">交了就不能再改，由提案办审查。退回修改的，会写明原因。</p>
        {unsigned.length > 0 ? <Notice tone="soon">{namesInWords(unsigned)}还没有签，交上去的提案没有他们的名字。</Notice> : null}
        <Tick label="一事一案：这件提案只谈一件事" value={oneMatter} onChange={setOneMatter} />
      </AskDialog>
    </>
  )
}
