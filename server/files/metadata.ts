import type { FileType } from './kinds.ts'

/** Bytes without what they tell about where and with what they were made. `turn`: how a photo stood, 1–8. */
export type Clean = { bytes: Uint8Array; turn: number }

/**
 * Takes out of a photo or recording everything but what is seen or heard: place, time, device, thumbnails, words,
 * and whatever was hung on behind its end. Null when it cannot be done, so that nothing is kept by mistake.
 */
export function withoutMetadata(bytes: Uint8Array, type: FileType): Clean | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (type) {
    case 'image/jpeg': return cleanJpeg(data)
    case 'image/png': return upright(cleanPng(data))
    case 'image/webp': return upright(cleanWebp(data))
    case 'audio/mp4':
    case 'audio/3gpp': return upright(cleanBoxes(data))
    case 'audio/mpeg': return upright(cleanMp3(data))
    case 'image/heic':
    case 'video/mp4': return null
    default: return { bytes, turn: 1 }
  }
}

const upright = (bytes: Uint8Array | null): Clean | null => (bytes ? { bytes, turn: 1 } : null)

/** Keeps the picture's own segments, its colour profile and Adobe's colour note; ends where the picture ends. */
function cleanJpeg(data: Buffer): Clean | null {
  const kept: Buffer[] = [data.subarray(0, 2)]
  let turn = 1
  for (let at = 2; at + 4 <= data.length; ) {
    if (data[at] !== 0xff) return null
    const marker = data[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) break
    const length = data.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > data.length) return null
    const segment = data.subarray(at, end)
    if (marker === 0xe1) turn = turnOf(segment) ?? turn
    if (isPicture(marker, segment)) kept.push(segment)
    at = end
    if (marker !== 0xda) continue
    const scanEnd = endOfScan(data, at)
    kept.push(data.subarray(at, scanEnd))
    at = scanEnd
  }
  if (kept.length < 3) return null
  kept.push(Buffer.from([0xff, 0xd9]))
  return { bytes: Buffer.concat(kept), turn }
}

function isPicture(marker: number, segment: Buffer): boolean {
  if (marker === 0xe0) return segment.toString('latin1', 4, 8) === 'JFIF' && segment.length === 18
  if (marker === 0xe2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE'
  if (marker === 0xee) return segment.toString('latin1', 4, 9) === 'Adobe'
  return !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe
}

function endOfScan(data: Buffer, from: number): number {
  for (let at = from; at + 1 < data.length; at += 1) {
    const next = data[at + 1] ?? 0
    if (data[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return data.length
}

/** The orientation an Exif segment names; undefined when it names none. */
function turnOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 8) !== 'Exif' || segment.length < 24) return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const first = u32(4)
  for (let n = 0; n < u16(first); n += 1) {
    const entry = first + 2 + n * 12
    const value = u16(entry + 8)
    if (u16(entry) === 0x0112) return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

const pictureChunks = new Set([
  'IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT',
])

function cleanPng(data: Buffer): Uint8Array | null {
  const kept: Buffer[] = [data.subarray(0, 8)]
  for (let at = 8; at + 12 <= data.length; ) {
    const end = at + 12 + data.readUInt32BE(at)
    if (end > data.length) return null
    const name = data.toString('latin1', at + 4, at + 8)
    if (pictureChunks.has(name)) kept.push(data.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

const webpPicture = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const webpExifAndXmp = 0b1100

function cleanWebp(data: Buffer): Uint8Array | null {
  const kept: Buffer[] = []
  const stop = Math.min(data.length, 8 + data.readUInt32LE(4))
  for (let at = 12; at + 8 <= stop; ) {
    const size = data.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > stop) return null
    const name = data.toString('latin1', at, at + 4)
    if (webpPicture.has(name)) {
      const chunk = Buffer.from(data.subarray(at, Math.min(end, stop)))
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~webpExifAndXmp
      kept.push(chunk)
    }
    at = end
  }
  if (kept.length === 0) return null
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

const boxesWithin = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf'])
const tellingBoxes = new Set(['udta', 'meta', 'uuid', 'loci', 'ilst'])

/** Blanks the boxes that hold words and places, in their own length: the sound's offsets stay true. */
function cleanBoxes(data: Buffer): Uint8Array | null {
  const copy = Buffer.from(data)
  return blankBoxes(copy, 0, copy.length, 0) ? copy : null
}

function blankBoxes(data: Buffer, from: number, to: number, depth: number): boolean {
  if (depth > 8) return false
  for (let at = from; at + 8 <= to; ) {
    const short = data.readUInt32BE(at)
    const long = short === 1 && at + 16 <= to ? Number(data.readBigUInt64BE(at + 8)) : 0
    const head = short === 1 ? 16 : 8
    const end = short === 0 ? to : at + (short === 1 ? long : short)
    if (end < at + head || end > to) return false
    const name = data.toString('latin1', at + 4, at + 8)
    if (tellingBoxes.has(name)) {
      data.write('free', at + 4, 'latin1')
      data.fill(0, at + head, end)
    } else if (boxesWithin.has(name) && !blankBoxes(data, at + head, end, depth + 1)) {
      return false
    }
    at = end
  }
  return true
}

function cleanMp3(data: Buffer): Uint8Array | null {
  let from = 0
  while (data.toString('latin1', from, from + 3) === 'ID3' && from + 10 <= data.length) {
    const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((data[from + at] ?? 0) & 0x7f), 0)
    from += 10 + size + ((data[from + 5] ?? 0) & 0x10 ? 10 : 0)
  }
  const tail = data.length - 128
  const to = tail >= from && data.toString('latin1', tail, tail + 3) === 'TAG' ? tail : data.length
  return from < to ? data.subarray(from, to) : null
}
