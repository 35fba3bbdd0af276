import type { Proposal } from '../../shared/proposal-shapes.ts'

/** Which signed opinions it was made from. */
export function From({ proposal }: { proposal: Proposal }) {
  if (proposal.from.length === 0) return null
  return (
    <section>
      <h2 className="song">从哪里来</h2>
      <ul className="proposal-links">
        {proposal.from.map(({ opinionId, title, sessionId }) => (
          <li key={opinionId}>
            <a href={`/sessions/${sessionId}`}>《{title}》</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
