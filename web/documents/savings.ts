import type { SavedState } from '../ui/SavedMark.tsx'

/**
 * What of this device's writing the server has answered for. Each local change is counted as it is made; each frame
 * that leaves remembers which changes it carries; a receipt names the last frame whose effect is committed. Nothing
 * here is guessed from being connected.
 */
export type Savings = {
  /** A change was made here. */
  wrote: () => void
  /** A frame is made; the answer is called when it leaves, as the next of this connection. */
  sending: (frame: FrameOut) => () => void
  /** The server committed this connection's frames up to and with this one, counted from 1. */
  receipt: (frame: number) => void
  /** A new connection: its frames are counted anew, and what was under way must be answered for again. */
  reconnected: () => void
  /** Changes made here. */
  written: () => number
  /** Changes the server has not answered for. */
  unsaved: () => number
}

/**
 * `whole`: all the page has beyond what it was asked about. `part`: the latest change; before the first whole frame of
 * a connection it says nothing of what was written while away, however well it is taken. `other`: no words.
 */
export type FrameOut = 'whole' | 'part' | 'other'

export function createSavings(): Savings {
  let written = 0
  let committed = 0
  let frames: number[] = []
  let whole = false
  return {
    wrote() {
      written += 1
    },
    sending(frame) {
      if (frame === 'whole') whole = true
      const carried = frame === 'other' || !whole ? 0 : written
      return () => void frames.push(Math.max(carried, frames.at(-1) ?? 0))
    },
    receipt(frame) {
      const carried = frames[frame - 1]
      if (carried !== undefined) committed = Math.max(committed, carried)
    },
    reconnected() {
      frames = []
      whole = false
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
