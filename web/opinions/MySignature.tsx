import { useState } from 'react'
import { isSignatureAsked, type Opinion } from '../../shared/opinions.ts'
import { Button } from '../ui/Button.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { SignDialog } from './SignDialog.tsx'
import { opinionDeeds } from './opinion-deeds.ts'
import './opinions.css'

/** True when this text waits for the caller's own name. */
export const waitsForMe = (opinion: Opinion): boolean =>
  opinion.may.includes('sign') && opinion.signatures.some((one) => one.mine && isSignatureAsked(one.state))

/** 签名 and 不签, for the one who is asked. */
export function MySignature({ opinion, size }: { opinion: Opinion; size?: 'big' }) {
  const { say } = useSay()
  const [signing, setSigning] = useState(false)
  const mine = opinion.signatures.find((one) => one.mine)
  if (!mine || !waitsForMe(opinion)) return null
  const shape = size ? { size } : {}
  return (
    <>
      <PressAndAsk
        label="不签"
        kind="plain"
        {...shape}
        title="不签这一版"
        effect="已经签了的名都作废，意见稿回去再改，改好再请大家签。"
        reason={{ label: '为什么不签', hint: '大家都会看到。', required: true }}
        onConfirm={async ({ reason }) => {
          await opinionDeeds.decline(opinion, reason)
          say('已说明原因，意见稿回去再改')
        }}
      />
      <Button kind="seal" {...shape} onPress={() => setSigning(true)}>
        签名
      </Button>
      <SignDialog opinion={opinion} name={mine.name} open={signing} onClose={() => setSigning(false)} />
    </>
  )
}
