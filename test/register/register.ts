import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AnyPolicy, Rule } from '../../server/house/can.ts'
import type { Env } from '../../server/house/route.ts'
import { describeRoutes } from '../../server/openapi.ts'
import { policies } from '../../server/policies.ts'
import { sampleOf, type Schema } from './sample.ts'

export type Operation = {
  method: 'get' | 'post'
  /** As described: `/api/sessions/{id}/start`. */
  path: string
  action: string
  kind: 'query' | 'deed' | 'upload'
  body: Schema | null
  query: Schema[]
  rule: Rule | null
}

type Described = {
  'x-action'?: string
  'x-kind'?: Operation['kind']
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  parameters?: { in: string; name: string; required?: boolean; schema?: Schema }[]
}

function ruleOf(action: string): Rule | null {
  const [noun, verb = ''] = action.split('.')
  const policy = (policies as readonly AnyPolicy[]).find((known) => known.noun === noun)
  return policy?.rules[verb] ?? null
}

/** Every route of the house as its own description tells it: what the harnesses walk. */
export function registerOf(app: OpenAPIHono<Env>): Operation[] {
  const document = describeRoutes(app, 'test')
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Described>).map(([method, operation]) => ({
      method: method as Operation['method'],
      path,
      action: operation['x-action'] ?? '',
      kind: operation['x-kind'] ?? 'query',
      body: operation.requestBody?.content?.['application/json']?.schema ?? null,
      query: (operation.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required).map((parameter) => ({
        ...parameter.schema,
        const: `${parameter.name}=${encodeURIComponent(String(sampleOf(parameter.schema)))}`,
      })),
      rule: ruleOf(operation['x-action'] ?? ''),
    })),
  )
}

const unknownId = '00000000-0000-4000-8000-00000000dead'

/** The path with every blank filled: by a given value, or by an id that belongs to nothing. */
export function fill(operation: Operation, values: Record<string, string> = {}): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? (name.toLowerCase().endsWith('id') ? unknownId : 'x'.repeat(32)))
  const query = operation.query.map((parameter) => String(parameter.const)).join('&')
  return query ? `${path}?${query}` : path
}

export const label = (operation: Operation): string => `${operation.method.toUpperCase()} ${operation.path}`
