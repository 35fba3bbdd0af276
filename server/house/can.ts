import { type Actor, type Role, rolesIn } from '../../shared/people.ts'
import type { Workflow } from '../../shared/workflow.ts'

/**
 * Who may do one thing to a record, as data: any of these roles in the record's organisations, or any of these
 * relations to the record itself, while it is in one of these states. What is not said is no.
 */
export type Rule = {
  anyone?: true
  signedIn?: true
  roles?: readonly Role[]
  relations?: readonly string[]
  /** Only for what is no move: a move's states stand in its workflow. */
  states?: readonly string[]
}

/** A domain's sentences about one noun. The action `see` decides between "not found" and "not yours to do". */
export type Policy<R = never, A extends string = string> = {
  noun: string
  label: string
  rules: Record<A, Rule>
  workflow?: Workflow
  organisations: (record: R) => readonly string[]
  /** Names of relations, with the words the permissions page prints. */
  relations?: Record<string, string>
  related?: (actor: Actor, record: R) => readonly string[]
  state?: (record: R) => string
}

/** A policy without its record's type, as the house keeps it. */
export type AnyPolicy = Policy<never, string>

export type Verdict = 'yes' | 'hidden' | 'refused' | 'wrongState'

export type Can = {
  (actor: Actor, action: string, resource?: unknown): boolean
  /** Why not: `hidden` when the actor may not even see it. */
  verdict: (actor: Actor, action: string, resource?: unknown) => Verdict
  /** The actions of a noun open to this actor now: they travel with the record. */
  may: (actor: Actor, noun: string, resource?: unknown) => string[]
  knows: (action: string) => boolean
}

/** Builds `can` from the policies the domains hand in. Actions are `noun.verb`; an unknown one throws. */
export function createCan(policies: readonly AnyPolicy[]): Can {
  const byNoun = new Map(policies.map((policy) => [policy.noun, policy as unknown as Policy<unknown>]))

  function find(action: string): { policy: Policy<unknown>; verb: string; rule: Rule } {
    const [noun = '', verb = ''] = action.split('.')
    const policy = byNoun.get(noun)
    const rule = policy?.rules[verb]
    if (!policy || !rule) throw new Error(`no policy knows the action ${action}`)
    return { policy, verb, rule }
  }

  function admits(policy: Policy<unknown>, rule: Rule, actor: Actor, resource: unknown): boolean {
    if (rule.anyone) return true
    if (actor.kind === 'stranger') return false
    if (rule.signedIn && (actor.kind === 'person' || actor.kind === 'guest')) return true
    if (rule.roles && resource !== undefined) {
      const held = rolesIn(actor, policy.organisations(resource))
      if (rule.roles.some((role) => held.includes(role))) return true
    }
    if (rule.relations && policy.related && resource !== undefined) {
      const related = policy.related(actor, resource)
      if (rule.relations.some((relation) => related.includes(relation))) return true
    }
    return false
  }

  function inState(policy: Policy<unknown>, verb: string, rule: Rule, resource: unknown): boolean {
    const from = policy.workflow?.moves[verb]?.from ?? rule.states
    if (!from || resource === undefined || !policy.state) return true
    return from.includes(policy.state(resource))
  }

  function verdict(actor: Actor, action: string, resource?: unknown): Verdict {
    const { policy, verb, rule } = find(action)
    if (!admits(policy, rule, actor, resource)) {
      const see = policy.rules['see']
      return verb !== 'see' && see && resource !== undefined && admits(policy, see, actor, resource) ? 'refused' : 'hidden'
    }
    return inState(policy, verb, rule, resource) ? 'yes' : 'wrongState'
  }

  const can = ((actor, action, resource) => verdict(actor, action, resource) === 'yes') as Can
  can.verdict = verdict
  can.may = (actor, noun, resource) => {
    const policy = byNoun.get(noun)
    if (!policy) throw new Error(`no policy speaks for ${noun}`)
    return Object.keys(policy.rules).filter((verb) => verb !== 'see' && verdict(actor, `${noun}.${verb}`, resource) === 'yes')
  }
  can.knows = (action) => {
    const [noun = '', verb = ''] = action.split('.')
    return byNoun.get(noun)?.rules[verb] !== undefined
  }
  return can
}
