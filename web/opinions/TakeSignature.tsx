import { useState } from 'react'
import { isSignatureAsked, type Opinion, type Signature } from '../../shared/opinions.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { HandwritingPad } from './HandwritingPad.tsx'
import { shortDigest } from './Settled.tsx'
import { opinionDeeds } from './opinion-deeds.ts'
import './opinions.css'

/** Hands the tablet to somebody who is asked to sign and has no device of their own: they write their name on it. */
export function TakeSignature({ opinion }: { opinion: Opinion }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [signer, setSigner] = useState<Signature | null>(null)
  const [strokes, setStrokes] = useState<string | null>(null)
  const { seal } = opinion
  const asked = opinion.signatures.filter((one) => isSignatureAsked(one.state) && !one.mine)
  if (!seal || !opinion.handwriting || !opinion.may.includes('takeSignature') || asked.length === 0) return null

  function close() {
    setOpen(false)
    setSigner(null)
    setStrokes(null)
  }

  async function sign() {
    if (!seal || !signer || !strokes) return
    await opinionDeeds.takeSignature(opinion, seal.digest, signer.personId, strokes)
    say(`${signer.name}签好了`)
    close()
  }

  return (
    <>
      <Button size="big" onPress={() => setOpen(true)}>
        请他在这里签
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={signer ? `请${signer.name}写名字` : '请谁在这块平板上签'}
        actions={
          signer ? (
            <>
              <Button kind="bare" onPress={() => setSigner(null)}>
                换一位
              </Button>
              <Button kind="seal" disabled={strokes === null} onPress={sign}>
                签名
              </Button>
            </>
          ) : undefined
        }
      >
        {signer ? (
          <div className="stack">
            <p className="effect">
              {signer.name}签的是第 {seal.number} 版的全文，签了就算数，不能撤回。
              <br />
              <span className="quiet small">
                摘要 <span className="code">{shortDigest(seal.digest)}</span>
              </span>
            </p>
            <HandwritingPad name={signer.name} onWritten={setStrokes} />
          </div>
        ) : (
          <div className="stack">
            {asked.map((one) => (
              <Button key={one.id} size="wide" onPress={() => setSigner(one)}>
                {one.name}
              </Button>
            ))}
          </div>
        )}
      </Dialog>
    </>
  )
}
