import type { Proposal } from '../../shared/proposal-shapes.ts'
import { Thread } from '../ui/Thread.tsx'
import { stopsOf } from './stops.ts'

/** The way so far, upright, for a phone: there the head has no room for it. */
export function Way({ proposal }: { proposal: Proposal }) {
  return (
    <section className="proposal-way">
      <h2 className="song">办到哪一步</h2>
      <Thread down stops={stopsOf(proposal)} label="办到哪一步" />
    </section>
  )
}
