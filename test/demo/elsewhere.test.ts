import { expect, it } from 'vitest'
import { testHouse } from '../people.ts'

const t = testHouse()

it('[H81] a real house knows none of the demonstration’s ways in, and describes none', async () => {
  const device = t.device()
  for (const path of ['people', 'live']) expect((await device.get(`/api/demo/${path}`)).status).toBe(404)
  for (const path of ['enter', 'texts', 'clock']) expect((await device.post(`/api/demo/${path}`, { id: 'x' })).status).toBe(404)
  const { body } = await device.get('/api/openapi.json')
  expect(Object.keys(body.paths).filter((path) => path.includes('demo'))).toEqual([])
})
