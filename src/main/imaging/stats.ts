// Facts over the stored samples of one frame (product.md section 5, `decode`): before modality LUT and orientation.
import { createHash } from 'node:crypto'
import { closeSync, openSync, renameSync, rmSync } from 'node:fs'
import { PandokError } from '../../shared/contract/errors.ts'
import { temporaryFor, writeAll } from '../files/atomicWrite.ts'
import { asBytes, isSigned, type OpenRaster } from './rasterTypes.ts'

export type DecodeFacts = {
  readonly file: string
  readonly kind: string
  readonly transferSyntax: string | null
  readonly photometric: string
  readonly rows: number
  readonly columns: number
  readonly frames: number
  readonly samplesPerPixel: number
  readonly bitsStored: number
  readonly signed: boolean
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly sha256: string
  /** Only of DICOM whose pixel data goes on behind the frames that the header states. */
  readonly surplusBytes?: number
}

/** Reads the frame once; `out` receives the samples, little-endian and interleaved. */
export async function decodeStats(
  raster: OpenRaster,
  file: string,
  frame: number,
  out: string | null,
): Promise<DecodeFacts> {
  const page = raster.page(frame)
  const hash = createHash('sha256')
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  const target = out === null ? null : { path: out, temporary: temporaryFor(out) }
  const fd = target ? openTarget(target.temporary) : null
  try {
    for await (const { data } of raster.rows(frame)) {
      const bytes = asBytes(data)
      hash.update(bytes)
      if (fd !== null) writeAll(fd, bytes)
      let part = 0
      for (let i = 0; i < data.length; i++) {
        const v = data[i] ?? 0
        if (v < min) min = v
        if (v > max) max = v
        part += v
      }
      sum += part
      count += data.length
    }
    if (fd !== null) closeSync(fd)
    if (target) renameSync(target.temporary, target.path)
  } catch (error) {
    if (target && fd !== null) {
      closeQuietly(fd)
      rmSync(target.temporary, { force: true })
    }
    throw error
  }
  return {
    file,
    kind: raster.kind,
    transferSyntax: raster.transferSyntax ?? null,
    photometric: page.photometric,
    rows: page.height,
    columns: page.width,
    frames: raster.frames,
    samplesPerPixel: page.samplesPerPixel,
    bitsStored: page.bitsStored,
    signed: isSigned(page.sample),
    min: count ? min : 0,
    max: count ? max : 0,
    mean: count ? sum / count : 0,
    sha256: hash.digest('hex'),
    ...(typeof raster.facts['surplusBytes'] === 'number' ? { surplusBytes: raster.facts['surplusBytes'] } : {}),
  }
}

function openTarget(path: string): number {
  try {
    return openSync(path, 'wx', 0o644)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new PandokError('folder-missing', 'the output folder does not exist')
    if (code === 'EACCES' || code === 'EPERM')
      throw new PandokError('folder-not-writable', 'the output folder cannot be written to')
    throw error
  }
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd)
  } catch {
    // Already closed: the failure came from the rename.
  }
}
