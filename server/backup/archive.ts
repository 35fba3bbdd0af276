import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Halt } from '../halt.ts'

/** One file or folder of an archive. `content` is there for files. */
export type Entry = { name: string; mode: number; size: number; content?: AsyncIterable<Buffer> | Buffer }

const block = 512

/** Writes a gzipped tar, readable by any tar; the name appears only when the file is whole and on disk. */
export async function writeArchive(file: string, entries: AsyncIterable<Entry>): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(tarOf(entries), createGzip({ level: 6 }), createWriteStream(part, { mode: 0o600 }))
    const handle = await open(part, 'r+')
    await handle.sync()
    await handle.close()
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function* tarOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const entry of entries) {
    yield header(entry)
    if (!entry.content) continue
    let written = 0
    for await (const chunk of Buffer.isBuffer(entry.content) ? [entry.content] : entry.content) {
      written += chunk.length
      yield chunk
    }
    if (written !== entry.size) throw new Error(`${entry.name} changed while it was copied`)
    yield Buffer.alloc((block - (written % block)) % block)
  }
  yield Buffer.alloc(2 * block)
}

function header({ name, mode, size, content }: Entry): Buffer {
  const head = Buffer.alloc(block)
  const path = content ? name : `${name}/`
  if (Buffer.byteLength(path) > 100) throw new Error(`the name ${path} is too long for the archive`)
  head.write(path, 0)
  head.write(octal(mode & 0o777, 7), 100)
  head.write(octal(0, 7), 108)
  head.write(octal(0, 7), 116)
  head.write(octal(size, 11), 124)
  head.write(octal(0, 11), 136)
  head.write(content ? '0' : '5', 156)
  head.write('ustar\x0000', 257, 'latin1')
  head.write(' '.repeat(8), 148)
  head.write(`${octal(head.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148)
  return head
}

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')

/** The entries of a folder and all below it, under a name of their own. Sockets and the like are left out. */
export async function* entriesOf(folder: string, name: string, without: readonly string[] = []): AsyncGenerator<Entry> {
  const { mode } = await lstat(folder)
  yield { name, mode, size: 0 }
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (without.includes(entry.name)) continue
    if (entry.isDirectory()) yield* entriesOf(path, `${name}/${entry.name}`)
    if (entry.isSymbolicLink()) throw new Halt(`${path} 是一个链接，备份不知道怎么装：请先把它换成真正的文件夹。`)
    if (!entry.isFile()) continue
    const { size, mode: fileMode } = await lstat(path)
    yield { name: `${name}/${entry.name}`, mode: fileMode, size, content: createReadStream(path, size > 0 ? { end: size - 1 } : {}) }
  }
}

/** Unpacks an archive of ours into a folder. Anything that is not one, or is cut short, halts. */
export async function readArchive(file: string, folder: string): Promise<void> {
  const source = createReadStream(file)
  try {
    await unpack(source.pipe(createGunzip()).on('error', () => source.destroy()), folder, source)
  } catch (error) {
    if (error instanceof Halt) throw error
    throw new Halt(`${file} 不是完整的议事亭备份（${error instanceof Error ? error.message : String(error)}）：请换一个备份文件。`)
  }
}

async function unpack(stream: AsyncIterable<Buffer>, folder: string, source: NodeJS.EventEmitter): Promise<void> {
  let failure: Error | null = null
  source.on('error', (error: Error) => {
    failure = error
  })
  const reader = readerOf(stream)
  for (;;) {
    const head = await reader.take(block)
    if (failure) throw failure
    if (head.every((byte) => byte === 0)) return
    const name = head.toString('utf8', 0, head.indexOf(0)).replace(/\/$/, '')
    const path = normalize(join(folder, name))
    if (!path.startsWith(normalize(folder) + sep)) throw new Error('a name leads out of the folder')
    const mode = Number.parseInt(head.toString('latin1', 100, 107), 8)
    const size = Number.parseInt(head.toString('latin1', 124, 135), 8)
    if (!(size >= 0)) throw new Error('not a tar archive')
    if (head[156] === '5'.charCodeAt(0)) {
      await mkdir(path, { recursive: true })
      await chmod(path, mode)
      continue
    }
    await mkdir(dirname(path), { recursive: true })
    const target = await open(path, 'wx', mode)
    for (let left = size; left > 0; ) {
      const chunk = await reader.some(left)
      await target.write(chunk)
      left -= chunk.length
    }
    await target.sync()
    await target.close()
    await reader.take((block - (size % block)) % block)
  }
}

/** Reads a stream in the pieces asked for. */
function readerOf(stream: AsyncIterable<Buffer>) {
  const source = stream[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  async function more(): Promise<void> {
    const { done, value } = await source.next()
    if (done) throw new Error('the file ends too early')
    rest = rest.length === 0 ? value : Buffer.concat([rest, value])
  }
  function cut(count: number): Buffer {
    const piece = rest.subarray(0, count)
    rest = rest.subarray(count)
    return piece
  }
  return {
    async take(count: number): Promise<Buffer> {
      while (rest.length < count) await more()
      return cut(count)
    },
    async some(most: number): Promise<Buffer> {
      while (rest.length === 0) await more()
      return cut(Math.min(most, rest.length))
    },
  }
}
