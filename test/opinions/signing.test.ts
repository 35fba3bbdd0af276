import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { attempts, commands, ledger } from '../../db/schema/house.ts'
import { opinionSeals, opinionSignatures } from '../../db/schema/opinions.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { isSignedFor, signedHandsFor } from '../../server/opinions/records.ts'
import { type Hall, openHall } from '../cards/hall.ts'
import { testHouse } from '../people.ts'

const t = testHouse()
let hall: Hall
let digest: string
beforeEach(async () => {
  await t.db.delete(attempts)
  hall = await openHall(t, { passwords: true })
  await sealed()
})

/** The text is sealed; the house's clock moves on by its ten seconds. */
async function sealed(): Promise<void> {
  if ((await hall.clauses()).length === 0) await hall.write('路拓宽到四米。')
  await hall.opinionDeed(hall.as.chair, 'announce-freeze')
  t.clock.advance(10_000)
  await sealWhenDue(t.house, hall.opinion.id)
  digest = (await see()).seal.digest
}
const see = async (who: keyof Hall['as'] = 'chair') => (await hall.as[who].get(`/api/opinions/${hall.opinion.id}`)).body
const ask = (...seats: (keyof Hall['seats'])[]) =>
  hall.opinionDeed(hall.as.chair, 'open-countersign', { signers: seats.map((seat) => hall.seats[seat].id) })
const password = { chair: 'chair-password', member: 'member-password', member2: 'member2-password' } as const
const sign = (who: keyof typeof password, more: Record<string, unknown> = {}) =>
  hall.opinionDeed(hall.as[who], 'sign', { digest, password: password[who], ...more })
const stateOf = (opinion: { signatures: { name: string; state: string }[] }) =>
  Object.fromEntries(opinion.signatures.map((signature) => [signature.name, signature.state]))

/** The smallest drawing: one transparent dot. */
const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

describe('asking for signatures', () => {
  it('[O60] the facilitator sees who can sign: those with an account who came', async () => {
    const { signers } = (await hall.as.chair.get(`/api/opinions/${hall.opinion.id}/signers`)).body
    expect(signers.map((signer: { name: string }) => signer.name).toSorted()).toEqual(
      ['主持人甲', '记录人甲', '委员甲', '委员乙', '公路部门甲', '旁听甲'].toSorted(),
    )
    expect((await hall.as.member.get(`/api/opinions/${hall.opinion.id}/signers`)).status).toBe(403)
  })

  it('[O60] named people are asked, each once, in the order given', async () => {
    const opened = (await ask('member', 'chair', 'member')).body
    expect(opened.state).toBe('countersigning')
    expect(opened.signatures.map((one: { name: string; state: string; hand: string }) => [one.name, one.hand, one.state])).toEqual([
      ['委员甲', 'member', 'asked'], ['主持人甲', 'facilitator', 'asked'],
    ])
    expect((await see('member')).may.toSorted()).toEqual(['decline', 'sign'])
    expect((await see('member2')).may).toEqual([])
  })

  it('[O60] somebody without an account, or who is not of this session, cannot be asked', async () => {
    expect((await ask('member', 'byHand')).body.error.code).toBe('opinionSignerUnknown')
    expect((await ask('resident')).body.error.code).toBe('opinionSignerUnknown')
    const outsider = await hall.opinionDeed(hall.as.chair, 'open-countersign', { signers: [hall.people.away.id] })
    expect(outsider.body.error.code).toBe('opinionSignerUnknown')
    expect((await hall.opinionDeed(hall.as.chair, 'open-countersign', { signers: [] })).status).toBe(400)
    expect((await hall.fresh()).state).toBe('frozen')
  })
})

describe('signing with the password', () => {
  it('[O61] each types their password again; with the last one the opinion is signed', async () => {
    await ask('member', 'chair')
    const one = await sign('member')
    expect(one.body).toMatchObject({ state: 'countersigning', signatures: [{ name: '委员甲', state: 'signed', how: 'password', mine: true }, { state: 'asked' }] })
    expect(await isSignedFor(t.db, hall.sessionId)).toBe(false)
    const last = await sign('chair')
    expect(last.body.state).toBe('signed')
    expect(await isSignedFor(t.db, hall.sessionId)).toBe(true)
    expect(await signedHandsFor(t.db, hall.sessionId)).toEqual(['member', 'facilitator'])
    const rows = await t.db.select().from(opinionSignatures).where(eq(opinionSignatures.opinionId, hall.opinion.id))
    const [seal] = await t.db.select().from(opinionSeals).where(eq(opinionSeals.opinionId, hall.opinion.id))
    expect(rows.every((row) => row.digest === seal!.digest)).toBe(true)
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, hall.opinion.id)).orderBy(ledger.sequence)
    expect(lines.filter((line) => line.move === 'sign').map((line) => [line.from, line.to, line.actor])).toEqual([
      ['countersigning', 'countersigning', `person:${hall.people.member.id}`],
      ['countersigning', 'signed', `person:${hall.people.chair.id}`],
    ])
  })

  it('[O61] two who sign at the same moment both have signed', async () => {
    await ask('member', 'chair')
    const { version } = await hall.fresh()
    const answers = await Promise.all([sign('member', { version }), sign('chair', { version })])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect((await see()).state).toBe('signed')
  })

  it('[O61] a wrong password signs nothing and signs nobody out', async () => {
    await ask('member')
    const wrong = await sign('member', { password: 'guessed-wrong' })
    expect([wrong.status, wrong.body.error.code]).toEqual([403, 'passwordRefused'])
    expect((await see('member')).signatures[0].state).toBe('asked')
    expect((await sign('member')).status).toBe(200)
  })

  it('[O61] guessing slows down, and is free again a while later', async () => {
    await ask('member')
    const codes: string[] = []
    for (let n = 0; n < 12; n += 1) codes.push((await sign('member', { password: `guess-${n}` })).body.error.code)
    expect(codes.at(-1)).toBe('tooMany')
    expect((await sign('member')).body.error.code).toBe('tooMany')
    t.clock.advance(60 * 60 * 1000)
    expect((await sign('member')).status).toBe(200)
  })

  it('[O61] the same signature sent twice is given once, and no password lies in the store', async () => {
    await ask('member', 'chair')
    const key = crypto.randomUUID()
    const { version } = await hall.fresh()
    const send = () =>
      hall.as.member.post(`/api/opinions/${hall.opinion.id}/sign`, { version, digest, password: password.member }, { key })
    const [one, two] = [await send(), await send()]
    expect(two.body).toEqual(one.body)
    const kept = JSON.stringify([await t.db.select().from(commands), await t.db.select().from(ledger)])
    expect(kept).not.toContain(password.member)
  })

  it('[O62] only what the signer saw is signed: another digest is refused', async () => {
    await ask('member')
    expect((await sign('member', { digest: 'f'.repeat(64) })).body.error.code).toBe('opinionDigestMoved')
    expect((await sign('member', { digest: 'not a digest' })).body.error.code).toBe('opinionDigestMoved')
    expect((await sign('member', { digest: '' })).status).toBe(400)
    expect((await see()).signatures[0].state).toBe('asked')
  })

  it('[O62] who was not asked does not sign, and nobody signs twice', async () => {
    await ask('member', 'chair')
    expect((await sign('member2')).body.error.code).toBe('opinionNotSigner')
    expect((await hall.opinionDeed(hall.as.resident, 'sign', { digest, password: 'x' })).body.error.code).toBe('opinionNotSigner')
    await sign('member')
    expect((await sign('member')).body.error.code).toBe('opinionAlreadySigned')
    expect((await hall.opinionDeed(hall.as.member, 'decline', { reason: '反悔' })).body.error.code).toBe('opinionAlreadySigned')
  })

  it('[O62] it is one way of signing, not none and not both', async () => {
    await ask('member')
    expect((await sign('member', { password: undefined })).body.error.code).toBe('opinionSignOneWay')
    expect((await sign('member', { handwriting: dot })).body.error.code).toBe('opinionSignOneWay')
  })
})

describe('signing by hand', () => {
  beforeEach(async () => {
    hall = await openHall(t, { settings: { handwrittenSignature: true } })
    await sealed()
    await ask('member', 'member2')
  })
  const byHand = (who: keyof Hall['as'], more: Record<string, unknown> = {}) =>
    hall.opinionDeed(hall.as[who], 'sign', { digest, handwriting: dot, ...more })

  it('[O63] where the organisation allows it the strokes are kept, and whoever sees the opinion sees them', async () => {
    expect((await see()).handwriting).toBe(true)
    const signed = await byHand('member')
    expect(signed.body.signatures[0]).toMatchObject({ how: 'handwriting', state: 'signed' })
    const path = `/api/opinions/${hall.opinion.id}/signatures/${signed.body.signatures[0].id}/handwriting`
    expect((await hall.as.resident.get(path)).body.handwriting).toBe(dot)
    expect((await (await t.as(await t.makePerson(await t.makeOrganisation(), ['facilitator']))).get(path)).status).toBe(404)
    expect((await hall.as.chair.get(path.replace(signed.body.signatures[0].id, signed.body.signatures[1].id))).status).toBe(404)
  })

  it('[O63] somebody signs on the facilitator’s tablet; the line says who held it', async () => {
    const signed = await byHand('chair', { signer: hall.people.member2.id })
    expect(stateOf(signed.body)).toEqual({ 委员甲: 'asked', 委员乙: 'signed' })
    const [row] = await t.db.select().from(opinionSignatures).where(eq(opinionSignatures.personId, hall.people.member2.id))
    expect(row).toMatchObject({ takenBy: hall.people.chair.id, how: 'handwriting' })
    expect((await byHand('member', { signer: hall.people.member2.id })).status).toBe(403)
    expect((await byHand('chair', { signer: hall.people.clerk.id })).body.error.code).toBe('opinionNotSigner')
    expect((await hall.opinionDeed(hall.as.chair, 'sign', { digest, password: 'x', signer: hall.people.member.id })).body.error.code).toBe('opinionSignOneWay')
  })

  it('[O63] only a drawing is taken: no other file, no markup, nothing too large', async () => {
    const svg = `data:image/svg+xml;base64,${Buffer.from('<svg onload="x()"/>').toString('base64')}`
    for (const handwriting of [svg, 'data:image/png;base64,', `data:image/png;base64,${Buffer.from('not a png').toString('base64')}`, '']) {
      expect((await byHand('member', { handwriting })).body.error.code).toBe('opinionStrokesUnreadable')
    }
    const large = dot.replace('base64,', `base64,${'A'.repeat(210 * 1024)}`)
    expect((await byHand('member', { handwriting: large })).status).toBe(400)
    expect(stateOf(await see())).toEqual({ 委员甲: 'asked', 委员乙: 'asked' })
  })

  it('[O63] where the organisation does not allow it, it is refused', async () => {
    hall = await openHall(t)
    await sealed()
    await ask('member')
    expect((await byHand('member')).body.error.code).toBe('opinionHandwritingOff')
  })
})

describe('not signing', () => {
  it('[O64] one who declines says why; every signature is void and writing begins again in a new generation', async () => {
    await ask('member', 'chair', 'member2')
    await sign('member')
    const before = (await hall.as.chair.get(`/api/documents/${hall.opinion.documentId}`)).body.generation
    expect((await hall.opinionDeed(hall.as.member2, 'decline')).status).toBe(400)
    const declined = (await hall.opinionDeed(hall.as.member2, 'decline', { reason: '第二条和会上说的不一样' })).body
    expect(declined).toMatchObject({ state: 'drafting', seal: null, openedSeals: [{ number: 1, reason: '第二条和会上说的不一样' }] })
    expect(stateOf(declined)).toEqual({ 委员甲: 'void', 主持人甲: 'void', 委员乙: 'declined' })
    expect((await hall.as.chair.get(`/api/documents/${hall.opinion.documentId}`)).body.generation).toBe(before + 1)
    expect((await sign('member')).body.error.code).toBe('wrongState')
    expect(await isSignedFor(t.db, hall.sessionId)).toBe(false)
  })

  it('[O64] the new version is signed anew; a signature under the old one does not count', async () => {
    await ask('member', 'chair')
    await sign('member')
    const old = digest
    await hall.opinionDeed(hall.as.chair, 'decline', { reason: '再改一处' })
    await hall.write('补上的一条。')
    await sealed()
    expect(digest).not.toBe(old)
    await ask('member', 'chair')
    expect((await sign('member', { digest: old })).body.error.code).toBe('opinionDigestMoved')
    expect((await sign('member')).body.state).toBe('countersigning')
    expect((await sign('chair')).body.state).toBe('signed')
    expect(await signedHandsFor(t.db, hall.sessionId)).toEqual(['member', 'facilitator'])
  })

  it('[O64] with a signature on it, it is not opened behind the signer’s back', async () => {
    await ask('member', 'chair')
    await sign('member')
    expect((await hall.opinionDeed(hall.as.chair, 'unfreeze', { reason: '悄悄改' })).body.error.code).toBe('wrongState')
  })

  it('[O64] who was not asked cannot decline for others', async () => {
    await ask('member')
    expect((await hall.opinionDeed(hall.as.member2, 'decline', { reason: '替他' })).body.error.code).toBe('opinionNotSigner')
    expect((await hall.opinionDeed(hall.as.chair, 'decline', { reason: '替他' })).body.error.code).toBe('opinionNotSigner')
  })
})
