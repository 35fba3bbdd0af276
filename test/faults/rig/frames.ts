import type { Chance } from '../../rooms/chance.ts'
import type { Lens } from './relay.ts'

/** How a broken box between a page and its house treats WebSocket frames: each of these one in so many; 0 is never. */
export type Mangling = { doubled: number; swapped: number; lost: number; cut: number }

/** Mangles the data frames of one way after the handshake; pings, pongs and closings pass as they are. */
export function mangle(chance: Chance, often: () => Mangling): Lens {
  let rest = Buffer.alloc(0)
  let greeted = false
  let kept: Buffer | null = null
  const happens = (one: number) => one > 0 && chance.oneIn(one)

  function treat(frame: Buffer): Buffer[] {
    if (!isData(frame)) return [frame]
    const { doubled, swapped, lost, cut } = often()
    if (happens(lost)) return []
    const out = happens(cut) ? shortened(frame, chance) : frame
    if (kept) {
      const before = kept
      kept = null
      return [out, before]
    }
    if (happens(swapped)) {
      kept = out
      return []
    }
    return happens(doubled) ? [out, out] : [out]
  }

  return (piece) => {
    rest = Buffer.concat([rest, piece])
    const out: Buffer[] = []
    if (!greeted) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return Buffer.alloc(0)
      greeted = true
      out.push(rest.subarray(0, end + 4))
      rest = rest.subarray(end + 4)
    }
    for (let length = frameLength(rest); length !== null; length = frameLength(rest)) {
      out.push(...treat(rest.subarray(0, length)))
      rest = rest.subarray(length)
    }
    return Buffer.concat(out)
  }
}

const isData = (frame: Buffer): boolean => (frame[0]! & 0x0f) === 2 && (frame[0]! & 0x80) !== 0

type Head = { head: number; mask: number; payload: number }
function headOf(bytes: Buffer): Head | null {
  if (bytes.length < 2) return null
  const short = bytes[1]! & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < head) return null
  const payload = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return { head, mask: bytes[1]! & 0x80 ? 4 : 0, payload }
}

function frameLength(bytes: Buffer): number | null {
  const found = headOf(bytes)
  if (!found) return null
  const length = found.head + found.mask + found.payload
  return bytes.length < length ? null : length
}

/** The same frame with less in it: still a frame, with the mask where it was. */
function shortened(frame: Buffer, chance: Chance): Buffer {
  const { head, mask, payload } = headOf(frame)!
  const left = chance.below(payload + 1)
  const start = Buffer.alloc(left < 126 ? 2 : 4)
  start[0] = frame[0]!
  start[1] = (frame[1]! & 0x80) | (left < 126 ? left : 126)
  if (left >= 65_536) return frame
  if (left >= 126) start.writeUInt16BE(left, 2)
  return Buffer.concat([start, frame.subarray(head, head + mask + left)])
}
