import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { textRoot } from '../../../shared/documents/kinds.ts'
import { cpuOf, residentOf } from '../targets/proc.ts'
import type { Address } from '../targets/target.ts'
import { type History, makeHistory } from './history.ts'
import { type Light, openLight } from './light.ts'

/** Long histories: written once, then opened cold and warm, read and written to. */

export type WriteJob = { address: Address; texts: string[]; edits: number; /** The last text gets every edit as a frame of its own. */ singly: boolean }
export type WriteFigures = { residentBefore: number; residentAfter: number; cpuPer100k: number | null }

let made: { edits: number; history: History } | null = null
function historyOf(edits: number): History {
  if (made?.edits !== edits) made = { edits, history: makeHistory(edits) }
  return made.history
}

export async function writeHistories({ address, texts, edits, singly }: WriteJob): Promise<WriteFigures> {
  const history = historyOf(edits)
  const residentBefore = residentOf(address.pid)
  let cpuPer100k: number | null = null
  for (const [nth, text] of texts.entries()) {
    const single = singly && nth === texts.length - 1
    const before = cpuOf(address.pid)
    await write({ address, text, account: nth }, single ? history.edits : history.frames)
    if (single) cpuPer100k = ((cpuOf(address.pid) - before) / history.edits.length) * 100_000
  }
  await wait(2000)
  return { residentBefore, residentAfter: residentOf(address.pid), cpuPer100k }
}

async function write(place: { address: Address; text: string; account: number }, frames: readonly Uint8Array[]): Promise<void> {
  let last = Number.POSITIVE_INFINITY
  let kept: () => void = () => {}
  const receipt = (frame: number): void => {
    if (frame >= last) kept()
  }
  const light = openLight(place, { receipt })
  await light.synced
  const committed = new Promise<void>((resolve) => (kept = resolve))
  let sent = 0
  for (const frame of frames) sent = light.send('update', frame)
  last = sent
  // Ours says when it has them; of the others one asks, and they answer in turn.
  if (place.address.target === 'yishiting') await committed
  else await light.ask()
  light.close()
}

export type OpenJob = { address: Address; texts: string[]; edits: number; cold: boolean; warmOpens: number }
export type OpenFigures = {
  /** The last text's first opening after a start, in ms, and the server's ms of processor for it. */
  cold: { ms: number; cpu: number } | null
  warm: { ms: number[]; cpu: number }
  residentBefore: number
  residentReading: number
  residentWriting: number
  /** Texts that came back otherwise than they were written. */
  diverged: number
  /** The first answer held the whole text, each time. */
  whole: boolean
}

export async function openHistories({ address, texts, edits, cold, warmOpens }: OpenJob): Promise<OpenFigures> {
  const history = historyOf(edits)
  const residentBefore = residentOf(address.pid)
  const readers: Opened[] = []
  let coldest: OpenFigures['cold'] = null
  for (const [nth, text] of texts.entries()) {
    await wait(100)
    const before = cpuOf(address.pid)
    const opened = await open({ address, text, account: nth }, history)
    if (cold && nth === texts.length - 1) {
      await wait(300)
      coldest = { ms: opened.ms, cpu: (cpuOf(address.pid) - before) * 1000 }
    }
    readers.push(opened)
  }
  await wait(3000)
  const residentReading = residentOf(address.pid)
  const before = cpuOf(address.pid)
  const warm: number[] = []
  for (let n = 0; n < warmOpens; n += 1) {
    const opened = await open({ address, text: texts.at(-1)!, account: n }, history)
    warm.push(opened.ms)
    opened.light.close()
  }
  const warmCpu = ((cpuOf(address.pid) - before) / warmOpens) * 1000
  for (const { light, doc } of readers) light.send('update', letterFor(doc))
  await wait(3000)
  const residentWriting = residentOf(address.pid)
  for (const { light } of readers) light.close()
  return {
    cold: coldest,
    warm: { ms: warm, cpu: warmCpu },
    residentBefore, residentReading, residentWriting,
    // Before or after it stands the empty paragraph with which a text of ours begins.
    diverged: readers.filter(({ text }) => !text.includes(history.text)).length,
    whole: readers.every(({ first }) => first),
  }
}

type Opened = { light: Light; ms: number; doc: Y.Doc; text: string; first: boolean }

/** Opens a text and waits until all of its history is here. */
async function open(place: { address: Address; text: string; account: number }, { client, clock }: History): Promise<Opened> {
  const doc = new Y.Doc()
  let lastAt = 0
  const begun = performance.now()
  const light = openLight(place, {
    update: (payload, at) => {
      Y.applyUpdate(doc, payload)
      lastAt = at
    },
  })
  const answer = await light.synced
  const answeredAt = performance.now()
  Y.applyUpdate(doc, answer)
  const isWhole = (): boolean => Y.getState(doc.store, client) >= clock
  const first = isWhole()
  for (let waited = 0; !isWhole() && waited < 30_000; waited += 5) await wait(5)
  return { light, ms: (first ? answeredAt : lastAt) - begun, doc, text: doc.getXmlFragment(textRoot).toString(), first }
}

function letterFor(doc: Y.Doc): Uint8Array {
  const before = Y.encodeStateVector(doc)
  const paragraph = doc.getXmlFragment(textRoot).get(1) as Y.XmlElement
  ;(paragraph.get(0) as Y.XmlText).insert(0, '议')
  return Y.encodeStateAsUpdate(doc, before)
}
