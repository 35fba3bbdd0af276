import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { fileChunks, fileContents, files } from '../../db/schema/files.ts'
import { sweepFiles } from '../../server/files/commands.ts'
import { type Client, type Organisation, testHouse } from '../people.ts'
import { notedPng, notedWebp, phoneJpeg, placedM4a, plainJpeg, webmVoice } from './samples.ts'
import { sendFile, takeFile } from './send.ts'

const t = testHouse()
let here: Organisation
let resident: Client
beforeAll(async () => {
  here = await t.makeOrganisation()
  resident = await t.as(await t.makeGuest(here))
})

const secret = '北纬三十四度村民甲家'

describe('files', () => {
  it('[I30] place, device and words are gone from a photo, whatever its format, and from behind its end', async () => {
    for (const photo of [phoneJpeg(secret), notedPng(secret), notedWebp(secret)]) {
      expect(photo.includes(secret)).toBe(true)
      const { status, body } = await sendFile(t, resident, photo)
      expect(status).toBe(200)
      const kept = await takeFile(t, resident, `/api/files/${body.id}`)
      for (const trace of [secret, 'Exif', 'GPS', 'xmp', 'EXIF', 'eXIf', 'tEXt', 'Photoshop', 'MPF']) {
        expect(kept.bytes.includes(trace), `${body.type} still holds ${trace}`).toBe(false)
      }
    }
  })

  it('[I30] what is seen stays as it was, and the photo still knows which way is up', async () => {
    const { body } = await sendFile(t, resident, phoneJpeg(secret, 6))
    expect(body).toMatchObject({ type: 'image/jpeg', turn: 6, purpose: 'photo' })
    expect((await takeFile(t, resident, `/api/files/${body.id}`)).bytes.equals(plainJpeg)).toBe(true)
  })

  it('[I30] a recording loses the place its recorder noted, and keeps its sound where it was', async () => {
    const voice = placedM4a(secret)
    const { body } = await sendFile(t, resident, voice, { purpose: 'voice', name: '录音.m4a', seconds: 40 })
    expect(body).toMatchObject({ type: 'audio/mp4', seconds: 40 })
    const kept = (await takeFile(t, resident, `/api/files/${body.id}`)).bytes
    expect(kept.includes(secret)).toBe(false)
    expect(kept.indexOf('sound of it')).toBe(voice.indexOf('sound of it'))
    expect(kept.length).toBe(voice.length)
  })

  it('[I31] what cannot be cleaned is refused, and nothing is kept', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])
    const torn = phoneJpeg(secret).subarray(0, 60)
    for (const photo of [heic, torn]) {
      const { status, body } = await sendFile(t, resident, photo)
      expect([status, body.error.code]).toEqual([415, 'fileMetadata'])
    }
  })

  it('[I32] a file is what its bytes say: a page or a programme named as a photo is not taken', async () => {
    for (const bytes of [Buffer.from('<html><script>alert(1)</script>'), Buffer.from('MZ\x90\0'), Buffer.from('GIF89a'), Buffer.from('<svg/>')]) {
      const { status, body } = await sendFile(t, resident, bytes, { name: '照片.jpg' })
      expect([status, body.error.code]).toEqual([415, 'fileUnknownType'])
    }
    expect((await sendFile(t, resident, webmVoice, { purpose: 'photo' })).body.error.code).toBe('fileWrongPurpose')
    expect((await sendFile(t, resident, plainJpeg, { purpose: 'voice' })).body.error.code).toBe('fileWrongPurpose')
    expect((await sendFile(t, resident, placedM4a('', 'vide'), { purpose: 'voice' })).body.error.code).toBe('fileWrongPurpose')
    expect((await sendFile(t, resident, Buffer.alloc(0))).body.error.code).toBe('fileEmpty')
  })

  it('[I32] it leaves as something to keep, under a name that says what it is', async () => {
    const { body } = await sendFile(t, resident, plainJpeg, { name: '../../<b>凉亭"的照片.html' })
    expect(body.name).toBe('b凉亭的照片.jpg')
    const { headers } = await takeFile(t, resident, `/api/files/${body.id}`)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="file"; filename\*=UTF-8''/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-type')).toBe('image/jpeg')
  })

  it('[I33] ten megabytes are the most, a recording has three minutes', async () => {
    const large = Buffer.concat([webmVoice, randomBytes(10 * 1024 * 1024)])
    const { status, body } = await sendFile(t, resident, large, { purpose: 'voice' })
    expect([status, body.error.code]).toEqual([413, 'tooLarge'])
    expect((await sendFile(t, resident, webmVoice, { purpose: 'voice', seconds: 181 })).body.error.code).toBe('fileTooLong')
    expect((await sendFile(t, resident, webmVoice, { purpose: 'voice', seconds: 180 })).status).toBe(200)
  })

  it('[I34] the same bytes are stored once, in pieces, and put together as they were', async () => {
    const voice = Buffer.concat([webmVoice, randomBytes(900_000)])
    const other = await t.as(await t.makeGuest(here))
    const sent = await Promise.all([resident, other, resident].map((client) => sendFile(t, client, voice, { purpose: 'voice' })))
    expect(new Set(sent.map((one) => one.body.id)).size).toBe(3)
    const hash = createHash('sha256').update(voice).digest('hex')
    expect(await t.db.select().from(fileContents).where(eq(fileContents.hash, hash))).toHaveLength(1)
    const chunks = await t.db.select().from(fileChunks).where(eq(fileChunks.hash, hash))
    expect(chunks).toHaveLength(Math.ceil(voice.length / (256 * 1024)))
    expect(chunks.every((chunk) => chunk.bytes.length <= 256 * 1024)).toBe(true)
    expect((await takeFile(t, other, `/api/files/${sent[1]!.body.id}`)).bytes.equals(voice)).toBe(true)
  })

  it('[I35] access is decided for each row: whoever sent the same bytes has only their own', async () => {
    const other = await t.as(await t.makeGuest(here))
    const elsewhere = await t.makeOrganisation()
    const facilitator = await t.as(await t.makePerson(here, ['facilitator']))
    const foreigner = await t.as(await t.makePerson(elsewhere, ['facilitator', 'organisationAdmin']))
    const mine = (await sendFile(t, resident, plainJpeg)).body
    const theirs = (await sendFile(t, other, plainJpeg)).body
    expect((await takeFile(t, other, `/api/files/${theirs.id}`)).status).toBe(200)
    for (const client of [other, facilitator, foreigner]) {
      expect((await takeFile(t, client, `/api/files/${mine.id}`)).status).toBe(404)
    }
    expect((await takeFile(t, t.device(), `/api/files/${mine.id}`)).status).toBe(401)
  })

  it('[I36] a guest has so many files a day, and again the next day', async () => {
    const busy = await t.as(await t.makeGuest(here))
    for (let n = 0; n < 30; n += 1) expect((await sendFile(t, busy, plainJpeg)).status).toBe(200)
    const { status, body } = await sendFile(t, busy, plainJpeg)
    expect([status, body.error.code]).toEqual([429, 'fileQuota'])
    t.clock.advance(24 * 3600_000)
    expect((await sendFile(t, busy, plainJpeg)).status).toBe(200)
  })

  it('[I36] a guest who sends many at once gets no more than one who sends them one by one', async () => {
    const hasty = await t.as(await t.makeGuest(here))
    const answers = await Promise.all(Array.from({ length: 40 }, () => sendFile(t, hasty, plainJpeg)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(30)
  })

  it('[I37] what was never handed in goes after a week, bytes and all; what others sent alike stays', async () => {
    const other = await t.as(await t.makeGuest(here))
    const alone = Buffer.concat([webmVoice, randomBytes(400_000)])
    const shared = Buffer.concat([webmVoice, randomBytes(300)])
    const mine = [alone, shared].map((bytes) => sendFile(t, resident, bytes, { purpose: 'voice' }))
    const ids = (await Promise.all(mine)).map((one) => one.body.id as string)
    t.clock.advance(6 * 24 * 3600_000)
    const fresh = (await sendFile(t, other, shared, { purpose: 'voice' })).body.id
    await sweepFiles(t.house)
    expect((await takeFile(t, resident, `/api/files/${ids[0]}`)).status).toBe(200)
    t.clock.advance(2 * 24 * 3600_000)
    await sweepFiles(t.house)
    for (const id of ids) expect((await takeFile(t, resident, `/api/files/${id}`)).status).toBe(404)
    expect((await takeFile(t, other, `/api/files/${fresh}`)).bytes.equals(shared)).toBe(true)
    const hash = createHash('sha256').update(alone).digest('hex')
    expect(await t.db.select().from(fileContents).where(eq(fileContents.hash, hash))).toEqual([])
    expect(await t.db.select().from(fileChunks).where(eq(fileChunks.hash, hash))).toEqual([])
    t.clock.advance(-8 * 24 * 3600_000)
  })

  it('[U3] a photo whose answer got lost is sent again and kept once', async () => {
    const key = randomUUID()
    const first = await sendFile(t, resident, plainJpeg, { key })
    const second = await sendFile(t, resident, plainJpeg, { key })
    expect(second.body).toEqual(first.body)
    expect((await sendFile(t, resident, webmVoice, { key, purpose: 'voice' })).body.error.code).toBe('commandReused')
    expect(await t.db.select().from(files).where(eq(files.id, first.body.id))).toHaveLength(1)
  })

  it('[U6] a stranger sends nothing', async () => {
    expect((await sendFile(t, t.device(), plainJpeg)).status).toBe(401)
  })
})
