import { settle, reopen } from '../../../server/documents/revisions.ts'
import { type Node, untilUp } from '../rig/ground.ts'
import { openHintRelay } from '../rig/hints.ts'
import { marksIn } from '../rig/ledger.ts'
import { pause, until } from '../rig/patience.ts'
import { isWell, openProxy } from '../rig/proxy.ts'
import { readDisk, wordsOf } from '../rig/sound.ts'
import type { Page } from '../rig/page.ts'
import type { Stage } from '../rig/stage.ts'

/** Two nodes, each with a relay of its own between it and PostgreSQL. */
async function twoNodes(stage: Stage, name: string) {
  const hints = await Promise.all([0, 1].map(() => openHintRelay(stage.ground.url, stage.chance)))
  const nodes: Node[] = []
  for (const [n, { url }] of hints.entries()) nodes.push(await stage.ground.node(`${name}-${n}`, { DATABASE_URL: url }))
  return {
    nodes: nodes as [Node, Node],
    hints,
    async close() {
      for (const node of nodes) await node.end()
      for (const { relay } of hints) await relay.close()
    },
  }
}

/** Writes at one place and waits for it at the others; how long that took. */
async function untilSeen(from: Page, others: readonly Page[], mark: string): Promise<number> {
  const begun = performance.now()
  from.say(mark)
  await until('all others see it', () => others.every((page) => wordsOf(page.doc).includes(mark)))
  return performance.now() - begun
}

/** Rows 6 and 7: two nodes whose hints are lost, doubled and out of order, and of which one loses its database for a while. */
export async function lostHints(stage: Stage): Promise<void> {
  const { nodes, hints, close } = await twoNodes(stage, 'hints')
  const text = await stage.text()
  const [here, there] = nodes.map((node) => text.open(6, node.port)) as [Page[], Page[]]
  const pages = [...here, ...there]
  await until('all are there', () => pages.every((page) => page.synced()))
  for (const mode of ['lost', 'wild', 'pass'] as const) {
    for (const each of hints) each.set(mode)
    // Nobody writes over there: only the hint, or a look of its own, tells that node.
    for (let n = 0; n < stage.bySize(3, 10, 40); n += 1) {
      stage.took(`to a node that is quiet, hints ${mode}`, await untilSeen(here[0]!, there, text.ledger.mark(`quiet${n}`)), 2_000)
      await pause(stage.chance.below(300))
    }
    const writing = text.writing(pages)
    for (let n = 0; n < stage.bySize(2, 10, 40); n += 1) {
      const mark = text.ledger.mark(`${mode}${n}`)
      stage.took(`from node to node, hints ${mode}`, await untilSeen(here[0]!, there, mark), 2_000)
      stage.ran()
    }
    await writing.stop()
    await text.assertSound(...nodes.map((node) => node.port))
  }
  // As fast as they can: neither may keep the other from the log.
  for (const page of pages) page.waits.length = 0
  const hurry = text.writing(pages, { least: 1, most: 20 })
  await until('all have many receipts', () => pages.every((page) => page.waits.length > 50))
  await hurry.stop()
  stage.took('the longest receipt at two busy nodes', Math.max(...pages.flatMap((page) => page.waits)), 500)
  const writing = text.writing(pages)
  const [, second] = hints
  for (let n = 0; n < stage.bySize(1, 3, 10); n += 1) {
    second!.relay.weather.swallows = true
    second!.relay.cut()
    await pause(stage.bySize(2_000, 10_000, 60_000))
    second!.relay.weather.swallows = false
    second!.relay.cut()
    stage.took('one after a partition', await untilSeen(here[0]!, there, text.ledger.mark(`healed${n}`)), 3_000)
    stage.ran()
  }
  await writing.stop()
  await text.assertSound(...nodes.map((node) => node.port))
  await close()
}

/** Row 18: two nodes behind a proxy are restarted one after the other while people write. */
export async function rollingRestart(stage: Stage): Promise<void> {
  const nodes = [await stage.ground.node('rolling-0'), await stage.ground.node('rolling-1')]
  const proxy = await openProxy(nodes)
  const text = await stage.text()
  const pages = text.open(stage.bySize(20, 60, 200), () => proxy.port, { haste: 1 })
  await until('all are there', () => pages.every((page) => page.synced()))
  const writing = text.writing(pages, { least: 300, most: 600 })
  for (let n = 0; n < stage.bySize(2, 6, 50); n += 1) {
    const node = nodes[n % 2]!
    const begun = performance.now()
    if ((await node.end()) !== 0) stage.trouble('a node did not stop in order')
    stage.took('a node stops', performance.now() - begun, 10_000)
    await text.assertKept()
    await until('all are with the other node', () => pages.every((page) => page.synced()))
    await node.start()
    await until('it is well again', () => isWell(node))
    await pause(500)
    stage.ran()
  }
  await writing.stop()
  stage.took('the longest anybody was away', Math.max(...pages.map((page) => page.longestAwayMs())), 5_000)
  const otherThanRestart = pages.flatMap((page) => page.closes).filter((code) => code !== 1012 && code !== 1006)
  if (otherThanRestart.length > 0) stage.trouble(`pages were sent away with ${[...new Set(otherThanRestart)].join(', ')}`)
  await text.assertSound(...nodes.map((node) => node.port))
  text.leave()
  await proxy.close()
  for (const node of nodes) await node.end()
}

/** A seal falls while people write at two nodes: the revision is the text, whoever comes later; nothing comes twice. */
export async function freezeRace(stage: Stage): Promise<void> {
  const { nodes, close } = await twoNodes(stage, 'freeze')
  for (let n = 0; n < stage.bySize(4, 20, 100); n += 1) {
    const text = await stage.text()
    const pages = nodes.flatMap((node) => text.open(5, node.port))
    await until('all are there', () => pages.every((page) => page.synced()))
    const writing = text.writing(pages, { least: 1, most: 30 })
    await until('words are saved', () => pages.every((page) => page.waits.length > 3))
    await pause(stage.chance.below(200))
    const revision = await stage.ground.doing((ctx) => settle(ctx, text.id))
    await until('everybody hears of the seal', () => pages.every((page) => page.notices.some(({ kind }) => kind === 'sealed')))
    await writing.stop()
    const lost = text.ledger.lostFrom(revision.plainText)
    stage.tally.lost += lost.length
    for (const what of lost) stage.trouble(`sealed: ${what}`)
    const sealed = marksIn(revision.plainText).join()
    const isSealed = (words: string) => marksIn(words).join() === sealed
    const fresh = nodes.map((node) => text.open(1, node.port)[0]!)
    await until('those who come new have the text', () => fresh.every((page) => page.synced()))
    const disk = await readDisk(stage.ground.connection, text.id)
    if (disk.wrong.length > 0 || ![disk, ...fresh].every(({ doc }) => isSealed(wordsOf(doc)))) {
      stage.tally.diverged += 1
      stage.trouble(`the sealed text is not what everybody has: ${disk.wrong.join('; ')}`)
    }
    const late = pages.filter((page) => marksIn(wordsOf(page.doc)).some((mark) => !sealed.includes(mark)))
    await until('late words are kept', () => late.every((page) => page.notices.some(({ kind }) => kind === 'lateWordsKept')))
    await stage.ground.doing((ctx) => reopen(ctx, text.id))
    await until('pages of the old generation are sent away', () => pages.every((page) => page.closes.includes(4409)))
    const next = text.open(1, nodes[n % 2]!.port, { generation: 2 })[0]!
    await until('the new generation is there', next.synced)
    if (!isSealed(wordsOf(next.doc))) {
      stage.tally.diverged += 1
      stage.trouble('the new generation does not begin as the seal ended')
    }
    stage.ran()
    text.leave()
  }
  await close()
}

/** Everything by chance, for minutes: nodes, database, hints and network, with three texts open at two nodes behind a proxy. */
export async function mixed(stage: Stage): Promise<void> {
  const { ground, chance } = stage
  const { nodes, hints, close } = await twoNodes(stage, 'mixed')
  const proxy = await openProxy(nodes)
  const restart = async (end: (node: Node) => Promise<unknown>) => {
    const node = chance.pick(nodes)
    await end(node)
    await pause(chance.below(500))
    await node.start()
  }
  const faults: (() => Promise<unknown>)[] = [
    () => restart((node) => node.kill()),
    () => restart((node) => node.end()),
    async () => proxy.cut(),
    async () => chance.pick(hints).set(chance.pick(['lost', 'wild', 'pass'] as const)),
    () => ground.connection.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'yishiting'`,
    async () => {
      for (const pid of ground.postgres.pids()) process.kill(pid, 'SIGKILL')
      await untilUp(ground)
    },
    async () => {
      proxy.weather.swallows = true
      await pause(500 + chance.below(2_000))
      proxy.weather.swallows = false
      proxy.cut()
    },
  ]
  const end = performance.now() + stage.bySize(20_000, 120_000, 30 * 60_000)
  while (performance.now() < end) {
    const texts = [await stage.text(), await stage.text(), await stage.text()]
    const writings = texts.map((text) => text.writing(text.open(6, () => proxy.port)))
    for (let n = 0; n < 8; n += 1) {
      await pause(500 + chance.below(2_500))
      await chance.pick(faults)()
      stage.ran()
    }
    await untilUp(ground)
    for (const writing of writings) await writing.stop()
    for (const text of texts) {
      await text.assertSound(...nodes.map((node) => node.port))
      text.leave()
    }
  }
  await proxy.close()
  await close()
}
