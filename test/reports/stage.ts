import { asc, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { ledger } from '../../db/schema/house.ts'
import { reports } from '../../db/schema/reports.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { within } from '../../server/house/context.ts'
import { findReport } from '../../server/reports/records.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { serverAccount } from '../../shared/documents/authors.ts'
import { textRoot } from '../../shared/documents/kinds.ts'
import { clockActor } from '../../shared/people.ts'
import type { ReportState } from '../../shared/reports.ts'
import { addClause, readText } from '../../shared/sync/text.ts'
import type { Answer, Client, Organisation, TestHouse } from '../people.ts'

export const issuerPassword = 'issuer-password'

/** A county with everybody a report passes: an author, two editors, two reviewers, an issuer. */
export async function setDesk(t: TestHouse, given: { passwords?: boolean; organisation?: Organisation } = {}) {
  const county = given.organisation ?? (await t.makeOrganisation())
  const author = await t.makePerson(county, ['member'], { name: '委员甲' })
  const editor = await t.makePerson(county, ['infoEditor'], { name: '信息编审甲' })
  const editor2 = await t.makePerson(county, ['infoEditor'], { name: '信息编审乙' })
  const reviewer = await t.makePerson(county, ['gateReviewer'], { name: '三关审核甲' })
  const issuer = await t.makePerson(county, ['issuer'], { name: '签发人甲', ...(given.passwords ? { password: issuerPassword } : {}) })
  const auditor = await t.makePerson(county, ['auditor'], { name: '审计员甲' })
  const colleague = await t.makePerson(county, ['member', 'facilitator'], { name: '委员乙' })
  const people = { author, editor, editor2, reviewer, issuer, auditor, colleague }
  const as = {
    author: await t.as(author), editor: await t.as(editor), editor2: await t.as(editor2), reviewer: await t.as(reviewer),
    issuer: await t.as(issuer), auditor: await t.as(auditor), colleague: await t.as(colleague),
  }

  async function begin(title = '井边的墙', client: Client = as.author): Promise<string> {
    const answer = await client.post('/api/reports', { title, organisationId: county.id, opinion: null })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body.id
  }
  const row = async (id: string) => (await findReport(t.db, id))!
  const see = async (id: string, client: Client = as.author) => (await client.get(`/api/reports/${id}`)).body
  async function deed(client: Client, id: string, name: string, body: object = {}): Promise<Answer> {
    return client.post(`/api/reports/${id}/${name}`, { version: (await row(id)).version, ...body })
  }
  /** The same, and it must go through. */
  async function go(client: Client, id: string, name: string, body: object = {}) {
    const answer = await deed(client, id, name, body)
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  /** A report begun, written and handed in. */
  async function handIn(title?: string): Promise<string> {
    const id = await begin(title)
    await writeReportText(t, id)
    await go(as.author, id, 'submit')
    return id
  }
  /** One that was handed in and stands in a later state, as if it had come there. */
  async function standing(state: ReportState, title?: string): Promise<string> {
    const id = await handIn(title)
    const { revisionId } = await row(id)
    await t.db.update(reports).set({ state, editedRevisionId: revisionId }).where(eq(reports.id, id))
    return id
  }
  /** The moves of the ordinary way, in order. */
  const way: readonly (readonly [client: Client, deed: string, body: object])[] = [
    [as.editor, 'take', {}],
    [as.editor, 'pass-initial', { note: '' }],
    [as.reviewer, 'pass-political', { note: '不涉密' }],
    [as.reviewer, 'pass-content', { note: '到村里看过' }],
    [as.reviewer, 'pass-effect', { note: '别的村也有', level: 'city' }],
    [as.editor, 'finish-edit', {}],
    [as.issuer, 'sign-issue', { level: 'city', recipients: '市政协研究室', password: issuerPassword }],
    [as.editor, 'adopt', { level: 'city', way: 'single', by: '市政协' }],
  ]
  /** Takes it along the ordinary way until this deed is done. */
  async function takeTo(id: string, last: string): Promise<void> {
    for (const [client, name, body] of way) {
      await go(client, id, name, body)
      if (name === last) return
    }
  }
  const linesOf = (id: string) => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))
  return { t, county, people, as, way, begin, row, see, deed, go, handIn, standing, takeTo, linesOf }
}
export type Desk = Awaited<ReturnType<typeof setDesk>>

/** Writes a paragraph under one of the headings of a text, as somebody would on the page. */
export function writeUnder(doc: Y.Doc, heading: string, words: string): void {
  const clauses = clausesOf(readText(doc).content)
  const at = clauses.findIndex((clause) => clause.heading && clause.text === heading)
  if (at < 0) throw new Error(`there is no heading ${heading}`)
  const next = clauses[at + 1]
  const block = doc.getXmlFragment(textRoot).get(at + 1) as unknown
  if (next && !next.heading && next.text === '' && block instanceof Y.XmlElement) {
    const ink = new Y.XmlText()
    block.push([ink])
    ink.insert(0, words)
  } else addClause(doc, words, undefined, clauses[at]!.id)
}

export async function writeInText(t: TestHouse, documentId: string, change: (doc: Y.Doc) => void, account = serverAccount): Promise<void> {
  await within(t.house, clockActor, (ctx) => editDocument(ctx, documentId, change, account))
}

/** Writes what a report needs: what the matter is, and what should be done. */
export async function writeReportText(t: TestHouse, documentId: string, words: { situation?: string; suggestion?: string } = {}): Promise<void> {
  const { situation = '拓路要挪的墙边有井，是六户人家吃水的。', suggestion = '先请人看过井，再定怎么挪墙。' } = words
  await writeInText(t, documentId, (doc) => {
    if (situation) writeUnder(doc, '情况反映', situation)
    if (suggestion) writeUnder(doc, '意见建议', suggestion)
  })
}
