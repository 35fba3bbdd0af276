import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './Icon.tsx'

type OverProps = {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** The buttons at the foot. */
  actions?: ReactNode
}

/** A question over the page: the browser keeps the focus inside, Esc and the backdrop close it. */
export function Dialog(props: OverProps) {
  return <Over {...props} className="over" />
}

/** Something to look at beside the page: from the right on a tablet, from below on a phone. */
export function Sheet(props: OverProps) {
  return <Over {...props} className="over side" />
}

function Over({ open, onClose, title, children, actions, className }: OverProps & { className: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])

  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={titleId}
      // Closed by the page itself it has nothing to tell: something else may be open by then. And what closes inside
      // it (React lets that bubble) is not itself.
      onClose={(event) => {
        if (open && event.target === dialog.current) onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      {open ? (
        <>
          <header>
            <h2 id={titleId} className="song">
              {title}
            </h2>
            <button type="button" className="btn bare" aria-label="关上" onClick={() => dialog.current?.close()}>
              <Icon name="close" />
            </button>
          </header>
          <div className="in">{children}</div>
          {actions ? <div className="act">{actions}</div> : null}
        </>
      ) : null}
    </dialog>
  )
}
