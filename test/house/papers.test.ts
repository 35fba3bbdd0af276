import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { policies } from '../../server/policies.ts'
import { permissionsPage, workflowsPage } from './papers.ts'
import { everyWorkflow } from './workflows.ts'

function expectPage(path: string, page: string): void {
  if (process.env['UPDATE_DOCS']) writeFileSync(path, page)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(page)
}

describe('papers drawn from the code', () => {
  it('[U6] docs/permissions.md says what the policies decide', () => {
    expectPage('docs/permissions.md', permissionsPage(policies))
  })
  it('[U2] docs/workflows.md draws the tables of moves', () => {
    expectPage('docs/workflows.md', workflowsPage(everyWorkflow.map(({ workflow }) => workflow)))
  })
  it('[U6] every move of a workflow with a policy has a rule that says who', () => {
    const silent = policies.flatMap((policy) =>
      Object.keys(policy.workflow?.moves ?? {}).filter((move) => !(move in policy.rules)).map((move) => `${policy.noun}.${move}`),
    )
    expect(silent).toEqual([])
  })
})
