import type { ReactNode } from 'react'
import { Refused, wordsOf } from '../answer.ts'
import type { Answer } from '../use-answer.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

/** A word that stands in the page. */
export function Notice({ tone, children, action }: { tone?: 'done' | 'soon' | 'refused'; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={tone ? `notice ${tone}` : 'notice'} role={tone === 'refused' ? 'alert' : undefined}>
      {tone === 'done' ? <Icon name="check" /> : tone ? <Icon name="warn" /> : null}
      <div>{children}</div>
      {action}
    </div>
  )
}

/** An empty page says what will appear here, and offers the first step. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  )
}

/** What happened, that nothing was lost, and what to do next. */
export function ErrorState({ error, again }: { error: unknown; again?: () => void }) {
  const signIn = error instanceof Refused && error.status === 401
  return (
    <div className="empty" role="alert">
      <p>{wordsOf(error)}</p>
      {signIn ? (
        <a className="btn next" href={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`}>
          去登录
        </a>
      ) : again ? (
        <Button onPress={again}>再试一次</Button>
      ) : null}
    </div>
  )
}

/** Draws an answer: what is known stays while it is asked for again; after a second the waiting is said in words. */
export function Shown<T>({
  answer,
  waiting = '正在取内容，请稍等……',
  children,
}: {
  answer: Answer<T>
  waiting?: string
  children: (data: T) => ReactNode
}) {
  if (answer.data !== undefined) return <>{children(answer.data)}</>
  if (answer.error) return <ErrorState error={answer.error} again={answer.again} />
  return (
    <p className="wait" role="status">
      {answer.slow ? waiting : ''}
    </p>
  )
}
