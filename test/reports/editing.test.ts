import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDocument, findRevision } from '../../server/documents/queries.ts'
import { originsOf } from '../../server/documents/origins.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { shippedRules } from '../../shared/ruleset.ts'
import { openTexts } from '../opinions/table.ts'
import { testHouse } from '../people.ts'
import { until } from '../rooms/table.ts'
import { type Desk, setDesk, writeInText, writeReportText, writeUnder } from './stage.ts'

const t = testHouse()
let d: Desk
let texts: Awaited<ReturnType<typeof openTexts>>
beforeAll(async () => {
  d = await setDesk(t)
  texts = await openTexts(t)
})
afterAll(async () => texts.close())

async function inEditing(): Promise<{ id: string; editedId: string }> {
  const id = await d.begin()
  await writeInText(t, id, (doc) => writeUnder(doc, '情况反映', '墙边有井。'), `person:${d.people.author.id}`)
  await writeReportText(t, id, { situation: '' })
  await d.go(d.as.author, id, 'submit')
  await d.takeTo(id, 'pass-effect')
  return { id, editedId: (await d.row(id)).editedId! }
}
const plain = async (documentId: string) => (await t.db.transaction((tx) => readDocument({ tx }, documentId))).plainText

describe('the edited text beside the author’s', () => {
  it('[R20] past the last gate a second text is made from the author’s sealed one, with who wrote each character', { timeout: 60_000 }, async () => {
    const { id, editedId } = await inEditing()
    expect(editedId).not.toBe(id)
    expect(await plain(editedId)).toBe(await plain(id))
    await d.go(d.as.editor, id, 'finish-edit')
    const row = await d.row(id)
    const [authors, edited] = await t.db.transaction(async (tx) => [
      (await findRevision(tx, row.revisionId!))!, (await findRevision(tx, row.editedRevisionId!))!,
    ])
    expect(edited.authors).toEqual(authors.authors)
    expect(edited.authors.map(({ account }) => account)).toContain(`person:${d.people.author.id}`)
    const origins = await t.db.transaction(async (tx) => originsOf(tx, (await findDocument(tx, editedId))!))
    expect(origins.map((origin) => origin.id)).toEqual([row.revisionId])
  })

  it('[R21] editors write it together on their pages; its author and the reviewers only read along, and the author’s text stays letter for letter', { timeout: 60_000 }, async () => {
    const { id, editedId } = await inEditing()
    const right = async (who: keyof Desk['as'], documentId: string) => (await d.as[who].get(`/api/documents/${documentId}`)).body.right
    expect([await right('editor', editedId), await right('editor2', editedId)]).toEqual(['edit', 'edit'])
    expect([await right('author', editedId), await right('reviewer', editedId), await right('issuer', editedId)]).toEqual(['read', 'read', 'read'])
    for (const who of ['author', 'editor', 'editor2'] as const) expect([who, await right(who, id)]).toEqual([who, 'read'])
    expect((await d.as.colleague.get(`/api/documents/${editedId}`)).status).toBe(404)

    const before = await plain(id)
    const one = await texts.open(d.as.editor, editedId)
    const two = await texts.open(d.as.editor2, editedId)
    const own = await texts.open(d.as.author, editedId)
    writeUnder(one.doc, '情况反映', '村里有六口井。')
    writeUnder(two.doc, '原因分析', '拓路没有先看井。')
    writeUnder(own.doc, '意见建议', '作者想改的话')
    await until(() => two.words().includes('六口井') && one.words().includes('先看井'), 'both editors see each other')
    expect(await plain(id)).toBe(before)
    const done = await d.go(d.as.editor2, id, 'finish-edit')
    expect(done).toMatchObject({ state: 'awaitingIssue', editor: '信息编审乙' })
    const words = JSON.stringify(done.edited.content)
    expect([words.includes('六口井'), words.includes('没有先看井'), words.includes('作者想改')]).toEqual([true, true, false])
    expect(JSON.stringify(done.sealed.content)).not.toContain('六口井')
  })

  it('[R21] the edited text has a title of its own, and may not grow too long either', { timeout: 60_000 }, async () => {
    const { id, editedId } = await inEditing()
    expect(await d.go(d.as.editor, id, 'edited-title', { title: '拓路请先看井' })).toMatchObject({ title: '井边的墙', editedTitle: '拓路请先看井' })
    await writeInText(t, editedId, (doc) => writeUnder(doc, '原因分析', '长'.repeat(shippedRules.rules['report.length'])))
    expect((await d.deed(d.as.editor, id, 'finish-edit')).body.error.code).toBe('outcomeTooLong')
    expect(await d.row(id)).toMatchObject({ state: 'editing', editedRevisionId: null, title: '井边的墙' })
  })

  it('[R22] sent back while it is edited, the edited text is closed, and made anew from what the author hands in', { timeout: 60_000 }, async () => {
    const { id, editedId } = await inEditing()
    await writeInText(t, editedId, (doc) => writeUnder(doc, '原因分析', '编审添的话。'))
    const returned = await d.go(d.as.editor, id, 'return', { reason: '补上户数' })
    expect(returned.returnedFrom).toBe('editing')
    expect((await d.as.editor.get(`/api/documents/${editedId}`)).body).toMatchObject({ right: 'read', sealed: true })
    const page = await texts.open(d.as.author, id, 2)
    writeUnder(page.doc, '情况反映', '涉及六户。')
    await until(async () => (await plain(id)).includes('六户'), 'the author’s words arrived')
    const again = await d.go(d.as.author, id, 'resubmit')
    expect(again.state).toBe('editing')
    expect(again.editedId).not.toBe(editedId)
    expect(await plain(again.editedId)).toContain('六户')
    expect(await plain(again.editedId)).not.toContain('编审添的话')
    // What was edited before is kept for those at the desk to look up.
    expect((await d.as.editor.get(`/api/documents/${editedId}`)).body.right).toBe('read')
    expect((await d.as.editor.get(`/api/documents/${editedId}/revisions`)).body[0].plainText).toContain('编审添的话')
  })

  it('[R23] nobody but its author ever writes in the author’s text', { timeout: 60_000 }, async () => {
    const id = await d.handIn()
    await d.takeTo(id, 'take')
    await d.go(d.as.editor, id, 'return', { reason: '补上户数' })
    for (const who of ['editor', 'reviewer', 'issuer', 'auditor'] as const) {
      expect([who, (await d.as[who].get(`/api/documents/${id}`)).body.right]).toEqual([who, 'read'])
    }
    const before = await plain(id)
    const page = await texts.open(d.as.editor, id, 2)
    writeUnder(page.doc, '情况反映', '编审偷改的话')
    const mine = await texts.open(d.as.author, id, 2)
    writeUnder(mine.doc, '情况反映', '涉及六户。')
    await until(async () => (await plain(id)).includes('六户'), 'the author’s words arrived')
    expect(await plain(id)).not.toContain('偷改')
    expect((await plain(id)).replace('\n涉及六户。', '')).toBe(before)
  })
})
