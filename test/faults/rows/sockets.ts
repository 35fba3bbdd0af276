import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { schemaVersion } from '../../../shared/documents/kinds.ts'
import { syncTypes, writeSync } from '../../../shared/sync/wire.ts'
import { type Mangling, mangle } from '../rig/frames.ts'
import { pause, until } from '../rig/patience.ts'
import { fair, openRelay } from '../rig/relay.ts'
import type { Stage } from '../rig/stage.ts'

function bare(stage: Stage, person: number, port: number, id: string): WebSocket {
  const { cookie } = stage.ground.people[person % stage.ground.people.length]!
  const host = `127.0.0.1:${port}`
  const socket = new WebSocket(`ws://${host}/sync/${id}?generation=1&schema=${schemaVersion}`, { headers: { cookie, origin: `http://${host}` }, perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  socket.on('error', () => undefined)
  return socket
}

/** Row 8: one reads nothing while others write much: the memory stays bounded, nobody waits, and they are sent away. */
export async function slowReader(stage: Stage): Promise<void> {
  const node = await stage.ground.node('slow-reader', { SOCKET_BYTES: String(512 * 1024) })
  const text = await stage.text()
  const [bulk, ...others] = text.open(6, node.port)
  await until('all are there', () => text.pages.every((page) => page.synced()))
  for (let n = 0; n < stage.bySize(1, 3, 10); n += 1) {
    const stuck = bare(stage, 30, node.port(), text.id)
    await once(stuck, 'message')
    stuck.pause()
    const before = residentMb(node.pid())
    const closed = once(stuck, 'close') as Promise<[number]>
    const refusedBefore = await refusals(node.port(), 1013)
    const writing = text.writing(others)
    while ((await refusals(node.port(), 1013)) === refusedBefore) {
      const mark = text.ledger.mark(`bulk${'长'.repeat(10_000)}`)
      bulk!.say(mark)
      bulk!.takeOut(mark)
      await until('it is saved', () => bulk!.unsaved() === 0)
    }
    await writing.stop()
    stuck.resume()
    const [code] = await closed
    if (code !== 1013) stage.trouble(`who does not read was sent away with ${code}`)
    const grown = residentMb(node.pid()) - before
    if (grown > 200) stage.trouble(`one who does not read cost ${Math.round(grown)} MB`)
    const waits = others.flatMap((page) => page.waits).toSorted((a, b) => a - b)
    stage.took('the others’ receipts (p99)', waits[Math.floor(waits.length * 0.99)] ?? 0, 300)
    stage.ran()
  }
  if (others.some((page) => page.closes.length > 0)) stage.trouble('others were sent away too')
  await text.assertSound(node.port)
  await node.end()
}

async function refusals(port: number, code: number): Promise<number> {
  const words = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(new RegExp(`yst_refusals_total\\{code="${code}"\\} (\\d+)`).exec(words)?.[1] ?? 0)
}

function residentMb(pid: number): number {
  const file = `/proc/${pid}/status`
  return existsSync(file) ? Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1]) / 1024 : 0
}

/** Row 9: a line that takes everything and carries nothing: both ends notice, and the caret goes. */
export async function halfOpen(stage: Stage): Promise<void> {
  const node = await stage.ground.node('half-open')
  const relay = await openRelay(node.port)
  const text = await stage.text()
  const [behind] = text.open(1, () => relay.port)
  const [other] = text.open(1, node.port)
  await until('all are there', () => text.pages.every((page) => page.synced()) && other!.carets.has(behind!.doc.clientID))
  relay.weather.swallows = true
  const begun = performance.now()
  behind!.write()
  await until('the page notices', () => behind!.closes.length > 0, 600_000)
  stage.took('the page notices', performance.now() - begun, 50_000)
  await until('the caret is gone', () => !other!.carets.has(behind!.doc.clientID), 600_000)
  stage.took('the caret is gone', performance.now() - begun, 50_000)
  relay.weather.swallows = false
  relay.cut()
  stage.ran()
  await text.assertSound(node.port)
  text.leave()
  await relay.close()
  await node.end()
}

/**
 * Row 11: frames come twice, out of order, cut or not at all, both ways. No line that is TCP does that; a page sent away
 * for it is opened again. Once the line is a good one, everything is there.
 */
export async function mangledFrames(stage: Stage): Promise<void> {
  const node = await stage.ground.node('mangled')
  let mangling: Mangling = { doubled: 0, swapped: 0, lost: 0, cut: 0 }
  const lens = () => mangle(stage.chance, () => mangling)
  const relay = await openRelay(node.port, { up: lens, down: lens })
  for (let n = 0; n < stage.bySize(2, 8, 40); n += 1) {
    const text = await stage.text()
    const pages = text.open(8, () => relay.port)
    await until('all are there', () => pages.every((page) => page.synced()))
    const writing = text.writing(pages)
    const end = performance.now() + stage.bySize(2_000, 8_000, 15_000)
    mangling = stage.chance.pick([
      { doubled: 5, swapped: 0, lost: 0, cut: 0 }, { doubled: 0, swapped: 6, lost: 0, cut: 0 },
      { doubled: 0, swapped: 0, lost: 12, cut: 30 }, { doubled: 8, swapped: 8, lost: 30, cut: 60 },
    ])
    while (performance.now() < end) {
      await pause(100)
      for (const page of pages) if (page.closes.at(-1) === 4400) page.comeBack()
    }
    await writing.stop()
    mangling = { doubled: 0, swapped: 0, lost: 0, cut: 0 }
    relay.cut()
    for (const page of pages) page.comeBack()
    await text.assertSound(node.port)
    text.leave()
    stage.ran()
  }
  await relay.close()
  await node.end()
}

/** Row 19: everybody loses the network and is back at the same moment, in a text of a megabyte. */
export async function reconnectStorm(stage: Stage): Promise<void> {
  const node = await stage.ground.node('storm')
  const text = await stage.text()
  const [writer] = text.open(1, node.port)
  await until('the writer is there', writer!.synced)
  for (let n = 0; n < 50; n += 1) {
    writer!.say(text.ledger.mark(`long${'x'.repeat(20_000)}`))
    await until('it is saved', () => writer!.unsaved() === 0)
  }
  const readers = stage.bySize(150, 500, 1_000)
  for (let n = 0; n < stage.bySize(1, 2, 5); n += 1) {
    const begun = performance.now()
    await Promise.all(Array.from({ length: readers }, (_, nth) => visit(stage, nth, node.port(), text.id)))
    stage.took(`${readers} at once have the whole text`, performance.now() - begun, 20_000)
    stage.ran()
  }
  await text.assertSound(node.port)
  text.leave()
  await node.end()
}

/** Comes, gets the whole text and stays until it is read. */
async function visit(stage: Stage, person: number, port: number, id: string): Promise<void> {
  const socket = bare(stage, person, port, id)
  const whole = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === 0 && data[1] === syncTypes.step2 && data.length > 900_000) resolve()
    })
    socket.on('close', (code) => reject(new Error(`a reader was sent away with ${code}`)))
  })
  socket.on('open', () => socket.send(writeSync('step1', new Uint8Array([0]))))
  await whole
  socket.close()
}

/** Row 28: a weak mobile network: slow, late, losing, and gone for a while again and again. */
export async function weakNetwork(stage: Stage): Promise<void> {
  const node = await stage.ground.node('weak')
  const text = await stage.text()
  const relays = await Promise.all(Array.from({ length: 5 }, () => openRelay(node.port)))
  const bad = () => {
    const late = stage.chance.oneIn(33) ? 300 : 0
    return 100 + stage.chance.below(200) + late
  }
  for (const { weather } of relays) Object.assign(weather, { delayMs: bad, bytesPerSecond: 16 * 1024 })
  const begun = performance.now()
  const pages = relays.flatMap((relay) => text.open(1, () => relay.port, { haste: 1 }))
  text.open(3, node.port)
  await until('all see the text', () => pages.every((page) => page.synced()))
  stage.took('first view', performance.now() - begun, 6_000)
  const [upMs, awayMs] = stage.size === 'test' ? [3_000, 1_000] : [50_000, 10_000]
  for (let n = 0; n < stage.bySize(2, 2, 10); n += 1) {
    const writing = text.writing(text.pages, { least: 300, most: 1_000 })
    await pause(upMs)
    await until('the receipts have caught up', () => pages.every((page) => page.unsaved() < 10))
    for (const { weather, cut } of relays) {
      weather.swallows = true
      cut()
    }
    await pause(awayMs)
    await writing.stop()
    for (const { weather, cut } of relays) {
      weather.swallows = false
      cut()
    }
    await until('all are back', () => pages.every((page) => page.synced() && page.unsaved() === 0), 120_000)
    stage.ran()
  }
  const waits = pages.flatMap((page) => page.waits).filter((ms) => ms < awayMs).toSorted((a, b) => a - b)
  stage.took('a receipt while the network is up (p95)', waits[Math.floor(waits.length * 0.95)] ?? 0, 2_500)
  for (const { weather } of relays) Object.assign(weather, fair())
  await text.assertSound(node.port)
  text.leave()
  for (const relay of relays) await relay.close()
  await node.end()
}
