import { Icon } from '../ui/Icon.tsx'
import './reports.css'

const figures = new Intl.NumberFormat('zh-CN')

/** How long the text is, against what it may be. */
export function Length({ length, limit }: { length: number; limit: number }) {
  const over = length - limit
  return (
    <section className={over > 0 ? 'report-length over' : 'report-length'}>
      <h2 className="song">篇幅</h2>
      <p>
        <b>{figures.format(length)} 字</b> <span className="quiet small">最多 {figures.format(limit)} 字</span>
      </p>
      <div className="bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, (length / limit) * 100)}%` }} />
      </div>
      {over > 0 ? (
        <p className="small word" role="status">
          <Icon name="warn" /> 超了 {figures.format(over)} 字，删到 {figures.format(limit)} 字以内才能交。写的都还在。
        </p>
      ) : null}
    </section>
  )
}
