import { type ReactNode, useState } from 'react'
import { Button, type ButtonKind } from './Button.tsx'
import { Choices, TextArea } from './Field.tsx'
import { Dialog } from './Over.tsx'

export type Reasoning = { reason: string; code: string }

/**
 * A button that asks once more before it acts, and names the effect: what becomes binding, for whom, and that it
 * cannot be taken back. It may ask for a reason, from a list and in words.
 */
export function PressAndAsk({
  label,
  kind = 'seal',
  size,
  disabled,
  title,
  effect,
  confirm,
  reason,
  codes,
  children,
  onConfirm,
}: {
  label: ReactNode
  kind?: ButtonKind
  size?: 'big' | 'wide' | 'big wide'
  disabled?: boolean
  title: string
  /** What happens when it is pressed. */
  effect: ReactNode
  /** The verb on the second button; the first one's by default. */
  confirm?: string
  /** The question for a reason in words; required where `required`. */
  reason?: { label: string; hint?: string; required: boolean }
  /** Reasons from a list: code → words. */
  codes?: Record<string, string>
  /** More to fill in before it is pressed. */
  children?: ReactNode
  onConfirm: (given: Reasoning) => Promise<unknown>
}) {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [code, setCode] = useState('')
  const lacking = (reason?.required === true && words.trim() === '') || (codes !== undefined && code === '')

  async function press() {
    await onConfirm({ reason: words.trim(), code })
    setOpen(false)
    setWords('')
    setCode('')
  }

  return (
    <>
      <Button kind={kind} {...(size ? { size } : {})} disabled={disabled} onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={title}
        actions={
          <>
            <Button kind="bare" onPress={() => setOpen(false)}>
              先不办
            </Button>
            <Button kind={kind === 'seal' ? 'seal' : 'next'} disabled={lacking} onPress={press}>
              {confirm ?? label}
            </Button>
          </>
        }
      >
        <div className="stack">
          <div className="effect">{effect}</div>
          {codes ? <Choices label="原因" options={codes} value={code} onChange={setCode} /> : null}
          {reason ? (
            <TextArea label={reason.label} hint={reason.hint} value={words} onChange={setWords} required={reason.required} />
          ) : null}
          {children}
        </div>
      </Dialog>
    </>
  )
}
