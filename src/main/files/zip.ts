// Zip files of strangers, unpacked into a folder of ours. The one door to yauzl, which reads the list at the end of the file and
// inflates on zlib's own threads. Everything a zip claims is bounded before it is believed.
import { createWriteStream } from 'node:fs'
import { mkdir, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from '../formats/fileError.ts'

const MOST_ENTRIES = 500_000
const MOST_BYTES = 16 * 2 ** 30
/** Deflate reaches 1,032 to 1; texts of labels stay below 100. Small files may do what they like. */
const MOST_RATIO = 300
const JUDGED_BYTES = 16 * 2 ** 20
const NESTED = /\.(zip|7z|rar|tar|tgz|gz|bz2|xz)$/i
/** High half of the external attributes of archives made on Unix: the type of the file. */
const TYPE_MASK = 0o170000
const LINK = 0o120000

export type ZipFileRow = { readonly name: string; readonly bytes: number }
export type Unpacked = {
  /** Below the folder, with `/`. */
  readonly files: readonly string[]
  readonly leftOut: readonly string[]
  readonly refused: readonly { readonly name: string; readonly error: PandokError }[]
}

type Row = { readonly name: string; readonly entry: yauzl.Entry }

export const isZip = (path: string): boolean => /\.zip$/i.test(path)

/** Unpacks what is wanted. A zip that is unsafe or damaged as a whole throws; single files that cannot be had are named. */
export async function unpackZip(
  path: string,
  into: string,
  wanted: (name: string) => boolean,
  signal?: AbortSignal,
): Promise<Unpacked> {
  return withZip(path, async (zip) => {
    const rows = await listed(zip, path)
    const leftOut = rows.filter(({ name }) => !wanted(name) && !NESTED.test(name)).map(({ name }) => name)
    const refused = rows
      .filter(({ name }) => NESTED.test(name))
      .map(({ name }) => ({ name, error: new PandokError('archive-nested', 'an archive inside an archive') }))
    const taken = rows.filter(({ name }) => wanted(name) && !NESTED.test(name))
    await assertRoom(taken, into)
    const files: string[] = []
    const seen = new Set<string>()
    for (const { name, entry } of taken) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      const folded = name.toLowerCase()
      if (seen.has(folded)) {
        refused.push({ name, error: new PandokError('archive-damaged', 'the name stands in the archive twice') })
        continue
      }
      seen.add(folded)
      await unpackOne(zip, entry, join(into, name))
      files.push(name)
    }
    return { files, leftOut, refused }
  })
}

/** What a zip says it holds, without unpacking anything. */
export const zipNames = (path: string): Promise<ZipFileRow[]> =>
  withZip(path, async (zip) =>
    (await listed(zip, path)).map(({ name, entry }) => ({ name, bytes: entry.uncompressedSize })),
  )

async function withZip<T>(path: string, work: (zip: yauzl.ZipFile) => Promise<T>): Promise<T> {
  const { size } = await stat(path).catch(fileError)
  if (size === 0) throw new PandokError('file-empty', 'the file is empty')
  const zip = await openZip(path)
  try {
    return await work(zip)
  } finally {
    zip.close()
  }
}

const openZip = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    // Names are decoded here: Korean Windows writes its own code page and says nothing about it.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }
    yauzl.open(path, options, (error, zip) => (error ? reject(damaged(error)) : resolve(zip)))
  })

/** Files only, in the order of the archive. */
async function listed(zip: yauzl.ZipFile, path: string): Promise<Row[]> {
  if (zip.entryCount > MOST_ENTRIES)
    throw new PandokError('archive-too-large', 'too many files', { limit: MOST_ENTRIES })
  const rows: Row[] = []
  await new Promise<void>((resolve, reject) => {
    zip.on('error', (error) => reject(damaged(error)))
    zip.on('end', () => resolve())
    zip.on('entry', (entry: yauzl.Entry) => {
      try {
        const name = nameOf(entry)
        if (!name.endsWith('/')) rows.push({ name, entry })
        zip.readEntry()
      } catch (error) {
        reject(error)
      }
    })
    zip.readEntry()
  })
  const { size } = await stat(path).catch(fileError)
  judge(rows, size)
  return rows
}

function nameOf(entry: yauzl.Entry): string {
  // decodeStrings is off, so the name is bytes.
  const bytes = entry.fileNameRaw
  const name = decodeName(bytes).replaceAll('\\', '/').normalize('NFC')
  const wrong = name === '' ? 'no name' : yauzl.validateFileName(name)
  if (wrong !== null || name.includes('\0'))
    throw new PandokError('archive-unsafe', 'a name that leads out of the folder')
  if (((entry.externalFileAttributes >>> 16) & TYPE_MASK) === LINK)
    throw new PandokError('archive-unsafe', 'a link to another place')
  return name
}

/** UTF-8 where the bytes are, else the code page of Korean Windows, else that of DOS. */
function decodeName(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'euc-kr']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {}
  }
  return bytes.toString('latin1')
}

function judge(rows: readonly Row[], archiveBytes: number): void {
  let packed = 0
  let whole = 0
  for (const { entry } of rows) {
    if (entry.isEncrypted()) throw new PandokError('archive-encrypted', 'the archive asks for a password')
    packed += entry.compressedSize
    whole += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (entry.uncompressedSize > JUDGED_BYTES && ratio > MOST_RATIO) throw bomb('a file that swells')
  }
  // Files that lie upon each other unpack to many times what is there.
  if (packed > archiveBytes) throw bomb('files that overlap')
  if (whole > MOST_BYTES) throw new PandokError('archive-too-large', 'too many bytes', { limit: MOST_BYTES })
}

const bomb = (what: string) => new PandokError('archive-unsafe', what)

async function assertRoom(rows: readonly Row[], into: string): Promise<void> {
  const needed = rows.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0)
  const { bavail, bsize } = await statfs(into)
  if (needed > bavail * bsize) throw new PandokError('disk-full', 'no room to unpack the archive', { bytes: needed })
}

async function unpackOne(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string): Promise<void> {
  if (!entry.canDecodeFileData()) throw new PandokError('archive-damaged', 'a way of packing that is not read')
  await mkdir(dirname(path), { recursive: true }).catch(fileError)
  const source = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(damaged(error)) : resolve(stream)))
  })
  const sum = new CheckSum()
  try {
    await pipeline(source, sum, createWriteStream(path, { flags: 'wx' }))
  } catch (error) {
    if (isSystemError(error)) fileError(error)
    throw damaged(error)
  }
  if (sum.value !== entry.crc32) throw new PandokError('archive-damaged', 'a check sum is wrong')
}

class CheckSum extends Transform {
  value = 0
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.value = crc32(chunk, this.value)
    done(null, chunk)
  }
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

/** The library tells in English prose; no path stands in it. */
function damaged(error: unknown): PandokError {
  return error instanceof PandokError ? error : new PandokError('archive-damaged', 'the archive cannot be read')
}
