import { lineAnswered } from '../../shared/sync/line.ts'
import { closeReasons } from '../../shared/sync/wire.ts'

/**
 * A socket made of posted questions, for a network that lets no real one through (`shared/sync/line.ts`). To the
 * provider above it is a WebSocket: frames go in and come out in order, each once.
 */

const waitMs = 20_000
/** Words leave at once; what is said within this time goes along. */
const gatherMs = 80
const mostTries = 3
const mostBytes = 300_000

export class LineSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3

  binaryType = 'arraybuffer'
  readyState: number = 0
  bufferedAmount = 0
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  onerror: ((event: Event) => void) | null = null

  readonly #asked: { documentId: string; generation: number; schema: number }
  #line: string | null = null
  #out: Uint8Array[] = []
  #first = 1
  #got = 0
  #waiting: AbortController | null = null
  #gathering = false

  constructor(url: string | URL) {
    const { pathname, searchParams } = new URL(url, location.href)
    this.#asked = {
      documentId: pathname.split('/').at(-1) ?? '',
      generation: Number(searchParams.get('generation')),
      schema: Number(searchParams.get('schema')),
    }
    void this.#run()
  }

  send(data: Uint8Array): void {
    this.#out.push(data.slice())
    if (this.#gathering) return
    this.#gathering = true
    setTimeout(() => {
      this.#gathering = false
      // Only a question that waits is given up for it: what is on its way out is left to arrive.
      this.#waiting?.abort('more to say')
    }, gatherMs)
  }

  close(): void {
    if (this.readyState >= 2) return
    this.readyState = 2
    this.#waiting?.abort('closed')
  }

  async #run(): Promise<void> {
    for (let tries = 0; this.readyState < 2; ) {
      try {
        const code = await this.#exchange()
        if (code !== null) return this.#end(code)
        tries = 0
      } catch {
        tries += 1
        if (tries >= mostTries) return this.#end(1006)
        await new Promise((resolve) => setTimeout(resolve, 1000 * tries))
      }
    }
    this.#end(1000)
  }

  /** One question and its answer; the code where the house closed the line. Rejects when no answer came. */
  async #exchange(): Promise<number | null> {
    const frames = this.#next()
    const waits = this.#line !== null && frames.length === 0
    const given = new AbortController()
    this.#waiting = waits ? given : null
    const { signal } = given
    let response: Response
    try {
      response = await fetch('/api/lines', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...this.#asked, line: this.#line, first: this.#first, frames: frames.map(toBase64), got: this.#got,
          waitMs: waits ? waitMs : 0,
        }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs + 10_000)]),
      })
    } catch (error) {
      // Given up by ourselves: what was sent may have arrived, its numbers tell.
      if (signal.aborted) return null
      throw error
    }
    if (response.status === 401) return 4401
    if (response.status === 404) return 4404
    if (!response.ok) throw new Error(`the line said ${response.status}`)
    const answer = lineAnswered.parse(await response.json())
    this.#line = answer.line
    this.#out = this.#out.slice(frames.length)
    this.#first += frames.length
    if (this.readyState === 0) {
      this.readyState = 1
      this.onopen?.(new Event('open'))
    }
    for (const [n, frame] of answer.frames.entries()) {
      if (answer.first + n !== this.#got + 1) continue
      this.#got += 1
      if (this.readyState === 1) this.onmessage?.(new MessageEvent('message', { data: fromBase64(frame) }))
    }
    return answer.closed && answer.frames.every((_, n) => answer.first + n <= this.#got) ? answer.closed.code : null
  }

  #next(): Uint8Array[] {
    let size = 0
    return this.#out.filter((frame, n) => {
      size += frame.length
      return n === 0 || (n < 200 && size < mostBytes)
    })
  }

  #end(code: number): void {
    if (this.readyState === 3) return
    this.readyState = 3
    const reason = (closeReasons as Record<number, string>)[code] ?? ''
    this.onclose?.(new CloseEvent('close', { code, reason, wasClean: code !== 1006 }))
  }
}

function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return btoa(letters)
}

function fromBase64(words: string): ArrayBuffer {
  return Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0)).buffer
}
