/** A small JSON Schema, as the routes' descriptions hold it. */
export type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
  pattern?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: unknown
}

const someUuid = '00000000-0000-4000-8000-000000000000'

/** A value that fits the schema: what a well-formed body looks like, whoever sends it. */
export function sampleOf(schema: Schema | undefined): unknown {
  if (!schema) return {}
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (choice) return sampleOf(choice)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object' || schema.properties) {
    const keys = schema.required ?? []
    return Object.fromEntries(keys.map((key) => [key, sampleOf(schema.properties?.[key])]))
  }
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items))
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return true
  if (type === 'null') return null
  if (schema.format === 'uuid') return someUuid
  if (schema.format === 'date-time') return '2026-03-18T07:00:00.000Z'
  if (schema.format === 'date') return '2026-03-18'
  if (schema.pattern === '^\\d{6}$') return '123456'
  if (schema.pattern === '^[0-9a-f]{64}$') return '0'.repeat(64)
  return '一'.repeat(Math.max(schema.minLength ?? 1, 1))
}
