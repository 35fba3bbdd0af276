import { readFrame } from '../../shared/sync/wire.ts'
import type { Holding } from './composing.ts'

export type Told = { opened: () => void; sent: (withWords: boolean) => void }

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
      const withWords = data instanceof Uint8Array && readFrame(data).kind === 'words'
      const leave = () => {
        if (this.readyState !== WebSocket.OPEN) return
        super.send(data)
        told.sent(withWords)
      }
      if (withWords) holding.whenDone(leave)
      else leave()
    }
  }
}
