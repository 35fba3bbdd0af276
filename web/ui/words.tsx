import { Fragment } from 'react'

const never = /[\u00a0“（《不没再就最更]$/

/** Large words that are not being edited break between words, never inside one: 不超过 and 0.8 米 stay whole. */
export function Whole({ children }: { children: string }) {
  if (typeof Intl.Segmenter !== 'function') return <span className="whole">{children}</span>
  const pieces: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(children)) {
    const last = pieces.at(-1)
    if (last === undefined || (isWordLike && !never.test(last))) pieces.push(segment)
    else pieces[pieces.length - 1] = last + segment
  }
  return (
    <span className="whole">
      {pieces.map((piece, index) => (
        <Fragment key={`${index}:${piece}`}>
          {index > 0 ? <wbr /> : null}
          {piece}
        </Fragment>
      ))}
    </span>
  )
}
