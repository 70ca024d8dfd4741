// One scan into its file. Runs in the pixel worker: drawing and compressing take longest.
import { writeBytesAtomic } from '../../files/atomicWrite.ts'
import { encodeSample } from '../../imaging/raster.ts'
import { drawScan, type ScanObject } from './drawScan.ts'
import type { ScanSpec } from './plan.ts'
import { twoEnergies } from './scanner.ts'

export type WriteScan = {
  readonly spec: ScanSpec
  readonly width: number
  readonly height: number
  readonly out: string
  /** A second file: 16-bit TIFF with two pages, high and low energy as parts of the open beam. */
  readonly dual: string | null
}

export async function writeScan({ spec, width, height, out, dual }: WriteScan): Promise<readonly ScanObject[]> {
  const scan = drawScan(spec, width, height)
  writeBytesAtomic(out, await encodeSample('png', { width, height, channels: 3, data: scan.rgb }), { durable: false })
  if (dual) {
    const data = twoEnergies(scan.film, spec.seed)
    writeBytesAtomic(
      dual,
      await encodeSample('tiff', { width, height: height * 2, channels: 1, data }, { pageHeight: height }),
      { durable: false },
    )
  }
  return scan.objects
}
