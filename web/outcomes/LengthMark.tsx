import './outcomes.css'
import { Icon } from '../ui/Icon.tsx'

export type Lengths = { warn: number; cap: number }

const figures = new Intl.NumberFormat('zh-CN')

/** How long the text is, beside what is advised and what is allowed; what to do is said in words, not by colour alone. */
export function LengthMark({ length, lengths: { warn, cap } }: { length: number; lengths: Lengths }) {
  const tone = length > cap ? 'over' : length > warn ? 'soon' : ''
  const most = Math.max(cap, length)
  return (
    <div className={`length ${tone}`.trim()}>
      <p>
        <b>{figures.format(length)} 字</b>
        <span className="quiet small">
          建议 {figures.format(warn)} 字以内，最多 {figures.format(cap)} 字
        </span>
      </p>
      <div className="length-bar" aria-hidden="true">
        <span style={{ width: `${(length / most) * 100}%` }} />
        <i style={{ left: `${(warn / most) * 100}%` }} />
      </div>
      {tone === '' ? null : (
        <p className="length-word" role="status">
          <Icon name="warn" />{' '}
          {tone === 'over'
            ? `超了 ${figures.format(length - cap)} 字，删到 ${figures.format(cap)} 字以内才能交。`
            : '有点长了，能删就删一些，办理的人更容易看明白。'}
        </p>
      )}
    </div>
  )
}
