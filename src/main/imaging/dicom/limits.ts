// What a file may ask for before anything is allocated. Time is limited by the worker pool.
import { PandokError } from '../../../shared/contract/errors.ts'

/** Samples of one frame: a 20,000 x 20,000 grey frame fits; beyond it a WebAssembly heap cannot hold the planes. */
export const MAX_FRAME_SAMPLES = 400_000_000
/** One read of a file into memory cannot be longer (libuv). */
export const MAX_FILE_BYTES = 2_147_483_647
export function checkFileBytes(bytes: number): void {
  if (bytes > MAX_FILE_BYTES)
    throw new PandokError('image-too-large', 'the file is larger than the limit', { bytes, maxBytes: MAX_FILE_BYTES })
}
export const MAX_FRAMES = 1_000_000
/** A deflated data set may not blow up beyond this many bytes. */
export const MAX_INFLATED_BYTES = 2_000_000_000
/** Sequences inside sequences; real objects stay below 12. */
export const MAX_DEPTH = 64
/** Elements of one file, all levels: an enhanced object of 10,000 frames has about 600,000. */
export const MAX_ELEMENTS = 5_000_000
