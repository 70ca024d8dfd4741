// Where each image record of a COCO file lies: 482,650 images cost a map of numbers, not their text.
import { type FileHandle, open } from 'node:fs/promises'
import { PandokError } from '../../../shared/contract/errors.ts'
import { fileError } from '../fileError.ts'
import { isFields } from '../guards.ts'
import { decoderOf } from '../json/splitFile.ts'
import { parsePiece } from '../json/splitter.ts'
import type { Fields } from '../record.ts'
import type { CocoId } from './types.ts'

const READ_AHEAD = 256 * 1024
const MOST_WIDE_BYTES = 256 * 2 ** 20

export class ImageIndex {
  readonly #ordinals = new Map<CocoId, number>()
  #offsets = new Float64Array(1024)
  #lengths = new Uint32Array(1024)
  #size = 0
  #duplicates = 0

  get size(): number {
    return this.#size
  }
  /** Records whose id was already taken: annotations cannot tell which of them they mean, the first one is used. */
  get duplicates(): number {
    return this.#duplicates
  }

  /** length 0 = an image that only annotations speak of. */
  add(id: CocoId, offset: number, length: number): number {
    const known = this.#ordinals.get(id)
    if (known !== undefined) {
      this.#duplicates++
      return known
    }
    if (this.#size === this.#offsets.length) this.#grow()
    const ordinal = this.#size++
    this.#ordinals.set(id, ordinal)
    this.#offsets[ordinal] = offset
    this.#lengths[ordinal] = length
    return ordinal
  }

  ordinalOf(id: CocoId): number {
    return this.#ordinals.get(id) ?? this.add(id, 0, 0)
  }

  place(ordinal: number): { offset: number; length: number } {
    return { offset: this.#offsets[ordinal] ?? 0, length: this.#lengths[ordinal] ?? 0 }
  }

  ids(): IterableIterator<CocoId> {
    return this.#ordinals.keys()
  }

  #grow(): void {
    const offsets = new Float64Array(this.#offsets.length * 2)
    offsets.set(this.#offsets)
    this.#offsets = offsets
    const lengths = new Uint32Array(offsets.length)
    lengths.set(this.#lengths)
    this.#lengths = lengths
  }
}

/** Reads image records back from the file; records are usually asked for in file order, so one block serves many. */
export class ImageReader {
  readonly #file: FileHandle
  readonly #index: ImageIndex
  #block = Buffer.alloc(0)
  #blockAt = 0

  constructor(file: FileHandle, index: ImageIndex) {
    this.#file = file
    this.#index = index
  }

  static async open(path: string, index: ImageIndex): Promise<ImageReader> {
    const reader = new ImageReader(await open(path, 'r').catch(fileError), index)
    try {
      await reader.#readWide()
    } catch (error) {
      await reader.close()
      throw error
    }
    return reader
  }

  /** Places count in UTF-8: a file in UTF-16 is turned as a whole and stays the one block. */
  async #readWide(): Promise<void> {
    const head = Buffer.alloc(2)
    const { bytesRead } = await this.#file.read(head, 0, 2, 0).catch(fileError)
    const wide = decoderOf(head.subarray(0, bytesRead))
    if (!wide) return
    const { size } = await this.#file.stat()
    if (size > MOST_WIDE_BYTES)
      throw new PandokError('too-large', 'a UTF-16 file of this size is not read', { bytes: size })
    const bytes = Buffer.alloc(size)
    await this.#file.read(bytes, 0, size, 0).catch(fileError)
    this.#block = Buffer.from(wide.decode(bytes))
  }

  /** Null for an image without a record of its own. */
  async record(ordinal: number): Promise<Fields | null> {
    const { offset, length } = this.#index.place(ordinal)
    if (length === 0) return null
    if (offset < this.#blockAt || offset + length > this.#blockAt + this.#block.length) {
      const buffer = Buffer.allocUnsafe(Math.max(READ_AHEAD, length))
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, offset).catch(fileError)
      this.#block = buffer.subarray(0, bytesRead)
      this.#blockAt = offset
      if (bytesRead < length) throw new PandokError('file-changed', 'the label file changed while it was read')
    }
    const at = offset - this.#blockAt
    const record = parsePiece(this.#block.subarray(at, at + length))
    if (!isFields(record)) throw new PandokError('file-changed', 'the label file changed while it was read')
    return record
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}
