/**
 * What a workflow is: states, and the moves between them. Buttons, permissions, timelines, the printed diagram
 * and the every-pair test all read these tables; nothing else in the house names a state.
 */
export type StateDef = { label: string; end?: true }

export type MoveDef<S extends string> = {
  /** The verb on the button. */
  label: string
  from: readonly S[]
  /** Where it may lead; the first is the ordinary outcome. */
  to: readonly S[]
  /** Leaves a seal: the button is vermilion and asks once more. */
  binding?: true
  /** Refused without a reason in words. */
  reason?: true
}

export type Workflow<S extends string = string, M extends string = string> = {
  noun: string
  initial: S
  states: Record<S, StateDef>
  moves: Record<M, MoveDef<S>>
}

export function defineWorkflow<S extends string, M extends string>(workflow: {
  noun: string
  initial: NoInfer<S>
  states: Record<S, StateDef>
  moves: Record<M, MoveDef<NoInfer<S>>>
}): Workflow<S, M> {
  return workflow
}

export function statesOf<S extends string>(workflow: Workflow<S, string>): S[] {
  return Object.keys(workflow.states) as S[]
}

export function movesOf<M extends string>(workflow: Workflow<string, M>): M[] {
  return Object.keys(workflow.moves) as M[]
}

/** The states from which a move may be made. */
export function movesFrom<S extends string, M extends string>(workflow: Workflow<S, M>, move: M): readonly S[] {
  return workflow.moves[move].from
}

export function isMove<M extends string>(workflow: Workflow<string, M>, name: string): name is M {
  return Object.hasOwn(workflow.moves, name)
}

/** True where nothing more is expected of the record. */
export function isEnd<S extends string>(workflow: Workflow<S, string>, state: S): boolean {
  return workflow.states[state].end === true
}

export function labelOf<S extends string>(workflow: Workflow<S, string>, state: S): string {
  return workflow.states[state].label
}
