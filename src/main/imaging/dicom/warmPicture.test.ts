// The picture that warms the workers is one that they read: otherwise warming would fail without a word.
import { expect, it } from 'vitest'
import { pixelOps } from '../../workers/pixelOps.ts'
import { memorySource } from '../byteSource.ts'
import { openDicomRaster } from './dicomRaster.ts'
import { warmPicture } from './warmPicture.ts'

it('is a ramp of 64 x 64 whose first look is smaller', async () => {
  const raster = openDicomRaster(memorySource('warm.dcm', warmPicture()), { verify: true })
  for await (const { data } of raster.rows(0))
    expect(Array.from(data)).toEqual(Array.from({ length: 4096 }, (_, i) => ((i % 64) + Math.floor(i / 64)) * 32))
  expect((await raster.reduced?.(0, 256))?.page(0)).toMatchObject({ width: 16, height: 16, bitsStored: 12 })
})

it('goes the whole way', async () => {
  await expect(pixelOps.warm()).resolves.toBeUndefined()
})
