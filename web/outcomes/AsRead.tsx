import './outcomes.css'
import { circledNumber } from '../../shared/outcomes.ts'
import type { Writing } from './use-writing.ts'

/** The numbered suggestions as they will be read out of the text: the unit answers them one by one. */
export function AsRead({ writing, heading = '建议' }: { writing: Writing | null; heading?: string }) {
  if (!writing) return null
  const { recommendations } = writing
  return (
    <section className="as-read">
      <h2 className="song">会读成这几条建议</h2>
      {recommendations.length === 0 ? (
        <p className="quiet">“{heading}”下面还没有写。一段算一条，承办单位要逐条答复。</p>
      ) : (
        <>
          <ol>
            {recommendations.map(({ number, words }) => (
              <li key={number}>
                <span aria-hidden="true">{circledNumber(number)}</span>
                <span className="sr">第 {number} 条</span>
                <p>{words}</p>
              </li>
            ))}
          </ol>
          <p className="quiet small">承办单位要逐条答复。分得不对，就在正文里分段，或在段前写上序号。</p>
        </>
      )}
    </section>
  )
}

/** What is still missing before the text can be handed in, in words. */
export function Lacking({ writing }: { writing: Writing | null }) {
  if (!writing || writing.lacking.length === 0) return null
  return (
    <p className="small">
      {writing.lacking.map(({ heading, found }) => (found ? `“${heading}”还没有写` : `少了“${heading}”这个标题`)).join('，')}。
    </p>
  )
}
