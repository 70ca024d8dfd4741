// Undoes the differencing in front of TIFF compression (TIFF 6.0 section 14; Adobe TIFF Technical Note 3 for floats).
import type { Samples } from '../rasterTypes.ts'

/** Predictor 2: each sample holds the difference to the pixel on its left. The typed array wraps as the writer did. */
export function undoHorizontal(samples: Samples, width: number, channels: number): void {
  // libtiff differences floats as the whole numbers that their bits are.
  const data =
    samples instanceof Float32Array ? new Uint32Array(samples.buffer, samples.byteOffset, samples.length) : samples
  const rowLength = width * channels
  for (let start = 0; start + rowLength <= data.length; start += rowLength)
    for (let i = start + channels; i < start + rowLength; i++) data[i] = data[i]! + data[i - channels]!
}

/** Predictor 3: bytes of one row, differenced and sorted by significance, highest first. Gives little-endian floats. */
export function undoFloat(bytes: Uint8Array, width: number, channels: number, size: number): Uint8Array {
  const out = new Uint8Array(bytes.length)
  const count = width * channels
  const rowBytes = count * size
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    const row = bytes.subarray(start, start + rowBytes)
    for (let i = channels; i < rowBytes; i++) row[i] = row[i]! + row[i - channels]!
    for (let i = 0; i < count; i++)
      for (let b = 0; b < size; b++) out[start + i * size + (size - 1 - b)] = row[b * count + i]!
  }
  return out
}
