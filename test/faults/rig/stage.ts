import { createChance } from '../../rooms/chance.ts'
import type { Chance } from '../../rooms/chance.ts'
import type { Ground } from './ground.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { openPage, type Page, type PageOptions } from './page.ts'
import { pause, until } from './patience.ts'
import { copyOf, differences, readDisk, wordsOf } from './sound.ts'

/** How much of a row is run: with every `npm test`, by `npm run faults`, and with `--full`. */
export type Size = 'test' | 'usual' | 'full'
export type Tally = { runs: number; acknowledged: number; lost: number; diverged: number; troubles: string[] }

/** What a row of the fault table works with. */
export type Stage = {
  ground: Ground
  chance: Chance
  size: Size
  /** One of three numbers, by the size of this run. */
  bySize: (test: number, usual: number, full: number) => number
  /** A text with its ledger and its pages, all closed when the row is over. */
  text: (where?: Pick<Ground, 'connection' | 'newText'>) => Promise<Text>
  /** One fault was gone through. */
  ran: (count?: number) => void
  /** Something that must hold did not. */
  trouble: (what: string) => void
  /** A time the table gives a figure for: beyond ten times of it is a fault of ours and not of the machine. */
  took: (what: string, ms: number, figureMs: number) => void
  tally: Tally
  figures: () => string[]
  close: () => Promise<void>
}

export type Text = {
  id: string
  ledger: Ledger
  pages: Page[]
  /** Pages of so many people, from a number on in the county's list, at the house where the port says it is. */
  open: (count: number, port: () => number, more?: Partial<PageOptions> & { from?: number }) => Page[]
  /** All of them write by chance until it is over, each in its own time. */
  writing: (pages: readonly Page[], beat?: { least: number; most: number }) => { stop: () => Promise<void> }
  /** What is acknowledged by now is on disk, whatever runs. */
  assertKept: () => Promise<void>
  /** Everybody is heard, and all copies are one: pages, disk, and one who comes new at each of these places. */
  assertSound: (...ports: (() => number)[]) => Promise<void>
  /** All its pages go. */
  leave: () => void
}

export function openStage(ground: Ground, size: Size, seed: number, name: string): Stage {
  const chance = createChance(seed ^ hashOf(name))
  const tally: Tally = { runs: 0, acknowledged: 0, lost: 0, diverged: 0, troubles: [] }
  const texts: Text[] = []
  const times = new Map<string, { ms: number[]; figureMs: number }>()
  const trouble = (what: string) => void tally.troubles.push(what)
  let names = 0

  async function text(where: Pick<Ground, 'connection' | 'newText'> = ground): Promise<Text> {
    const id = await where.newText()
    const ledger = createLedger()
    const pages: Page[] = []
    const page = (person: number, port: () => number, more: Partial<PageOptions>): Page => {
      const { cookie } = ground.people[person % ground.people.length]!
      const made = openPage({ name: `p${(names += 1)}`, documentId: id, cookie, port, ledger, chance, ...more })
      pages.push(made)
      return made
    }
    async function assertKept(): Promise<void> {
      const promised = ledger.promised()
      const disk = await readDisk(where.connection, id)
      tell(ledger.lostFrom(wordsOf(disk.doc), promised), disk.wrong)
    }
    function tell(lost: readonly string[], wrong: readonly string[]): void {
      tally.lost += lost.length
      if (wrong.length > 0) tally.diverged += 1
      for (const what of [...lost, ...wrong].slice(0, 5)) trouble(what)
    }
    const made: Text = {
      id, ledger, pages,
      open: (count, port, { from = 0, ...more } = {}) => Array.from({ length: count }, (_, n) => page(from + n, port, more)),
      writing(writers, { least, most } = { least: 40, most: 120 }) {
        const over = new AbortController()
        const hands = writers.map(async (writer) => {
          while (!over.signal.aborted) {
            await pause(least + chance.below(most - least + 1))
            if (!over.signal.aborted) writer.write()
          }
        })
        return {
          async stop() {
            over.abort()
            await Promise.all(hands)
          },
        }
      },
      assertKept,
      async assertSound(...ports) {
        const here = pages.filter((each) => each.wants())
        await until('everybody has their receipts', () => here.every((each) => each.synced() && each.unsaved() === 0))
        const fresh = ports.map((port, n) => page(n, port, {}))
        await until('those who come new have the text', () => fresh.every((each) => each.synced()))
        await calm(() => readDisk(where.connection, id), [...here, ...fresh])
        const disk = await readDisk(where.connection, id)
        const wrong = [...here, ...fresh].flatMap((each) => differences(`the page ${each.name}`, copyOf(each.doc), disk.doc))
        tell(ledger.lostFrom(wordsOf(disk.doc)), [...disk.wrong, ...wrong])
        for (const each of fresh) {
          each.leave()
          pages.splice(pages.indexOf(each), 1)
        }
      },
      leave() {
        for (const each of pages) each.leave()
      },
    }
    texts.push(made)
    return made
  }

  return {
    ground, chance, size, tally, text, trouble,
    bySize: (test, usual, full) => ({ test, usual, full })[size],
    ran: (count = 1) => void (tally.runs += count),
    took(what, ms, figureMs) {
      const known = times.get(what) ?? { ms: [], figureMs }
      known.ms.push(ms)
      times.set(what, known)
      if (ms > figureMs * 10) trouble(`${what} took ${Math.round(ms)} ms where ${figureMs} is the figure`)
    },
    figures: () => [...times].map(([what, { ms, figureMs }]) => `${what} ${shown(ms)} (figure ${figureMs})`),
    async close() {
      for (const { ledger, leave } of texts) {
        tally.acknowledged += ledger.acknowledged()
        leave()
      }
    },
  }
}

/** Waits until all copies have caught up with the disk, or nothing more comes: what then differs is told by who compares. */
async function calm(read: () => Promise<{ doc: Page['doc'] }>, pages: readonly Page[]): Promise<void> {
  const { doc } = await read()
  const deadline = performance.now() + 20_000
  const isSame = () => pages.every((page) => differences('', page.doc, doc).length === 0)
  while (performance.now() < deadline && !isSame()) await pause(20)
}

function shown(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)
  return sorted.length === 1 ? `${at(0)} ms` : `${at(0.5)} ms, at worst ${at(1)}`
}

function hashOf(name: string): number {
  let hash = 0
  for (const letter of name) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0
  return hash >>> 0
}

