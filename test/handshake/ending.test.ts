import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { schemaVersion } from '../../shared/documents/kinds.ts'
import { messageTypes, readOurs } from '../../shared/sync/wire.ts'
import { buildFirst, type Running, startHouse } from '../spawned.ts'
import { workFolder } from './folders.ts'

const work = workFolder()
beforeAll(buildFirst, 120_000)

/** A person of the demonstration on a device of their own. */
async function stepIn(house: Running) {
  const address = `http://127.0.0.1:${house.port}`
  const headers = { origin: address, 'content-type': 'application/json' }
  const people = (await (await fetch(`${address}/api/demo/people`)).json()) as { id: string; guest: boolean }[]
  const entered = await fetch(`${address}/api/demo/enter`, {
    method: 'POST', headers, body: JSON.stringify({ id: people.find(({ guest }) => !guest)?.id }),
  })
  expect(entered.status).toBe(204)
  const cookie = entered.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  return {
    /** Makes one empty text: a row that is either there or was never confirmed. */
    async makeText(): Promise<string> {
      const answer = await fetch(`${address}/api/demo/texts`, { method: 'POST', headers: { ...headers, cookie }, body: '{"count":1}' })
      if (!answer.ok) throw new Error(`not made: ${answer.status}`)
      return ((await answer.json()) as string[])[0]!
    },
    async look(id: string) {
      const answer = await fetch(`${address}/api/documents/${id}`, { headers: { cookie } })
      return { status: answer.status, body: (await answer.json()) as { generation: number } }
    },
    async open(id: string) {
      const { body } = await this.look(id)
      return openText(house.port, id, body.generation, { origin: address, cookie })
    },
  }
}

/** A text on the stock provider, counting frames as the page does: what a receipt confirms is saved. */
async function openText(port: number, id: string, generation: number, headers: Record<string, string>) {
  let frames = 0
  let receipted = 0
  const closes: number[] = []
  class Counting extends WebSocket {
    constructor(address: string) {
      super(address, { headers })
      this.once('close', (code) => closes.push(code))
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      frames += 1
      super.send(data)
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, id, doc, {
    disableBc: true,
    params: { generation: String(generation), schema: String(schemaVersion) },
    WebSocketPolyfill: Counting as unknown as typeof globalThis.WebSocket,
  })
  provider.messageHandlers[messageTypes.ours] = (_, decoder) => {
    const ours = readOurs(decoder)
    if ('receipt' in ours) receipted = ours.receipt.frame
  }
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  // One connection only: what it did not get confirmed is not sent again.
  provider.shouldConnect = false
  const text = doc.getXmlFragment('prosemirror')
  const sentences: { sentence: string; frame: number }[] = []
  return {
    closes,
    write(sentence: string) {
      const before = frames
      doc.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        text.push([paragraph])
        paragraph.push([new Y.XmlText(sentence)])
      })
      if (frames > before) sentences.push({ sentence, frame: frames })
    },
    confirmed: () => sentences.filter(({ frame }) => frame <= receipted).map(({ sentence }) => sentence),
    words: () => text.toArray().map((block) => (block instanceof Y.XmlElement ? block.toArray().join('') : '')),
    close: () => provider.destroy(),
  }
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 4))

describe('an end while people write', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('[H16][H17] %s to the whole group: every confirmed word and row is there at the next start', async (signal) => {
    const DATA_DIR = join(work, 'demo')
    const first = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
    await first.ready()
    const person = await stepIn(first)
    const id = await person.makeText()
    const text = await person.open(id)
    const stopped = new AbortController()
    const rows: string[] = []
    const makeRows = async () => {
      while (!stopped.signal.aborted) rows.push(await person.makeText())
    }
    const writeWords = async () => {
      for (let n = 1; !stopped.signal.aborted && text.closes.length === 0; n += 1) {
        text.write(`第${n}句。`)
        await nextTurn()
      }
    }
    const busy = Promise.allSettled([makeRows(), writeWords()])
    await expect.poll(() => text.confirmed().length >= 100 && rows.length >= 10, { timeout: 20_000 }).toBe(true)
    const outcome = await first.end(signal)
    stopped.abort()
    await busy
    const sentences = text.confirmed()
    text.close()
    if (signal !== 'SIGKILL') {
      expect(outcome.code).toBe(0)
      expect(text.closes).toEqual([1012])
    }

    const second = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
    await second.ready()
    const again = await stepIn(second)
    const later = await again.open(id)
    const kept = later.words()
    expect(sentences.filter((sentence) => !kept.includes(sentence))).toEqual([])
    const lost = await Promise.all(rows.map(async (row) => (await again.look(row)).status))
    expect(lost.every((status) => status === 200)).toBe(true)
    later.close()
    await second.end()
  }, 120_000)
})
