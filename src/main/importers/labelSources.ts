// Files and folders a person points at -> label files to open, and files that are none, with the reason.
import { stat } from 'node:fs/promises'
import { PandokError } from '../../shared/contract/errors.ts'
import { LABEL_FORMAT_IDS } from '../../shared/domains/domainPack.ts'
import { walk } from '../files/filesIn.ts'
import { isZip } from '../files/zip.ts'
import { fileError } from '../formats/fileError.ts'
import type { FoundFile, LabelSource, Refused } from '../formats/reader.ts'
import { isReadable, type LabelFormat } from '../formats/record.ts'
import { sniffFile, unreadable } from '../formats/sniff.ts'
import { labelReaders } from '../formats/table.ts'
import { Archives } from './labelArchives.ts'

export type AskedFormat = 'auto' | LabelFormat
export type Found = {
  readonly sources: LabelSource[]
  readonly refused: Refused[]
  /** Pictures in zip files, which stay there. */
  readonly packedPictures: number
  /** Removes what was unpacked; the sources cannot be read afterwards. */
  readonly close: () => Promise<void>
}

export async function findLabelSources(
  files: readonly string[],
  asked: AskedFormat,
  signal?: AbortSignal,
): Promise<Found> {
  const search = new Search(asked, signal)
  try {
    for (const file of files) await search.look(file)
    return await search.found()
  } catch (error) {
    await search.archives.close()
    throw error
  }
}

class Search {
  readonly #asked: AskedFormat
  readonly #signal: AbortSignal | undefined
  readonly #files = new Map<LabelFormat, FoundFile[]>()
  readonly #refused: Refused[] = []
  readonly #seen = new Set<string>()
  /** Label files, and files that claim to be. */
  #found = 0
  readonly archives = new Archives()

  constructor(asked: AskedFormat, signal?: AbortSignal) {
    this.#asked = asked
    this.#signal = signal
  }

  #refuse(path: string, error: unknown): void {
    if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
    this.#found++
    this.#refused.push({ path: this.archives.shown(path), error })
  }

  async look(path: string): Promise<void> {
    try {
      const facts = await stat(path).catch(fileError)
      if (facts.isDirectory()) for await (const file of walk(path, this.#signal)) await this.#file(file, path)
      else await this.#file(path, null)
    } catch (error) {
      this.#refuse(path, error)
    }
  }

  /** In a folder that was asked for, files that are no labels, or not of the format asked for, are passed over in silence. */
  async #file(path: string, folder: string | null): Promise<void> {
    if (this.#seen.has(path)) return
    this.#seen.add(path)
    try {
      if (isZip(path)) {
        const root = await this.archives.open(path, (p, e) => this.#refuse(p, e), this.#signal)
        const before = this.#found
        for await (const file of walk(root, this.#signal)) await this.#file(file, root)
        if (folder === null && this.#found === before) throw unreadable('unknown')
        return
      }
      const format = await sniffFile(path, this.#asked, folder === null)
      if (format === null) {
        if (folder === null) throw unreadable('unknown')
        return
      }
      const isOther = this.#asked !== 'auto' && format !== this.#asked
      if (isOther && folder !== null) return
      if (!isReadable(format) || isOther) throw unreadable(format)
      this.#found++
      const known = this.#files.get(format)
      if (known) known.push({ path, folder })
      else this.#files.set(format, [{ path, folder }])
    } catch (error) {
      this.#refuse(path, error)
    }
  }

  async found(): Promise<Found> {
    const sources: LabelSource[] = []
    for (const format of LABEL_FORMAT_IDS) {
      const files = this.#files.get(format)
      if (!files) continue
      sources.push(...(await labelReaders[format].sources(files, (p, e) => this.#refuse(p, e), this.#signal)))
    }
    return {
      sources: sources.map((source) => this.archives.source(source)),
      refused: this.#refused,
      packedPictures: this.archives.pictures,
      close: () => this.archives.close(),
    }
  }
}
