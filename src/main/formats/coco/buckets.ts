// Annotations in any order, brought together image by image on disk: each bucket holds the records of a range of images
// and is small enough to be sorted in memory.
import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileError } from '../fileError.ts'

const IMAGES_PER_BUCKET = 2048
const FLUSH_BYTES = 4 * 2 ** 20

export class Buckets {
  readonly #folder: string
  #waiting = new Map<number, string[]>()
  #bytes = 0

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async make(): Promise<Buckets> {
    return new Buckets(await mkdtemp(join(tmpdir(), 'pandok-coco-')).catch(fileError))
  }

  /** `line` = one record as JSON without line breaks. */
  async add(ordinal: number, line: string): Promise<void> {
    const no = Math.floor(ordinal / IMAGES_PER_BUCKET)
    const lines = this.#waiting.get(no)
    const entry = `${ordinal}\t${line}\n`
    if (lines) lines.push(entry)
    else this.#waiting.set(no, [entry])
    this.#bytes += entry.length
    if (this.#bytes > FLUSH_BYTES) await this.flush()
  }

  async flush(): Promise<void> {
    for (const [no, lines] of this.#waiting) await appendFile(this.#file(no), lines.join('')).catch(fileError)
    this.#waiting = new Map()
    this.#bytes = 0
  }

  /** Records of the images of one bucket, in the order of the file. */
  async read(no: number): Promise<Map<number, unknown[]>> {
    const out = new Map<number, unknown[]>()
    const stream = createReadStream(this.#file(no), 'utf8')
    const missing = new Promise<boolean>((resolve) => {
      stream.once('error', () => resolve(true))
      stream.once('open', () => resolve(false))
    })
    if (await missing) return out
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const tab = line.indexOf('\t')
      const ordinal = Number(line.slice(0, tab))
      const known = out.get(ordinal)
      const record: unknown = JSON.parse(line.slice(tab + 1))
      if (known) known.push(record)
      else out.set(ordinal, [record])
    }
    return out
  }

  bucketsFor(images: number): number {
    return Math.ceil(images / IMAGES_PER_BUCKET)
  }

  range(no: number, images: number): [number, number] {
    return [no * IMAGES_PER_BUCKET, Math.min(images, (no + 1) * IMAGES_PER_BUCKET)]
  }

  #file(no: number): string {
    return join(this.#folder, `${no}.jsonl`)
  }

  close(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true })
  }
}
