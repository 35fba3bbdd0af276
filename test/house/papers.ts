import type { AnyPolicy, Rule } from '../../server/house/can.ts'
import { roleNames } from '../../shared/people.ts'
import type { Workflow } from '../../shared/workflow.ts'

function whoMay(policy: AnyPolicy, rule: Rule): string {
  if (rule.anyone) return '人人'
  const words = [
    ...(rule.signedIn ? ['登录的人和来宾'] : []),
    ...(rule.roles ?? []).map((role) => roleNames[role]),
    ...(rule.relations ?? []).map((relation) => `（${policy.relations?.[relation] ?? relation}）`),
  ]
  return words.join('、') || '无人'
}

function whenMay(policy: AnyPolicy, verb: string, rule: Rule): string {
  const states = policy.workflow?.moves[verb]?.from ?? rule.states
  if (!states) return '任何时候'
  return states.map((state) => policy.workflow?.states[state]?.label ?? state).join('、')
}

/** `docs/permissions.md`: role × action × state × relation, straight from the policies that decide. */
export function permissionsPage(policies: readonly AnyPolicy[]): string {
  const parts = policies.map((policy) => {
    const rows = Object.entries(policy.rules).map(
      ([verb, rule]) => `| \`${policy.noun}.${verb}\` | ${whoMay(policy, rule)} | ${whenMay(policy, verb, rule)} |`,
    )
    return [`## ${policy.label} \`${policy.noun}\``, '', '| action | who | when |', '|---|---|---|', ...rows].join('\n')
  })
  return [
    '# Permissions',
    '',
    'Generated from the policies; `UPDATE_DOCS=1 npm test` writes it anew. Roles count in the record’s own organisations;',
    'relations to the record itself stand in brackets. What is not listed is refused; what someone may not see is not found.',
    '',
    ...parts.flatMap((part) => [part, '']),
  ].join('\n')
}

/** `docs/workflows.md`: every table of states and moves, as tables and as diagrams. */
export function workflowsPage(workflows: readonly Workflow[]): string {
  const parts = workflows.map((workflow) => {
    const label = (state: string) => workflow.states[state]?.label ?? state
    const rows = Object.entries(workflow.moves).map(
      ([name, move]) => `| ${name} | ${move.label}${move.binding ? ' 印' : ''} | ${move.from.map(label).join('、')} | ${move.to.map(label).join('、')} |`,
    )
    const arrows = Object.entries(workflow.moves).flatMap(([name, move]) => {
      const stays = move.from.every((from) => move.to.includes(from)) && move.from.length === move.to.length
      return move.from.flatMap((from) => (stays ? [from] : move.to).map((to) => `  ${from} --> ${to}: ${name}`))
    })
    const names = Object.entries(workflow.states).map(([state, def]) => `  ${state}: ${def.label}`)
    return [
      `## \`${workflow.noun}\``,
      '',
      '| move | 动作 | from | to |',
      '|---|---|---|---|',
      ...rows,
      '',
      '```mermaid',
      'stateDiagram-v2',
      ...names,
      `  [*] --> ${workflow.initial}`,
      ...arrows,
      '```',
    ].join('\n')
  })
  return ['# Workflows', '', 'Drawn from the tables in `shared/`; `UPDATE_DOCS=1 npm test` writes it anew.', '', ...parts.flatMap((part) => [part, ''])].join('\n')
}
