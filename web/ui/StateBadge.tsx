import type { Workflow } from '../../shared/workflow.ts'

/** Where a record stands, in its workflow's words. */
export function StateBadge({ workflow, state, late }: { workflow: Workflow; state: string; late?: string }) {
  const known = workflow.states[state]
  const tone = late ? 'late' : known?.end ? 'ended' : ''
  return <span className={`state ${tone}`.trim()}>{late ?? known?.label ?? state}</span>
}
