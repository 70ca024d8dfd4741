// What the pixel worker can do. Each operation opens a file, works, and leaves its result in a file or in numbers.
import { isMarkedAsUntransferable } from 'node:worker_threads'
import { writeBytesAtomic } from '../files/atomicWrite.ts'
import { OWN_DECODERS, readLabelPicture } from '../formats/maskPng/readPicture.ts'
import { fileSource, memorySource } from '../imaging/byteSource.ts'
import { contourPng, type DrawnLine } from '../imaging/contourPng.ts'
import { aboutPicture } from '../imaging/dicom/about.ts'
import { openPicture } from '../imaging/dicom/decode.ts'
import { type HeaderOptions, readDicomHeader } from '../imaging/dicom/header.ts'
import { checkFileBytes } from '../imaging/dicom/limits.ts'
import { overlayBits } from '../imaging/dicom/overlays.ts'
import { warmPicture } from '../imaging/dicom/warmPicture.ts'
import { loadCodecs } from '../imaging/dicom/wasmCodec.ts'
import { displayFrame } from '../imaging/display.ts'
import { cachePath, evict } from '../imaging/frameCache.ts'
import { frameParts, isTiled, type WholeFrame, wholeFrame, writeFrame } from '../imaging/frameFile.ts'
import { framePng } from '../imaging/framePng.ts'
import { greyPng } from '../imaging/greyPng.ts'
import { checkFrameIndex, checkFrames, MAX_PIXELS } from '../imaging/limits.ts'
import { openRaster } from '../imaging/openRaster.ts'
import {
  type Box,
  encodePreview,
  encodeThumb,
  FIRST_LOOK_PIXELS,
  fitUpright,
  framePicture,
  isNative,
  nativePicture,
  PREVIEW_PIXELS,
  THUMB,
} from '../imaging/preview.ts'
import { probeRaster } from '../imaging/probe.ts'
import { encodeJpeg, type Rgba } from '../imaging/raster.ts'
import type { OpenRaster } from '../imaging/rasterTypes.ts'
import { reducedFrame } from '../imaging/reduced.ts'
import { decodeStats } from '../imaging/stats.ts'
import { openTiff } from '../imaging/tiff/tiff.ts'
import { writeTiles } from '../imaging/tiles.ts'
import { drawScene } from '../sample/drawScene.ts'
import { writeCase } from '../sample/mammogram/writeCase.ts'
import { writeScan } from '../sample/xray/writeScan.ts'
import type { Handed } from './protocol.ts'

export type FrameArgs = {
  readonly key: string
  readonly path: string
  readonly frame: number
  readonly cacheDir: string
  /** The caller can take over memory: it gets the frame itself and writes the file. */
  readonly inMemory?: boolean
}
export type FrameAnswer = { readonly path: string } | Handed

async function withBytes<T>(path: string, work: (bytes: Uint8Array) => Promise<T> | T): Promise<T> {
  const file = fileSource(path)
  try {
    checkFileBytes(file.size)
    return await work(file.read(0, file.size))
  } finally {
    file.close()
  }
}

async function withFile<T>(path: string, work: (raster: OpenRaster) => Promise<T> | T): Promise<T> {
  const file = fileSource(path)
  try {
    return await work(openRaster(file, { verify: false }))
  } finally {
    file.close()
  }
}

const withFrame = <T>(path: string, frame: number, work: (raster: OpenRaster) => Promise<T>): Promise<T> =>
  withFile(path, async (raster) => {
    checkFrames(raster.frames)
    checkFrameIndex(frame, raster.frames)
    await raster.prepare?.(frame)
    return work(raster)
  })

/** For small pictures: decoded only as far as they need, where the file allows it. */
const withSmallFrame = <T>(
  path: string,
  frame: number,
  pixels: number,
  work: (raster: OpenRaster) => Promise<T>,
): Promise<T> =>
  withFile(path, async (raster) => {
    checkFrames(raster.frames)
    checkFrameIndex(frame, raster.frames)
    const small = await raster.reduced?.(frame, pixels)
    if (!small) await raster.prepare?.(frame)
    return work(small ?? raster)
  })

async function smallPicture(raster: OpenRaster, args: FrameArgs, limit: Box | number): Promise<Rgba> {
  if (isNative(raster, args.frame)) return nativePicture(raster, args.path, args.frame, limit)
  const page = raster.page(args.frame)
  const size = fitUpright(page, limit)
  return framePicture(await reducedFrame(displayFrame(raster, args.path, args.frame), size), size)
}

async function writePreview(raster: OpenRaster, a: FrameArgs): Promise<string> {
  const path = cachePath(a.cacheDir, a.key, a.frame, 'preview.webp')
  writeBytesAtomic(path, await encodePreview(await smallPicture(raster, a, PREVIEW_PIXELS)), { durable: false })
  return path
}

/** Memory of an image library, and a part of a larger piece, cannot be handed over. */
const ownMemory = (bytes: Uint8Array): Uint8Array =>
  bytes.length === bytes.buffer.byteLength && !isMarkedAsUntransferable(bytes.buffer) ? bytes : new Uint8Array(bytes)

function answer(a: FrameArgs, what: 'frame' | 'look', frame: WholeFrame): FrameAnswer {
  if (a.inMemory) return { parts: frameParts(frame).map(ownMemory) }
  const path = cachePath(a.cacheDir, a.key, a.frame, what)
  writeFrame(path, frame)
  return { path }
}

/**
 * The first look: stored values decoded smaller where the file allows it, a preview of other pictures, null of a DICOM file whose
 * whole frame is there as soon.
 */
const look = (a: FrameArgs): Promise<FrameAnswer | null> =>
  withFile(a.path, async (raster) => {
    checkFrames(raster.frames)
    checkFrameIndex(a.frame, raster.frames)
    const small = await raster.reduced?.(a.frame, FIRST_LOOK_PIXELS)
    if (small) return answer(a, 'look', await wholeFrame(displayFrame(small, a.path, a.frame)))
    const { width, height } = raster.page(a.frame)
    if (raster.kind === 'dicom' && !isTiled(width, height)) return null
    await raster.prepare?.(a.frame)
    return { path: await writePreview(raster, a) }
  })

const WARM_ROUNDS = 20

/** What the first picture of a session would wait for: codecs compiled, the way to the screen walked until it is quick. */
async function warm(): Promise<void> {
  await loadCodecs()
  const file = memorySource('warm.dcm', warmPicture())
  const args = { key: '', path: '', frame: 0, cacheDir: '' }
  for (let i = 0; i < WARM_ROUNDS; i++) {
    const raster = openRaster(file, { verify: false })
    const small = await raster.reduced?.(0, 256)
    if (small) frameParts(await wholeFrame(displayFrame(small, '', 0)))
    if (small && i === 0) await encodePreview(await smallPicture(small, args, PREVIEW_PIXELS))
    await raster.prepare?.(0)
    await wholeFrame(displayFrame(raster, '', 0))
  }
}

export const pixelOps = {
  warm,
  probe: (a: { path: string }) => withFile(a.path, probeRaster),
  header: (a: { path: string; options: HeaderOptions }) =>
    withBytes(a.path, (bytes) => readDicomHeader(bytes, a.options)),
  about: (a: { path: string }) => withBytes(a.path, (bytes) => aboutPicture(openPicture(bytes))),
  overlay: (a: { path: string; frame: number; group: number }) =>
    withBytes(a.path, (bytes) => overlayBits(openPicture(bytes), a.frame, a.group)),
  stats: (a: { path: string; frame: number; out: string | null }) =>
    withFrame(a.path, a.frame, (raster) => decodeStats(raster, a.path, a.frame, a.out)),
  labelPicture: (a: { path: string }) => readLabelPicture(a.path, { ...OWN_DECODERS, tiff: openTiff }),
  frame: (a: FrameArgs) =>
    withFrame(a.path, a.frame, async (raster) =>
      answer(a, 'frame', await wholeFrame(displayFrame(raster, a.path, a.frame))),
    ),
  look,
  tiles: (a: FrameArgs) =>
    withFrame(a.path, a.frame, async (raster) => {
      const folder = cachePath(a.cacheDir, a.key, a.frame, 'tiles')
      await writeTiles(folder, displayFrame(raster, a.path, a.frame))
      return folder
    }),
  preview: (a: FrameArgs) =>
    withSmallFrame(a.path, a.frame, FIRST_LOOK_PIXELS, async (raster) => ({ path: await writePreview(raster, a) })),
  thumb: (a: FrameArgs) =>
    withSmallFrame(a.path, a.frame, THUMB.width * THUMB.height, async (raster) => {
      const path = cachePath(a.cacheDir, a.key, a.frame, 'thumb.webp')
      writeBytesAtomic(path, await encodeThumb(await smallPicture(raster, a, THUMB)), { durable: false })
      return path
    }),
  jpegCopy: async (a: { path: string; out: string }) => {
    const bytes = await withFrame(a.path, 0, async (raster) =>
      encodeJpeg(await smallPicture(raster, { key: '', path: a.path, frame: 0, cacheDir: '' }, MAX_PIXELS)),
    )
    writeBytesAtomic(a.out, bytes, { durable: false })
    return bytes.length
  },
  greyPng: (a: { path: string; frame: number; out: string }) =>
    withFrame(a.path, a.frame, async (raster) => {
      const { bytes, ...facts } = await greyPng(raster, a.frame)
      writeBytesAtomic(a.out, bytes, { durable: false })
      return facts
    }),
  framePng: (a: { path: string; frame: number; bits: 8 | 16; out: string }) =>
    withFrame(a.path, a.frame, async (raster) => {
      const { bytes, ...facts } = await framePng(raster, a.path, a.frame, a.bits)
      writeBytesAtomic(a.out, bytes, { durable: false })
      return facts
    }),
  contourPng: (a: { path: string; frame: number; lines: readonly DrawnLine[]; out: string }) =>
    withFrame(a.path, a.frame, async (raster) => {
      const { bytes, window } = await contourPng(raster, a.path, a.frame, a.lines)
      writeBytesAtomic(a.out, bytes, { durable: false })
      return { window }
    }),
  drawSample: (a: { file: string; out: string }) => drawScene(a.file, a.out),
  writeScan,
  writeCase,
  evict: (a: { cacheDir: string; limit: number }) => evict(a.cacheDir, a.limit),
}
