// Where pixel work runs, and the one door to it. Owns the table of hosts (codebases.md 3.3).
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import type { DicomPicture, OverlayBits } from '../../shared/contract/dicom.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { FileHash } from '../files/hash.ts'
import type { TakeInArgs } from '../files/takeIn.ts'
import type { LabelPicture } from '../formats/maskPng/picture.ts'
import type { WriteCase, WrittenCase } from '../sample/mammogram/writeCase.ts'
import type { Thing } from '../sample/scenes.ts'
import type { ScanObject } from '../sample/xray/drawScan.ts'
import type { WriteScan } from '../sample/xray/writeScan.ts'
import type { Sheet } from '../sheets/xlsx.ts'
import type { hashOps, Ingested } from '../workers/hashOps.ts'
import type { pixelOps } from '../workers/pixelOps.ts'
import { isHanded } from '../workers/protocol.ts'
import { spawnChild, spawnThread, workerEntry } from '../workers/spawn.ts'
import { createWorkerPool, type RunOptions, type Spawn, type WorkerPool } from '../workers/workerPool.ts'
import { fileError } from './byteSource.ts'
import type { ContourPng, DrawnLine } from './contourPng.ts'
import type { DicomHeader, HeaderOptions } from './dicom/header.ts'
import { cacheHit, cacheKeeper, cachePath, tilePath } from './frameCache.ts'
import type { FramePngFacts } from './framePng.ts'
import { createFreshFrames, type Picture } from './freshFrames.ts'
import type { GreyPng } from './greyPng.ts'
import type { Probe } from './probe.ts'
import type { DecodeFacts } from './stats.ts'

/**
 * thread: worker_threads. Loopback host, command line, tests: cheapest.
 * child: a plain Node process. Electron on Linux (sharp inside the Electron binary can abort, codebases.md F1), and
 *   wherever a native abort must not end the program.
 * A function: Electron on Windows and macOS hands in a spawner over utilityProcess.fork (hosts/electron), because
 *   `electron` may be imported there only.
 */
export type PixelHost = 'thread' | 'child' | Spawn
const HOSTS: Readonly<Record<'thread' | 'child', (node: string | undefined) => Spawn>> = {
  thread: () => spawnThread,
  child: (node) => spawnChild(node),
}

export type PixelPoolOptions = {
  readonly host?: PixelHost
  /** Program for `child`; default the running one, which must be a plain Node. */
  readonly node?: string
  /** Workers that decode; as many again hash, and one more decodes first looks only. */
  readonly size?: number
  /** Bytes that each cache folder may hold. */
  readonly cacheLimit?: number
  /** Seconds for one decode before the worker is ended. */
  readonly decodeSeconds?: number
}

export type PoolCall = Pick<RunOptions, 'signal' | 'urgent' | 'glance'>

export type PixelPool = {
  /** Starts the workers and loads their codecs, so that the first picture does not wait for it. */
  warm(): Promise<void>
  probe(path: string, call?: PoolCall): Promise<Probe>
  decodeStats(path: string, frame: number, out?: string | null, call?: PoolCall): Promise<DecodeFacts>
  /** The whole data set of a DICOM file, for people. */
  dicomHeader(path: string, options?: HeaderOptions, call?: PoolCall): Promise<DicomHeader>
  /** What is said around the picture of a DICOM file. */
  dicomAbout(path: string, call?: PoolCall): Promise<DicomPicture>
  dicomOverlay(path: string, frame: number, group: number, call?: PoolCall): Promise<OverlayBits>
  /** Each answers the path of a finished file in the cache. `key` is the SHA-256 of the source. */
  frameFile(key: string, path: string, frame: number, cacheDir: string, call?: PoolCall): Promise<string>
  tileFile(key: string, path: string, frame: number, tile: TileId, cacheDir: string, call?: PoolCall): Promise<string>
  previewFile(key: string, path: string, frame: number, cacheDir: string, call?: PoolCall): Promise<string>
  /** The same for those who show it at once: from memory where the workers can hand theirs over. */
  frame(key: string, path: string, frame: number, cacheDir: string, call?: PoolCall): Promise<Picture>
  /** The first look at it: a smaller frame file or a WebP; null where the whole frame is there as soon. */
  look(key: string, path: string, frame: number, cacheDir: string, call?: PoolCall): Promise<Picture | null>
  thumbFile(key: string, path: string, cacheDir: string, call?: PoolCall): Promise<string>
  hash(path: string, call?: PoolCall): Promise<FileHash>
  /** Hash, size, time and header in one reading of the file; a broken picture is an answer, not an error. */
  ingest(path: string, call?: PoolCall): Promise<Ingested>
  /** Copies (or moves) a file into the project and proves the copy. */
  takeIn(args: TakeInArgs, call?: PoolCall): Promise<{ mtimeMs: number }>
  /** The first frame as an upright sRGB JPEG in full size. */
  jpegCopy(path: string, out: string, call?: PoolCall): Promise<number>
  /** A picture whose values are labels. */
  labelPicture(path: string, call?: PoolCall): Promise<LabelPicture>
  /** The sheets of an XLSX or CSV file as text. */
  readSheet(path: string, call?: PoolCall): Promise<Sheet[]>
  /** The stored samples of a grey frame as a 16-bit PNG. */
  greyPng(path: string, frame: number, out: string, call?: PoolCall): Promise<Omit<GreyPng, 'bytes'>>
  /** A frame as a PNG of 8 or 16 bits. */
  framePng(path: string, frame: number, bits: 8 | 16, out: string, call?: PoolCall): Promise<FramePngFacts>
  /** The frame as it is seen first, with outlines over it, as a PNG. */
  contourPng(
    path: string,
    frame: number,
    lines: readonly DrawnLine[],
    out: string,
    call?: PoolCall,
  ): Promise<Pick<ContourPng, 'window'>>
  /** Draws a picture of the sample project into a file; answers where things are in it. */
  drawSample(file: string, out: string, call?: PoolCall): Promise<Thing[]>
  /** Draws a made-up baggage scan into a file; answers the outlines of its objects. */
  writeScan(args: WriteScan, call?: PoolCall): Promise<readonly ScanObject[]>
  /** Draws a made-up mammography case into a folder; answers what is in its views. */
  writeCase(args: WriteCase, call?: PoolCall): Promise<WrittenCase>
  close(): Promise<void>
}
export type TileId = { readonly level: number; readonly tx: number; readonly ty: number }

type Where = { readonly key: string; readonly path: string; readonly frame: number; readonly cacheDir: string }
type Ops = typeof pixelOps & typeof hashOps
type Answer<K extends keyof Ops> = Awaited<ReturnType<Ops[K]>>

const DEFAULT_CACHE_LIMIT = 20 * 2 ** 30
const DEFAULT_DECODE_SECONDS = 300
const PROBE_SECONDS = 30
/** A full mammogram decodes in half a second: it is in the cache when the reader comes back to it. */
const GRACE_MS = 1500
/** Slowest disk that is still waited for (network share, USB 2). */
const HASH_BYTES_PER_SECOND = 2_000_000

export function createPixelPool(options: PixelPoolOptions = {}): PixelPool {
  const host = options.host ?? 'thread'
  const spawn = typeof host === 'function' ? host : HOSTS[host](options.node)
  const size = options.size ?? Math.max(1, Math.min(4, availableParallelism()))
  const pixels = createWorkerPool(workerEntry('pixelWorker'), size, spawn, 1)
  const hashes = createWorkerPool(workerEntry('hashWorker'), size, spawn)
  const decodeMs = (options.decodeSeconds ?? DEFAULT_DECODE_SECONDS) * 1000
  const keeper = cacheKeeper(options.cacheLimit ?? DEFAULT_CACHE_LIMIT, (cacheDir, limit) =>
    call(pixels, 'evict', { cacheDir, limit }, decodeMs),
  )

  const inMemory = host === 'thread'
  const fresh = createFreshFrames((path) => keeper.wrote(dirname(dirname(path)), path))

  /** Two viewers of the same frame wait for the same job. */
  const make = async <K extends 'frame' | 'look' | 'preview' | 'thumb' | 'tiles'>(
    what: K,
    target: string,
    args: Where & { readonly inMemory?: boolean },
    poolCall: PoolCall = {},
    kept?: (result: unknown) => void,
  ): Promise<Answer<K>> => {
    const made = await call(pixels, what, args, decodeMs, { ...poolCall, key: target, graceMs: GRACE_MS, kept })
    if (!isHanded(made)) keeper.wrote(args.cacheDir, typeof made === 'object' && made ? made.path : target)
    return made
  }
  /** Memory that is handed over is kept at once, whoever still waits. */
  const shown = async (
    what: 'frame' | 'look',
    target: string,
    args: Where,
    poolCall: PoolCall | undefined,
  ): Promise<Picture | null> => {
    const here = fresh.get(target) ?? (cacheHit(target) ? { path: target, parts: null } : null)
    if (here) return here
    const made = await make(what, target, { ...args, inMemory }, poolCall, (result) => {
      if (isHanded(result)) fresh.keep(target, result.parts)
    })
    if (made === null) return null
    return isHanded(made) ? { path: target, parts: made.parts } : { path: made.path, parts: null }
  }
  const derived = async (...[what, target, args, poolCall]: Parameters<typeof make>): Promise<string> => {
    if (!cacheHit(target)) await make(what, target, args, poolCall)
    return target
  }

  return {
    warm: () => pixels.each('warm', {}, { timeoutMs: PROBE_SECONDS * 1000 }),
    probe: (path, c) => call(pixels, 'probe', { path }, PROBE_SECONDS * 1000, c),
    decodeStats: (path, frame, out = null, c = {}) => call(pixels, 'stats', { path, frame, out }, decodeMs, c),
    dicomHeader: (path, options = {}, c = {}) => call(pixels, 'header', { path, options }, PROBE_SECONDS * 1000, c),
    dicomAbout: (path, c) => call(pixels, 'about', { path }, PROBE_SECONDS * 1000, c),
    dicomOverlay: (path, frame, group, c) => call(pixels, 'overlay', { path, frame, group }, decodeMs, c),
    async frame(key, path, frame, cacheDir, c) {
      const target = cachePath(cacheDir, key, frame, 'frame')
      return (await shown('frame', target, { key, path, frame, cacheDir }, c)) ?? { path: target, parts: null }
    },
    async look(key, path, frame, cacheDir, c) {
      const target = cachePath(cacheDir, key, frame, 'look')
      const preview = cachePath(cacheDir, key, frame, 'preview.webp')
      if (!fresh.get(target) && !cacheHit(target) && cacheHit(preview)) return { path: preview, parts: null }
      return shown('look', target, { key, path, frame, cacheDir }, c)
    },
    async frameFile(key, path, frame, cacheDir, c) {
      const args = { key, path, frame, cacheDir }
      const target = cachePath(cacheDir, key, frame, 'frame')
      await shown('frame', target, args, c)
      await fresh.written(target)
      // Too much was waiting for the disk: the worker writes it.
      return derived('frame', target, args, c)
    },
    previewFile: (key, path, frame, cacheDir, c) =>
      derived('preview', cachePath(cacheDir, key, frame, 'preview.webp'), { key, path, frame, cacheDir }, c),
    thumbFile: (key, path, cacheDir, c) =>
      derived('thumb', cachePath(cacheDir, key, 0, 'thumb.webp'), { key, path, frame: 0, cacheDir }, c),
    async tileFile(key, path, frame, tile, cacheDir, c) {
      const tiles = cachePath(cacheDir, key, frame, 'tiles')
      const wanted = tilePath(tiles, tile.level, tile.tx, tile.ty)
      if (cacheHit(wanted)) {
        cacheHit(tiles)
        return wanted
      }
      await make('tiles', tiles, { key, path, frame, cacheDir }, c)
      if (!cacheHit(wanted)) throw new PandokError('not-found', 'there is no such tile', { ...tile })
      return wanted
    },
    hash: async (path, c) => call(hashes, 'hash', { path }, await hashTime(path), c),
    ingest: async (path, c) => call(hashes, 'ingest', { path }, await hashTime(path), c),
    takeIn: async (args, c) => call(hashes, 'takeIn', args, await hashTime(args.from), c),
    labelPicture: (path, c) => call(pixels, 'labelPicture', { path }, decodeMs, c),
    jpegCopy: (path, out, c) => call(pixels, 'jpegCopy', { path, out }, decodeMs, c),
    readSheet: async (path, c) => call(hashes, 'sheet', { path }, await hashTime(path), c),
    greyPng: (path, frame, out, c) => call(pixels, 'greyPng', { path, frame, out }, decodeMs, c),
    framePng: (path, frame, bits, out, c) => call(pixels, 'framePng', { path, frame, bits, out }, decodeMs, c),
    contourPng: (path, frame, lines, out, c) => call(pixels, 'contourPng', { path, frame, lines, out }, decodeMs, c),
    drawSample: (file, out, c) => call(pixels, 'drawSample', { file, out }, decodeMs, c),
    writeScan: (args, c) => call(pixels, 'writeScan', args, decodeMs, c),
    writeCase: (args, c) => call(pixels, 'writeCase', args, decodeMs, c),
    async close() {
      await Promise.all([pixels.close(), hashes.close()])
      await fresh.close()
    },
  }
}

/** The only place where the untyped answer of a worker gets its type: the operations are the same file on both sides. */
const call = async <K extends keyof Ops>(
  pool: WorkerPool,
  op: K,
  args: Parameters<Ops[K]>[0],
  timeoutMs: number,
  poolCall: PoolCall & Pick<RunOptions, 'graceMs' | 'key' | 'kept'> = {},
): Promise<Answer<K>> => (await pool.run(op, args, { ...poolCall, timeoutMs })) as Answer<K>

async function hashTime(path: string): Promise<number> {
  try {
    return 30_000 + ((await stat(path)).size / HASH_BYTES_PER_SECOND) * 1000
  } catch (error) {
    throw fileError(error)
  }
}
