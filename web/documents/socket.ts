import { readFrame } from '../../shared/sync/wire.ts'
import type { Holding } from './composing.ts'
import type { FrameOut } from './savings.ts'

export type Told = { opened: () => void; sending: (frame: FrameOut) => () => void }

/**
 * The browser's socket, which tells of every frame as it leaves (the server counts them, and its receipts name them
 * by number), and keeps frames with words while a word is being composed.
 */
export function tellingSocket(
  holding: Holding,
  told: Told,
  Plain: typeof WebSocket = WebSocket,
): typeof WebSocket {
  return class TellingSocket extends Plain {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      told.opened()
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      const frame = data instanceof Uint8Array ? readFrame(data) : null
      const withWords = frame?.kind === 'words'
      const left = told.sending(withWords ? (frame.whole ? 'whole' : 'part') : 'other')
      const leave = () => {
        if (this.readyState !== WebSocket.OPEN) return
        super.send(data)
        left()
      }
      if (withWords) holding.whenDone(leave)
      else leave()
    }
  }
}
