import type { Pen } from './pen.ts'

/**
 * What a room says, gathered and sent once a turn of the loop: one write per socket, of frames that were made once.
 * A caret leaves together with the words it belongs to; of several places of one caret only the last is sent.
 */
export type Outbox = {
  /** To everybody but the one who said it. */
  tell: (frame: Buffer, except?: Pen) => void
  /** To one alone; before what everybody is told in the same turn. */
  send: (pen: Pen, frame: Buffer) => void
  /** Where somebody's caret is, or that it is gone. `pen`: whose words it waits for; null for a caret from elsewhere. */
  caret: (of: Pen | number, frame: Buffer) => void
  /** Words were settled: carets that waited for them may leave. */
  settled: () => void
  /** Everybody's carets, for one who has just come. */
  greet: (pen: Pen) => void
  /** Sends at once what waits for this pen alone. */
  hurry: (pen: Pen) => void
  flush: () => void
}

export type Limits = { slowBytes: number; stalledBytes: number }

/** Carets that move without words are shown at most this often. */
const caretPauseMs = 25

export function createOutbox(pens: ReadonlySet<Pen>, limits: Limits, everyCaret: () => Buffer): Outbox {
  let told: { frame: Buffer; except: Pen | undefined }[] = []
  let alone = new Map<Pen, Buffer[]>()
  let newcomers = new Set<Pen>()
  const carets = new Map<Pen | number, Buffer>()
  let due: NodeJS.Immediate | null = null
  let pause: NodeJS.Timeout | null = null
  let caretsAfter = 0

  function arrange(): void {
    due ??= setImmediate(flush)
  }
  function arrangeCarets(): void {
    if (due || pause) return
    const wait = caretsAfter - performance.now()
    if (wait <= 0) return arrange()
    pause = setTimeout(() => {
      pause = null
      arrange()
    }, wait)
  }

  /** The carets whose words are out, by the pen they belong to. */
  function readyCarets(): Map<Pen | number, Buffer> {
    const ready = new Map<Pen | number, Buffer>()
    for (const [of, frame] of carets) {
      if (typeof of !== 'number' && of.waiting > 0 && pens.has(of)) continue
      ready.set(of, frame)
      carets.delete(of)
    }
    return ready
  }

  function flush(): void {
    due = null
    const words = told
    told = []
    const ready = readyCarets()
    if (ready.size > 0) caretsAfter = performance.now() + caretPauseMs
    const speakers = new Set<Pen | number | undefined>(ready.keys())
    for (const { except } of words) speakers.add(except)
    const spoken = Buffer.concat(words.map(({ frame }) => frame))
    const drawn = Buffer.concat([...ready.values()])
    const common = Buffer.concat([spoken, drawn])
    const greeting = newcomers.size > 0 ? everyCaret() : null
    for (const pen of pens) {
      const own = alone.get(pen) ?? []
      if (greeting && newcomers.has(pen)) own.push(greeting)
      const waiting = pen.socket.buffered()
      if (waiting < limits.slowBytes) pen.owed = 0
      if (waiting > limits.stalledBytes + pen.owed) {
        if (own.length > 0 || common.length > 0) pen.socket.close(1013)
        continue
      }
      const slow = waiting > limits.slowBytes
      if (speakers.has(pen)) {
        for (const { frame, except } of words) if (except !== pen) own.push(frame)
        if (!slow) for (const [of, frame] of ready) if (of !== pen) own.push(frame)
      } else if (slow ? spoken.length > 0 : common.length > 0) own.push(slow ? spoken : common)
      if (own.length > 0) pen.socket.write(own)
    }
    alone = new Map()
    newcomers = new Set()
  }

  return {
    tell(frame, except) {
      told.push({ frame, except })
      arrange()
    },
    send(pen, frame) {
      const waiting = alone.get(pen)
      if (waiting) waiting.push(frame)
      else alone.set(pen, [frame])
      arrange()
    },
    caret(of, frame) {
      carets.set(of, frame)
      if (typeof of === 'number' || of.waiting === 0) arrangeCarets()
    },
    settled() {
      if (carets.size > 0) arrangeCarets()
    },
    greet(pen) {
      newcomers.add(pen)
      arrange()
    },
    hurry(pen) {
      const own = alone.get(pen)
      if (!own) return
      alone.delete(pen)
      pen.socket.write(own)
    },
    flush() {
      if (due) clearImmediate(due)
      flush()
    },
  }
}
