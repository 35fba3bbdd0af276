import { useId } from 'react'

/** The four stamps of the house: a text became a version, a person signed, a proposal got its number, a unit replied. */
export type SealWord = '定稿' | '已签' | '立案' | '答复'

const single: Record<SealWord, string> = { 定稿: '定', 已签: '签', 立案: '立', 答复: '答' }

const block =
  'M6 4.5Q28 2.6 51 3.6T94 4.2Q97.4 5 97 9Q96 30 97.2 52T96.6 92Q96.6 96.8 92 96.9Q70 96 48 97T8 96.4Q3.2 96.4 3.1 92Q4 70 3 48T3.4 8Q3.4 4.8 6 4.5Z'
const wear = 'M22 88.5l3.4-.9.6 1.2-2.6 1.3zM5 69l2.2 1.8-.6 2.4-2-.8zM91 90l3.6-2.6 1.2 3.4-2.8 1.8zM50 8l2 .3-.6 1.2z'

/**
 * The stamp: white characters knocked out of a red square, so that the paper shows through. Below 40 px two
 * characters close up, so it carries one. `pressed` plays the press, once, when the server has answered.
 */
export function Seal({ word, size = 72, pressed, label }: { word: SealWord; size?: number; pressed?: boolean; label?: string }) {
  const mask = useId()
  return (
    <svg
      className={pressed ? 'stamp pressed' : 'stamp'}
      viewBox="0 0 100 100"
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
      role="img"
      aria-label={label ?? `印：${word}`}
    >
      <mask id={mask} maskUnits="userSpaceOnUse" x="0" y="0" width="100" height="100">
        <path d={block} fill="#fff" />
        {size >= 40 ? (
          <g fill="#000" fontSize="46" textAnchor="middle" transform="translate(50 0) scale(1.62 1)">
            <text y="46">{word[0]}</text>
            <text y="89">{word[1]}</text>
          </g>
        ) : (
          <text x="50" y="79" fontSize="80" textAnchor="middle" fill="#000" stroke="#000" strokeWidth="2">
            {single[word]}
          </text>
        )}
        {size >= 40 ? (
          <g fill="#000">
            <circle cx="84" cy="16" r=".8" />
            <circle cx="89" cy="63" r="1.1" />
            <path d={wear} />
          </g>
        ) : null}
      </mask>
      <rect width="100" height="100" fill="currentColor" mask={`url(#${mask})`} />
    </svg>
  )
}
