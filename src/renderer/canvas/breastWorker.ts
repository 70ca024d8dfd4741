// Finds the breast on a reduced picture away from the window.
import { type Breast, breastOf } from '../../shared/imaging/breast/breast.ts'
import type { FrameHeader } from '../../shared/imaging/pixelFrame.ts'
import type { Level } from '../../shared/imaging/pyramid.ts'
import { airShades } from './airShades.ts'

/** `look`: the first, reduced picture, as it is shown; it tells early how the breast lies. */
export type BreastOrder = { readonly id: number } & (
  | { readonly header: FrameHeader; readonly level: Level }
  | { readonly look: ImageBitmap }
)
/** `shades`: of its mask; making them takes longer than a frame may. */
export type BreastResult = { readonly id: number; readonly breast: Breast | null; readonly shades: Uint8Array | null }

function find(order: BreastOrder): Breast | null {
  if ('header' in order) return breastOf(order.header, order.level)
  const { look } = order
  const { width, height } = look
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return null
  context.drawImage(look, 0, 0)
  look.close()
  const rgba = context.getImageData(0, 0, width, height).data
  const samples = Uint8Array.from({ length: width * height }, (_, i) => rgba[4 * i] ?? 0)
  const header = { width, height, colour: 'grey', sample: 'u8', bitsStored: 8, min: 0, max: 255 } as const
  return breastOf({ ...header, inverted: false }, { width, height, samples })
}

addEventListener('message', ({ data }: MessageEvent<BreastOrder>) => {
  const answer = (result: BreastResult) => postMessage(result)
  try {
    const breast = find(data)
    answer({ id: data.id, breast, shades: breast?.mask ? airShades(breast.mask) : null })
  } catch {
    // A picture without a breast is shown as it is.
    answer({ id: data.id, breast: null, shades: null })
  }
})
