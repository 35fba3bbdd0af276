import { z } from '@hono/zod-openapi'
import { filePurpose, fileShape } from '../../shared/file-shapes.ts'
import { act, ask, idParams, noParams, rawQuery, street, upload } from '../house/route.ts'
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

const readRoute = rawQuery({
  action: 'file.see', path: '/api/files/{id}', summary: '取一个附件', params: idParams, type: 'application/octet-stream',
})

/** The street of files; the domains hand in who may see what belongs to their records. */
export function createFileRoutes(owners: FileOwners) {
  return street()
    .on(uploadRoute, async (c, { query }) => {
      const { name = '', purpose, seconds = null } = query
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      return act(c, (ctx) => keepFile(ctx, { bytes, name, purpose, seconds }))
    })
    .on(readRoute, async (c, { params }) => {
      const { id } = params
      const { row, bytes } = await ask(c, async (ctx) => {
        const file = await fileFor(ctx, owners, id)
        return { row: file, bytes: await bytesOf(ctx.tx, file) }
      })
      return fileAnswer(row, bytes)
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
