import type { Node } from '../rig/ground.ts'
import { untilUp } from '../rig/ground.ts'
import type { Page } from '../rig/page.ts'
import { pause, until } from '../rig/patience.ts'
import type { Stage, Text } from '../rig/stage.ts'

const writers = 20
const faultsPerText = 6

/** Row 1: `kill -9` of the app at any moment while twenty write. */
export async function killApp(stage: Stage): Promise<void> {
  const node = await stage.ground.node('kill-app')
  await again(stage, node, stage.bySize(30, 60, 300), async (text, pages) => {
    const killed = performance.now()
    await node.kill()
    // Nobody can come back yet: what they were told is saved must be there without them.
    await text.assertKept()
    await node.start()
    stage.took('ready again', performance.now() - killed, 5_000)
    await savedAgain(pages)
  })
  await node.end()
}

/** Row 2: `kill -9` of every process of PostgreSQL at any moment while twenty write; the house stays up and waits. */
export async function killPostgres(stage: Stage): Promise<void> {
  const { ground } = stage
  const node = await ground.node('kill-postgres')
  await again(stage, node, stage.bySize(5, 20, 100), async (text, pages) => {
    const killed = performance.now()
    for (const pid of ground.postgres.pids()) process.kill(pid, 'SIGKILL')
    const waiting = pages.map((page) => page.waits.length)
    await untilUp(ground)
    stage.took('PostgreSQL is back', performance.now() - killed, 5_000)
    await text.assertKept()
    await savedAgain(pages, waiting)
    stage.took('words are saved again', performance.now() - killed, 5_000)
  })
  if ((await node.end()) !== 0) stage.trouble('the house did not outlive its database')
}

/** So many faults while people write, a few a text; after each text all copies are compared. */
async function again(stage: Stage, node: Node, faults: number, fault: (text: Text, pages: readonly Page[]) => Promise<void>): Promise<void> {
  for (let done = 0; done < faults; done += faultsPerText) {
    const text = await stage.text()
    const pages = text.open(writers, node.port)
    await until('all are there', () => pages.every((page) => page.synced()))
    const writing = text.writing(pages, stage.size === 'test' ? { least: 100, most: 300 } : { least: 40, most: 120 })
    for (let n = done; n < Math.min(faults, done + faultsPerText); n += 1) {
      await until('words are saved', () => pages.some((page) => page.synced() && page.waits.length > 0))
      await pause(50 + stage.chance.below(stage.bySize(450, 1450, 1450)))
      await fault(text, pages)
      stage.ran()
    }
    await writing.stop()
    await text.assertSound(node.port)
    text.leave()
  }
}

async function savedAgain(pages: readonly Page[], before = pages.map((page) => page.waits.length)): Promise<void> {
  await until('words are saved again', () => pages.some((page, n) => page.waits.length > before[n]!))
}
