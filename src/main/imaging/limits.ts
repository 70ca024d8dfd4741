// Limits that hold before anything is allocated (issue 2, section 4). docs/formats/intake.md repeats them for people.
import { PandokError } from '../../shared/contract/errors.ts'

export const MAX_SIDE = 65_535
/** 20,000 x 20,000 is 400 million. */
export const MAX_PIXELS = 500_000_000
export const MAX_FRAMES = 20_000
/** Largest buffer for pictures that cannot be decoded row by row (interlaced PNG, GIF canvas, one TIFF tile row). */
export const MAX_WHOLE_BYTES = 1_610_612_736
/** libjpeg keeps all coefficients of a progressive picture: 2 bytes for each sample. */
export const MAX_COEFFICIENT_BYTES = 2_600_000_000
/** DEFLATE cannot expand further than this (RFC 1951: 258 bytes from 2 bits); more is a lie in the header. */
export const MAX_DEFLATE_RATIO = 1032

export function checkSize(width: number, height: number): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new PandokError('corrupt', 'the picture has no size', { width, height })
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
    throw new PandokError('image-too-large', 'the picture is larger than the limit', {
      width,
      height,
      maxSide: MAX_SIDE,
      maxPixels: MAX_PIXELS,
    })
}

export function checkFrames(frames: number): void {
  if (frames < 1) throw new PandokError('corrupt', 'the file holds no picture')
  if (frames > MAX_FRAMES)
    throw new PandokError('too-many-frames', 'the file holds more frames than the limit', {
      frames,
      maxFrames: MAX_FRAMES,
    })
}

export function checkWhole(bytes: number): void {
  if (bytes > MAX_WHOLE_BYTES)
    throw new PandokError('image-too-large', 'this kind of file needs the whole picture in memory', {
      bytes,
      maxBytes: MAX_WHOLE_BYTES,
    })
}

export function checkFrameIndex(frame: number, frames: number): void {
  if (!Number.isInteger(frame) || frame < 0 || frame >= frames)
    throw new PandokError('frame-out-of-range', 'there is no such frame', { frame, frames })
}
