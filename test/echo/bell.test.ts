import { expect, it } from 'vitest'
import { testHouse } from '../people.ts'
import { setRoad } from './road.ts'

const t = testHouse()

/** Listens as somebody for these subjects; `until` reads on until one of them has rung. */
async function listen(cookie: string, subjects: readonly string[]) {
  const response = await t.app.request(`${t.origin}/api/live?subjects=${encodeURIComponent(subjects.join(','))}`, { headers: { cookie } })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let read = ''
  const until = async (words: string) => {
    while (!read.includes(words)) {
      const { done, value } = await reader.read()
      if (done) throw new Error(`the stream ended before ${words}`)
      read += value
    }
  }
  await until('event: hearing')
  return { until: (subject: string) => until(`event: changed\ndata: ${subject}\n`), heard: () => read, close: () => reader.cancel() }
}

it('[N17] a unit’s deed is heard on the pages of the proposal, of the session’s record and of the resident’s words, and nowhere else', { timeout: 180_000 }, async () => {
  const road = await setRoad(t)
  const id = await road.docketed()
  await road.done('supervisor', id, 'assign', { leadUnitId: road.units.finance.id, coUnitIds: [] })
  const [unit] = await road.replies(id)
  const issue = `issue:${road.said[0]!.id}`
  const opinion = `opinion:${road.hall.opinion.id}`
  const sponsor = await listen(road.as.lead.cookie(), [`proposal:${id}`])
  const record = await listen(road.hall.as.chair.cookie(), [opinion])
  const phone = await listen(road.said[0]!.device.cookie(), [issue, `issue:${road.said[2]!.id}`])
  const another = await listen(road.said[2]!.device.cookie(), [issue])
  const station = await listen(road.station.cookie(), [issue, `issue:${road.said[2]!.id}`])
  const { status } = await road.as.clerk.post(`/api/assignments/${unit!.id}/acknowledge`, { version: unit!.version })
  expect(status).toBe(200)
  await sponsor.until(`proposal:${id}`)
  await record.until(opinion)
  await station.until(issue)
  await phone.until(issue)
  expect(phone.heard()).toContain(`event: hearing\ndata: ${issue}\n`)
  expect(another.heard()).toContain('event: hearing\ndata: \n')
  expect(station.heard()).not.toContain(`changed\ndata: issue:${road.said[2]!.id}`)
  await Promise.all([sponsor.close(), record.close(), station.close(), phone.close(), another.close()])
})
