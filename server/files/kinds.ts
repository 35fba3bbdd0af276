import type { FilePurpose } from '../../shared/files.ts'

export type FileType =
  | 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic'
  | 'audio/mp4' | 'audio/3gpp' | 'audio/webm' | 'audio/ogg' | 'audio/mpeg' | 'audio/wav' | 'audio/amr' | 'audio/aac'
  | 'video/mp4' | 'application/pdf'

const latin = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
const starts = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, at) => bytes[at] === byte)

/** Apple's and Android's brands of the one box format that photos, recordings and films share. */
function boxedType(bytes: Uint8Array): FileType {
  const brand = latin(bytes, 8, 12)
  if (/^(heic|heix|hevc|heim|heis|mif1|msf1|avif)$/.test(brand)) return 'image/heic'
  if (hasPictures(bytes)) return 'video/mp4'
  return brand.startsWith('3g') ? 'audio/3gpp' : 'audio/mp4'
}

/** True where a track says that it is for the eye. */
function hasPictures(bytes: Uint8Array): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = data.indexOf('hdlr', 0, 'latin1'); at !== -1; at = data.indexOf('hdlr', at + 4, 'latin1')) {
    if (latin(data, at + 12, at + 16) === 'vide') return true
  }
  return false
}

/** What a file is, told from its first bytes and never from its name; null for what the house does not take. */
export function typeOf(bytes: Uint8Array): FileType | null {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WAVE') return 'audio/wav'
  if (latin(bytes, 4, 8) === 'ftyp') return boxedType(bytes)
  if (starts(bytes, 0x1a, 0x45, 0xdf, 0xa3) && latin(bytes, 0, 64).includes('webm')) return 'audio/webm'
  if (latin(bytes, 0, 4) === 'OggS') return 'audio/ogg'
  if (latin(bytes, 0, 5) === '#!AMR') return 'audio/amr'
  if (latin(bytes, 0, 3) === 'ID3') return 'audio/mpeg'
  if (bytes[0] === 0xff && [0xf1, 0xf9].includes(bytes[1] ?? 0)) return 'audio/aac'
  if (bytes[0] === 0xff && [0xfb, 0xfa, 0xf3, 0xf2].includes(bytes[1] ?? 0)) return 'audio/mpeg'
  if (latin(bytes, 0, 5) === '%PDF-') return 'application/pdf'
  return null
}

const photos: readonly FileType[] = ['image/jpeg', 'image/png', 'image/webp']
const recordings: readonly FileType[] = [
  'audio/mp4', 'audio/3gpp', 'audio/webm', 'audio/ogg', 'audio/mpeg', 'audio/wav', 'audio/amr', 'audio/aac',
]
const takenFor: Record<FilePurpose, readonly FileType[]> = {
  voice: recordings,
  photo: photos,
  paper: [...photos, 'application/pdf'],
}

export function fits(type: FileType, purpose: FilePurpose): boolean {
  return takenFor[purpose].includes(type)
}

const endings: Record<FileType, string> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/heic': 'heic',
  'audio/mp4': 'm4a', 'audio/3gpp': '3gp', 'audio/webm': 'webm', 'audio/ogg': 'ogg', 'audio/mpeg': 'mp3',
  'audio/wav': 'wav', 'audio/amr': 'amr', 'audio/aac': 'aac', 'video/mp4': 'mp4', 'application/pdf': 'pdf',
}

/** A name that says what the bytes are, without a path, control signs or another ending to mislead by. */
export function safeName(name: string, type: FileType): string {
  const stem = name
    .normalize('NFC')
    .replace(/^.*[\\/]/, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[\p{C}"<>|:*?%;]/gu, '')
    .trim()
    .slice(0, 60)
  return `${stem || '文件'}.${endings[type]}`
}
