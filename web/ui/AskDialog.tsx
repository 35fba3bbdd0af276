import { type ReactNode, useEffect, useId, useState } from 'react'
import { Refused, wordsOf } from '../answer.ts'
import { Button } from './Button.tsx'
import { TextField } from './Field.tsx'
import { Notice } from './Notice.tsx'
import { Dialog } from './Over.tsx'

const patienceMs = 2500

/**
 * A question before a deed. What was refused is said inside it, beside the answers it is about, and nothing that was
 * filled in is lost. With `signer` it asks for that person's password once more.
 */
export function AskDialog({
  open,
  onClose,
  title,
  verb,
  kind = 'next',
  ready = true,
  signer,
  later = '先不办',
  stays = false,
  children,
  onConfirm,
}: {
  open: boolean
  onClose: () => void
  title: string
  verb: string
  kind?: 'next' | 'seal'
  ready?: boolean
  /** Whose password is asked for. */
  signer?: string
  later?: string
  /** Once it is done, the caller asks the next thing in its place instead of closing it. */
  stays?: boolean
  children?: ReactNode
  onConfirm: (password: string) => Promise<unknown>
}) {
  const form = useId()
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<unknown>(null)
  const [acting, setActing] = useState(false)
  const slow = useSlow(acting)
  const isPassword = wrong instanceof Refused && wrong.code === 'passwordRefused'

  async function press() {
    setWrong(null)
    setActing(true)
    try {
      await onConfirm(password)
      if (!stays) close()
    } catch (error) {
      setWrong(error)
    } finally {
      setActing(false)
    }
  }

  function close() {
    setPassword('')
    setWrong(null)
    onClose()
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      actions={
        <>
          <Button kind="bare" onPress={close}>
            {later}
          </Button>
          <Button kind={kind} type="submit" form={form} disabled={!ready || (signer !== undefined && password === '')} onPress={press}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={(event) => event.preventDefault()}>
        {children}
        {signer === undefined ? null : (
          <TextField
            label={`${signer}，请再输一次您的登录密码`}
            type="password"
            autoComplete="current-password"
            value={password}
            error={isPassword ? wrong.message : null}
            onChange={(value) => {
              setPassword(value)
              setWrong(null)
            }}
          />
        )}
        {wrong && !isPassword ? <Notice tone="refused">{wordsOf(wrong)}</Notice> : null}
        {slow ? <Notice tone="soon">网络有点慢，还在送，请先不要关掉页面。</Notice> : null}
      </form>
    </Dialog>
  )
}

function useSlow(acting: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!acting) return undefined
    const timer = setTimeout(() => setSlow(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [acting])
  return slow
}
