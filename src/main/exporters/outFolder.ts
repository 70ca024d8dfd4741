// Where a delivery is written: aside inside the output folder, moved up when everything is there and has been checked.
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { syncFolder, writeAll } from '../files/atomicWrite.ts'
import { fileError } from '../formats/fileError.ts'

const guarded = <T>(fn: () => T): T => {
  try {
    return fn()
  } catch (error) {
    return fileError(error)
  }
}

const BUFFER = 2 ** 20

/** Text collected in one buffer that is used again and again: a long export leaves no garbage behind. */
export class TextWriter {
  readonly #fd: number
  readonly #buffer: Buffer
  #used = 0

  constructor(path: string, size = BUFFER) {
    this.#fd = guarded(() => openSync(path, 'wx', 0o644))
    this.#buffer = Buffer.allocUnsafe(size)
  }
  write(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    if (this.#used + text.length * 3 > this.#buffer.length) this.flush()
    if (text.length * 3 > this.#buffer.length) this.writeBytes(Buffer.from(text, 'utf8'))
    else this.#used += this.#buffer.write(text, this.#used, 'utf8')
  }
  writeBytes(bytes: Uint8Array): void {
    this.flush()
    guarded(() => writeAll(this.#fd, bytes))
  }
  flush(): void {
    if (this.#used === 0) return
    const bytes = this.#buffer.subarray(0, this.#used)
    this.#used = 0
    guarded(() => writeAll(this.#fd, bytes))
  }
  close(): void {
    try {
      this.flush()
      guarded(() => fsyncSync(this.#fd))
    } finally {
      closeSync(this.#fd)
    }
  }
}

export class OutFolder {
  readonly #dir: string
  readonly #staging: string
  readonly #made: boolean
  readonly #files: string[] = []
  readonly #folders = new Set<string>()

  /** The folder must be empty or not exist yet, and lie outside the project. */
  constructor(outDir: string, projectDir: string) {
    this.#dir = resolve(outDir)
    assertOutside(this.#dir, projectDir)
    this.#made = !existsSync(this.#dir)
    if (!this.#made && guarded(() => readdirSync(this.#dir)).length > 0)
      throw new PandokError('output-not-empty', 'the output folder is not empty')
    this.#staging = join(this.#dir, `.pandok-${randomUUID()}`)
    guarded(() => mkdirSync(this.#staging, { recursive: true }))
  }

  /** In the order in which they were started, relative to the output folder, with `/`. */
  get files(): readonly string[] {
    return this.#files
  }

  /** Where a file lies while the delivery is being made. */
  path(name: string): string {
    return join(this.#staging, ...name.split('/'))
  }

  writer(name: string): TextWriter {
    return new TextWriter(this.#place(name))
  }

  /** Without waiting for the disk: of many small files, the last step waits once. */
  write(name: string, text: string): void {
    this.writeBytes(name, Buffer.from(text, 'utf8'))
  }

  writeBytes(name: string, bytes: Uint8Array): void {
    const path = this.#place(name)
    guarded(() => writeFileSync(path, bytes, { flag: 'wx', mode: 0o644 }))
  }

  /** A text of the delivery, to be compared. */
  read(name: string): string {
    return guarded(() => readFileSync(this.path(name), 'utf8'))
  }

  /** A file that somebody else writes; `drop` takes it back when that fails. */
  reserve(name: string): { drop(): void } {
    const path = this.#place(name)
    return {
      drop: () => {
        this.#files.splice(this.#files.lastIndexOf(name), 1)
        rmSync(path, { force: true })
      },
    }
  }

  /** False when the picture is not where the project knows it. */
  async copy(from: string, name: string): Promise<boolean> {
    if (!existsSync(from)) return false
    const to = this.#place(name)
    await copyFile(from, to).catch((error: unknown) =>
      guarded(() => {
        throw error
      }),
    )
    return true
  }

  /** A file that helps to make another and is not part of the delivery. */
  scratchWriter(name: string): TextWriter {
    return new TextWriter(join(this.#staging, name))
  }

  /** Puts a scratch file at the end of an open one and deletes it. */
  async append(writer: TextWriter, name: string, signal?: AbortSignal): Promise<void> {
    const path = join(this.#staging, name)
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      if (Buffer.isBuffer(chunk)) writer.writeBytes(chunk)
    }
    rmSync(path)
  }

  #place(name: string): string {
    const path = this.path(name)
    const folder = dirname(path)
    if (!this.#folders.has(folder)) {
      guarded(() => mkdirSync(folder, { recursive: true }))
      this.#folders.add(folder)
    }
    this.#files.push(name)
    return path
  }

  commit(): void {
    guarded(() => {
      for (const name of readdirSync(this.#staging)) renameSync(join(this.#staging, name), join(this.#dir, name))
      rmdirSync(this.#staging)
      syncFolder(this.#dir)
    })
  }

  abort(): void {
    rmSync(this.#staging, { recursive: true, force: true })
    if (this.#made && existsSync(this.#dir) && readdirSync(this.#dir).length === 0) rmdirSync(this.#dir)
  }
}

function assertOutside(dir: string, projectDir: string): void {
  const project = realpathSync(projectDir)
  let there = dir
  while (!existsSync(there)) there = dirname(there)
  const real = join(realpathSync(there), relative(there, dir))
  if (real === project || real.startsWith(project + sep))
    throw new PandokError('output-inside-project', 'the output folder lies inside the project')
}
