import type { SavedState } from '../ui/SavedMark.tsx'

/**
 * What of this device's writing the server has answered for. Each local change is counted as it is made; each frame
 * that leaves remembers which changes it carries; a receipt names the last frame whose effect is committed. Nothing
 * here is guessed from being connected.
 */
export type Savings = {
  /** A change was made here. */
  wrote: () => void
  /** A frame left on this connection. One with words carries all that was written until now. */
  sent: (withWords: boolean) => void
  /** The server committed this connection's frames up to and with this one, counted from 1. */
  receipt: (frame: number) => void
  /** A new connection: its frames are counted anew, and what was under way must be answered for again. */
  reconnected: () => void
  /** Changes made here. */
  written: () => number
  /** Changes the server has not answered for. */
  unsaved: () => number
}

export function createSavings(): Savings {
  let written = 0
  let committed = 0
  let frames: number[] = []
  return {
    wrote() {
      written += 1
    },
    sent(withWords) {
      frames.push(withWords ? written : (frames.at(-1) ?? 0))
    },
    receipt(frame) {
      const carried = frames[frame - 1]
      if (carried !== undefined) committed = Math.max(committed, carried)
    },
    reconnected() {
      frames = []
    },
    written: () => written,
    unsaved: () => written - committed,
  }
}

/**
 * The mark for what is unsaved: on its way for a moment, then only on this device; refused is not saved, nor is what
 * a browser that keeps nothing would lose with its page.
 */
export function markOf(told: { unsaved: number; connected: boolean; waitingMs: number; refused: boolean; keptHere: boolean }): SavedState {
  if (told.unsaved === 0) return { kind: 'saved' }
  if (told.refused) return { kind: 'failed' }
  if (told.connected && told.waitingMs < patienceMs) return { kind: 'saving' }
  return told.keptHere ? { kind: 'device', count: told.unsaved } : { kind: 'failed' }
}

const patienceMs = 2000
