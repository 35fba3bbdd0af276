import { createRoute, z } from '@hono/zod-openapi'
import { filePurpose, fileShape } from '../../shared/file-shapes.ts'
import { act, ask, errorAnswer, idParams, noParams, street, upload } from '../house/route.ts'
import { keepFile } from './commands.ts'
import { bytesOf, fileFor, type FileOwners, type FileRow } from './queries.ts'

const uploadRoute = upload({
  action: 'file.upload',
  path: '/api/files',
  summary: '传一张照片、一段录音或一页纸',
  params: noParams,
  query: z.object({
    name: z.string().max(200).optional(),
    purpose: filePurpose,
    seconds: z.coerce.number().int().min(0).max(3600).optional(),
  }),
  answer: fileShape,
})

const readRoute = createRoute({
  method: 'get',
  path: '/api/files/{id}',
  summary: '取一个附件',
  'x-action': 'file.see',
  'x-kind': 'query',
  request: { params: idParams },
  responses: {
    200: { description: '文件本身', content: { 'application/octet-stream': { schema: z.string() } } },
    default: { description: '没办成：说明原因和下一步', content: { 'application/json': { schema: errorAnswer } } },
  },
})

/** The street of files; the domains hand in who may see what belongs to their records. */
export function createFileRoutes(owners: FileOwners) {
  return street()
    .openapi(uploadRoute, async (c) => {
      const { name = '', purpose, seconds = null } = c.req.valid('query')
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      return c.json(await act(c, (ctx) => keepFile(ctx, { bytes, name, purpose, seconds })), 200)
    })
    .openapi(readRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { row, bytes } = await ask(c, async (ctx) => {
        const file = await fileFor(ctx, owners, id)
        return { row: file, bytes: await bytesOf(ctx.tx, file) }
      })
      return fileAnswer(row, bytes) as never
    })
}

/** A file on its way out: always something to keep, never something to open in our own name. */
export function fileAnswer(row: FileRow, bytes: Uint8Array): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': row.type,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(row.name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
