import type { Report } from '../../shared/report-shapes.ts'
import './reports.css'

/** Which signed opinions it was made from. */
export function From({ report }: { report: Pick<Report, 'origins'> }) {
  if (report.origins.length === 0) return null
  return (
    <section>
      <h2 className="song">从哪里来</h2>
      <ul className="report-links">
        {report.origins.map(({ opinionId, title, sessionId }) => (
          <li key={opinionId}>
            <a href={`/sessions/${sessionId}`}>《{title}》</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
