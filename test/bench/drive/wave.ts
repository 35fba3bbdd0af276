import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { newClauseId } from '../../../shared/documents/clauses.ts'
import { textRoot } from '../../../shared/documents/kinds.ts'
import { cpuOf, residentOf } from '../targets/proc.ts'
import type { Address } from '../targets/target.ts'
import { openLight } from './light.ts'

/** Many texts, each opened, written to once and left. */
export type WaveJob = { address: Address; texts: string[]; idleSeconds: number }
export type WaveFigures = { before: number; after: number; cpuPerOpen: number }

const atOnce = 16
const letters = 9_000

export async function wave({ address, texts, idleSeconds }: WaveJob): Promise<WaveFigures> {
  const before = residentOf(address.pid)
  const cpu = cpuOf(address.pid)
  const waiting = texts.entries()
  const hand = async (): Promise<void> => {
    for (const [nth, text] of waiting) await openAndLeave(address, text, nth)
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
  const cpuPerOpen = ((cpuOf(address.pid) - cpu) / texts.length) * 1000
  await wait(idleSeconds * 1000)
  return { before, after: residentOf(address.pid), cpuPerOpen }
}

/** Opens a text, writes some pages into it, waits until the server has them, and leaves. */
export async function openAndLeave(address: Address, text: string, account: number): Promise<void> {
  let committed: () => void = () => {}
  const kept = new Promise<void>((resolve) => (committed = resolve))
  let last = Number.POSITIVE_INFINITY
  const light = openLight({ address, text, account }, { receipt: (frame) => frame >= last && committed() })
  await light.synced
  last = light.send('update', pages())
  if (address.target === 'yishiting') await kept
  else await light.ask()
  light.close()
}

/** About 28 kB of words under a client of their own. */
function pages(): Uint8Array {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  const words = new Y.XmlText()
  paragraph.setAttribute('clauseId', newClauseId())
  paragraph.insert(0, [words])
  words.insert(0, '有事好商量，众人的事情由众人商量。'.repeat(letters / 17))
  doc.getXmlFragment(textRoot).push([paragraph])
  return Y.encodeStateAsUpdate(doc)
}
