// What is really painted: one screen pixel, through the picture library that the program itself uses.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { nativeThumbnail } from '../../src/main/imaging/raster.ts'

export async function colourAt(page: Page, [x, y]: readonly [number, number]): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-shot-'))
  const path = join(folder, 'pixel.png')
  try {
    await page.screenshot({ path, clip: { x: Math.floor(x), y: Math.floor(y), width: 1, height: 1 }, scale: 'device' })
    const { data, channels } = await nativeThumbnail(path, { page: 0 }, 1, 1)
    return [...data.subarray(0, Math.min(3, channels))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
