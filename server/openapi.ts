import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './house/route.ts'

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A UUID made by the client: the same key with the same request is one deed.',
  schema: { type: 'string', format: 'uuid' },
}

type Operation = { 'x-kind'?: string; parameters?: unknown[] }

/** The description of every route, made from the routes' own definitions. Deeds also name their key's header. */
export function describeRoutes(app: OpenAPIHono<Env>, version: string) {
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '议事亭', version } })
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path as Record<string, Operation>)) {
      if (operation['x-kind'] === 'deed' || operation['x-kind'] === 'upload') {
        operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
      }
    }
  }
  return document
}

/** `GET /api/openapi.json`, open to all. */
export function serveOpenApi(app: OpenAPIHono<Env>, version: string): void {
  app.get('/api/openapi.json', (c) => c.json(describeRoutes(app, version)))
}
