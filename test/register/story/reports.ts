import { opinionOf } from '../../../server/opinions/records.ts'
import type { Client } from '../../people.ts'
import { writeReportText } from '../../reports/stage.ts'
import { type Body, look, type Stage } from './play.ts'
import type { HallPeople } from './session.ts'

/** A report out of the signed opinion: handed in, sent back once by the second gate, edited, sent out and used; another one retained. */
export async function reportOnWells(stage: Stage, hall: HallPeople, sessionId: string, password: string): Promise<void> {
  const { t, play } = stage
  const { county, member } = hall
  const client = async (role: 'infoEditor' | 'gateReviewer' | 'issuer', name: string) =>
    t.as(await t.makePerson(county, [role], { name, ...(role === 'issuer' ? { password } : {}) }))
  const editor = await client('infoEditor', '信息编审甲')
  const reviewer = await client('gateReviewer', '三关审核甲')
  const issuer = await client('issuer', '签发人甲')

  const opinion = (await opinionOf(t.db, sessionId))!
  const { seal } = await look(member, `/api/opinions/${opinion.id}`)
  const { content } = await look(member, `/api/revisions/${seal.revisionId}`)
  const clauses = content.content.flatMap((node: Body) => (node.type === 'paragraph' && node.content ? [{ clauseId: node.attrs.clauseId, section: 'recommendations' }] : []))
  const made = await play(member, '/api/reports', {}, { title: '水井权益', organisationId: null, opinion: { opinionId: opinion.id, clauses } })
  await writeReportText(t, made.id, { suggestion: '' })

  const on = (id: string) => async (who: Client, deed: string, body: object = {}): Promise<Body> => {
    const { version } = await look(who, `/api/reports/${id}`)
    return play(who, `/api/reports/{id}/${deed}`, { id }, { version, ...body })
  }
  const wells = on(made.id)
  await wells(member, 'title', { title: '拓路时请先看护水井' })
  await wells(member, 'submit')
  await wells(editor, 'take')
  await wells(editor, 'pass-initial', { note: '' })
  await wells(reviewer, 'pass-political', { note: '不涉密，方向没有问题' })
  await wells(reviewer, 'return', { reason: '写明有几口井' })
  await writeReportText(t, made.id, { situation: '一共 6 口井。', suggestion: '' })
  await wells(member, 'resubmit')
  await wells(reviewer, 'pass-content', { note: '到村里数过' })
  await wells(reviewer, 'pass-effect', { note: '别的村也有', level: 'city' })
  await wells(editor, 'edited-title', { title: '拓路应先保护饮水井' })
  await wells(editor, 'finish-edit')
  await wells(issuer, 'sign-issue', { level: 'city', recipients: '市政协研究室', password })
  await wells(editor, 'adopt', { level: 'city', way: 'single', by: '市政协《社情民意》' })

  const lamp = await play(member, '/api/reports', {}, { title: '路灯', organisationId: county.id, opinion: null })
  await writeReportText(t, lamp.id)
  const lamps = on(lamp.id)
  await lamps(member, 'submit')
  await lamps(editor, 'take')
  await lamps(editor, 'retain', { reason: '上个月已经报过' })
}
