// Paints the whole passive layer away from the window, so that panning and zooming never wait for it.
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Matrix } from '../../shared/geometry/transform.ts'
import type { PackedShapes, PaintStyle } from './paintPack.ts'
import { createPaintScene, type Manner } from './paintScene.ts'

export type PaintOrder =
  | { kind: 'clear' }
  | { kind: 'styles'; styles: readonly PaintStyle[] }
  | { kind: 'shapes'; upserted: PackedShapes; removed: readonly string[] }
  | { kind: 'skip'; ids: ReadonlySet<string> }
  | { kind: 'paint'; ticket: number; matrix: Matrix; region: Bounds; dpr: number }
export type PaintResult = { ticket: number; bitmap: ImageBitmap; manner: Manner }

const scene = createPaintScene()
let skip: ReadonlySet<string> = new Set()
let canvas: OffscreenCanvas | null = null

const post = (result: PaintResult) => {
  postMessage(result, { transfer: [result.bitmap] })
}

addEventListener('message', ({ data }: MessageEvent<PaintOrder>) => {
  switch (data.kind) {
    case 'clear':
      return scene.clear()
    case 'styles':
      return scene.setStyles(data.styles)
    case 'shapes':
      scene.remove(data.removed)
      return scene.upsert(data.upserted)
    case 'skip':
      skip = data.ids
      return
    case 'paint': {
      const { width, height } = data.region
      if (canvas?.width !== width || canvas?.height !== height) canvas = new OffscreenCanvas(width, height)
      // Painted by the processor: a software GPU needs half a minute for what this does in a fifth of a second, and a real
      // one has better things to do.
      const ctx = canvas.getContext('2d', { willReadFrequently: true })
      if (!ctx) return
      const manner = scene.paint(ctx, { matrix: data.matrix, region: data.region, dpr: data.dpr, skip, manner: null })
      post({ ticket: data.ticket, bitmap: canvas.transferToImageBitmap(), manner })
    }
  }
})
