import type { ReactNode } from 'react'

/**
 * 下一步: what this person is to do now, in words, and the one button that does it (`children`: a `Button`, an `<a
 * className="btn next">`, or vermilion `kind="seal"` where it becomes binding). `after` says what follows. Where nothing
 * waits for this person, say whom it waits for and leave the button out.
 */
export function NextStep({ words, after, children, title = '下一步' }: { words: ReactNode; after?: ReactNode; children?: ReactNode; title?: string }) {
  return (
    <>
      <h2 className="song">{title}</h2>
      <p>{words}</p>
      {children ? <div className="act">{children}</div> : null}
      {after ? <p className="after">{after}</p> : null}
    </>
  )
}
