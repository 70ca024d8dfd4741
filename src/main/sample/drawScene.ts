// Draws one sample picture into a file. Runs in the pixel worker: the picture library must not load into the window's process.
import { PandokError } from '../../shared/contract/errors.ts'
import { writeBytesAtomic } from '../files/atomicWrite.ts'
import { orient, uprightSize } from '../imaging/orient.ts'
import { encodeSample } from '../imaging/raster.ts'
import { SCENES, type Thing } from './scenes.ts'

/** The inverse of EXIF 6 (turn right) is EXIF 8 (turn left). */
const STORED_BY = { 6: 8 } as const

export async function drawScene(file: string, path: string): Promise<Thing[]> {
  const scene = SCENES.find((s) => s.file === file)
  if (!scene) throw new PandokError('not-found', 'no such sample picture')
  const { canvas, things } = scene.draw()
  const turned = scene.orientation
    ? {
        ...canvas,
        ...uprightSize(canvas.width, canvas.height, STORED_BY[scene.orientation]),
        data: orient(canvas.data, canvas.width, canvas.height, canvas.channels, STORED_BY[scene.orientation]),
      }
    : canvas
  const bytes = await encodeSample(scene.format, turned, {
    palette: scene.palette ?? false,
    ...(scene.orientation ? { orientation: scene.orientation } : {}),
  })
  writeBytesAtomic(path, bytes, { durable: false })
  return things
}
