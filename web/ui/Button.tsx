import { type ButtonHTMLAttributes, type ReactNode, useEffect, useRef, useState } from 'react'
import { useSay } from './Saying.tsx'

/** next = the step to take, plain = also possible, bare = aside, seal = binding. */
export type ButtonKind = 'next' | 'plain' | 'bare' | 'seal'

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> & {
  kind?: ButtonKind
  size?: 'big' | 'wide' | 'big wide'
  busy?: boolean
  /** May return a promise: the button stays pressed until it is answered, and says what was refused. */
  onPress?: () => unknown
  children: ReactNode
}

/** A verb. Pressed twice it acts once. */
export function Button({ kind = 'plain', size, busy, onPress, disabled, className, type, ...rest }: ButtonProps) {
  const { refuse } = useSay()
  const [acting, setActing] = useState(false)
  const pressed = useRef(false)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])

  async function press() {
    if (pressed.current || !onPress) return
    pressed.current = true
    try {
      const answer = onPress()
      if (answer instanceof Promise) {
        setActing(true)
        await answer
      }
    } catch (error) {
      refuse(error)
    } finally {
      pressed.current = false
      if (here.current) setActing(false)
    }
  }

  const isBusy = busy === true || acting
  const classes = ['btn', kind === 'plain' ? '' : kind, size ?? '', className ?? ''].filter(Boolean).join(' ')
  return (
    <button
      {...rest}
      type={type === 'submit' ? 'submit' : 'button'}
      className={classes}
      aria-busy={isBusy || undefined}
      disabled={disabled === true || isBusy}
      onClick={onPress ? () => void press() : undefined}
    />
  )
}
