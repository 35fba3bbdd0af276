import * as decoding from 'lib0/decoding'
import { limits } from '../wire.ts'
import type { Holding } from './yjs.ts'

/** Reads a Yjs update (its first format) without building anything of Yjs, and stops at the first thing wrong. */

/** What an item carries, by the numbers of Yjs’ format. */
export const contents = { garbage: 0, deleted: 1, string: 4, format: 6, type: 7, any: 8 } as const
const skip = 10
export const types = { array: 0, map: 1, text: 2, element: 3, fragment: 4, hook: 5, words: 6 } as const

/** One struct of an update. Ids that are not there have the client -1. */
export type Struct = {
  client: number
  clock: number
  length: number
  content: number
  leftClient: number
  leftClock: number
  rightClient: number
  rightClock: number
  /** A root’s name; null where the parent is an item, or follows from a neighbour. */
  root: string | null
  parentClient: number
  parentClock: number
  /** The key under which it stands in its parent; meant only where it has no neighbour. */
  key: string | null
  /** Of a type: which, and the name of an element. Of a format: its key. */
  type: number
  name: string
  /** Of a format: its value as JSON. */
  value: string
  /** Of a plain value: what it is, after what it was. */
  any: readonly unknown[]
  /** Where it will stand: found out in the order of integration. */
  place: Place | 'gone' | null
}

/** What holds an item: a type of the text, or one that comes with the same update. */
export type Holder = Holding | Struct
export type Place = { holder: Holder; key: string | null }

export type Deletion = { client: number; clock: number; length: number }
export type Reading = {
  /** The structs of each client, in the order of their clocks. */
  clients: Map<number, Struct[]>
  structs: number
  deletions: Deletion[]
}

/** Bytes that are no update, or one that no honest page makes. */
export class Unreadable extends Error {}
/** Structs of a client with a hole between them. */
export class Hole extends Error {}

const none: readonly unknown[] = []
/** Yjs draws its clients from 32 bits. */
const highestClient = 2 ** 32 - 1

/** Throws on whatever cannot be read whole, on more than a page may send at once, and on bytes left over. */
export function readUpdate(bytes: Uint8Array): Reading {
  const decoder = decoding.createDecoder(bytes)
  const clients = new Map<number, Struct[]>()
  let structs = 0
  for (let rest = decoding.readVarUint(decoder); rest > 0; rest -= 1) {
    let left = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    let clock = decoding.readVarUint(decoder)
    structs += left
    if (left === 0 || structs > limits.structs || client > highestClient || clients.has(client)) throw new Unreadable()
    const own: Struct[] = []
    clients.set(client, own)
    for (; left > 0; left -= 1) {
      const struct = readStruct(decoder, client, clock)
      clock += struct.length
      // Garbage says its own length: one that claims more than a text may hold would use up its client's clock.
      if (struct.length <= 0 || struct.length > limits.documentBytes || decoder.pos > bytes.length) throw new Unreadable()
      own.push(struct)
    }
  }
  const deletions = readDeletions(decoder)
  if (decoder.pos !== bytes.length) throw new Unreadable()
  return { clients, structs, deletions }
}

function readStruct(decoder: decoding.Decoder, client: number, clock: number): Struct {
  const info = decoding.readUint8(decoder)
  const content = info & 31
  const struct: Struct = {
    client, clock, length: 1, content,
    leftClient: -1, leftClock: 0, rightClient: -1, rightClock: 0,
    root: null, parentClient: -1, parentClock: 0, key: null,
    type: -1, name: '', value: '', any: none, place: null,
  }
  if (content === contents.garbage) {
    struct.length = decoding.readVarUint(decoder)
    return struct
  }
  if (content === skip) throw new Hole()
  if (info & 128) {
    struct.leftClient = decoding.readVarUint(decoder)
    struct.leftClock = decoding.readVarUint(decoder)
  }
  if (info & 64) {
    struct.rightClient = decoding.readVarUint(decoder)
    struct.rightClock = decoding.readVarUint(decoder)
  }
  if ((info & 192) === 0) {
    if (decoding.readVarUint(decoder) === 1) struct.root = decoding.readVarString(decoder)
    else {
      struct.parentClient = decoding.readVarUint(decoder)
      struct.parentClock = decoding.readVarUint(decoder)
    }
    if (info & 32) struct.key = decoding.readVarString(decoder)
  }
  readContent(decoder, struct)
  return struct
}

function readContent(decoder: decoding.Decoder, struct: Struct): void {
  switch (struct.content) {
    case contents.deleted:
      struct.length = decoding.readVarUint(decoder)
      return
    case contents.string: {
      const words = decoding.readVarString(decoder)
      // No database takes it, so that such a text could never be sealed.
      if (words.includes('\0')) throw new Unreadable()
      struct.length = words.length
      return
    }
    case contents.format:
      struct.name = decoding.readVarString(decoder)
      struct.value = decoding.readVarString(decoder)
      return
    case contents.type:
      struct.type = decoding.readVarUint(decoder)
      if (struct.type > types.words) throw new Unreadable()
      if (struct.type === types.element || struct.type === types.hook) struct.name = decoding.readVarString(decoder)
      return
    case contents.any: {
      struct.length = decoding.readVarUint(decoder)
      const values: unknown[] = []
      for (let n = 0; n < struct.length; n += 1) values.push(readPlain(decoder))
      struct.any = values
      return
    }
    default:
      // Old JSON, bytes, embedded things and documents within documents: no text here holds any.
      throw new Unreadable()
  }
}

/** A value as Yjs writes it, where it is a plain one: what has an inside is not read. */
function readPlain(decoder: decoding.Decoder): unknown {
  const kind = decoder.arr[decoder.pos]
  if (kind === undefined || kind < 119 || kind === objectKind || kind === arrayKind || kind === bytesKind) throw new Unreadable()
  return decoding.readAny(decoder)
}
const objectKind = 118
const arrayKind = 117
const bytesKind = 116

function readDeletions(decoder: decoding.Decoder): Deletion[] {
  const deletions: Deletion[] = []
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients -= 1) {
    const client = decoding.readVarUint(decoder)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      if (length <= 0 || !Number.isSafeInteger(clock + length) || decoder.pos > decoder.arr.length) throw new Unreadable()
      deletions.push({ client, clock, length })
    }
  }
  return deletions
}
