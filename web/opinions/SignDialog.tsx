import { useState } from 'react'
import type { Opinion } from '../../shared/opinions.ts'
import { Refused } from '../answer.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Dialog } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { HandwritingPad } from './HandwritingPad.tsx'
import { shortDigest } from './Settled.tsx'
import { opinionDeeds } from './opinion-deeds.ts'
import './opinions.css'

/** Signs the sealed version: by the signer's password once more, or by hand where the organisation lets them. */
export function SignDialog({
  opinion,
  name,
  open,
  onClose,
}: {
  opinion: Opinion
  name: string
  open: boolean
  onClose: () => void
}) {
  const { say } = useSay()
  const [byHand, setByHand] = useState(false)
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [strokes, setStrokes] = useState<string | null>(null)
  const { seal } = opinion
  if (!seal) return null
  const ready = byHand ? strokes !== null : password !== ''

  async function sign() {
    if (!seal) return
    try {
      await opinionDeeds.sign(opinion, seal.digest, byHand ? { handwriting: strokes ?? '' } : { password })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'passwordRefused') throw error
      setWrong(error.message)
      return
    }
    say('签好了')
    close()
  }

  function close() {
    setPassword('')
    setWrong(null)
    setStrokes(null)
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={`签名：第 ${seal.number} 版`}
      actions={
        <>
          <Button kind="bare" onPress={close}>
            先不签
          </Button>
          <Button kind="seal" type="submit" form="sign" disabled={!ready} onPress={sign}>
            签名
          </Button>
        </>
      }
    >
      <form id="sign" className="stack" onSubmit={(event) => event.preventDefault()}>
        <p className="effect">
          您签的是这一版的全文，签了就算数，不能撤回。
          <br />
          <span className="quiet small">
            摘要 <span className="code">{shortDigest(seal.digest)}</span>
          </span>
        </p>
        {byHand ? (
          <HandwritingPad name={name} onWritten={setStrokes} />
        ) : (
          <TextField
            label={`${name}，请再输一次您的登录密码`}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            error={wrong}
            onChange={(value) => {
              setPassword(value)
              setWrong(null)
            }}
          />
        )}
        {opinion.handwriting ? (
          <div>
            <Button kind="bare" onPress={() => setByHand(!byHand)}>
              {byHand ? '改用密码签' : '改用手写签'}
            </Button>
          </div>
        ) : null}
      </form>
    </Dialog>
  )
}
