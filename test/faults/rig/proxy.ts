import type { Node } from './ground.ts'
import { pause } from './patience.ts'
import { openRelay, type Relay } from './relay.ts'

/** A small proxy before several nodes: it asks each for its health and sends new connections to those that are well. */
export async function openProxy(nodes: readonly Node[]): Promise<Relay> {
  const well = new Set<Node>(nodes)
  let turn = 0
  const closing = new AbortController()
  const relay = await openRelay(() => {
    const up = nodes.filter((node) => well.has(node))
    return up.length === 0 ? null : up[(turn += 1) % up.length]!.port()
  })
  const looking = (async () => {
    while (!closing.signal.aborted) {
      await Promise.all(nodes.map(async (node) => ((await isWell(node)) ? well.add(node) : well.delete(node))))
      await pause(100)
    }
  })()
  return {
    ...relay,
    async close() {
      closing.abort()
      await looking
      await relay.close()
    },
  }
}

export async function isWell(node: Node): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${node.port()}/healthz`, { signal: AbortSignal.timeout(1_000) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}
