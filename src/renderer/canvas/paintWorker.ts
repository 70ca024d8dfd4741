// Paints the whole passive layer away from the window, so that panning and zooming never wait for it.
import labelFont from 'pretendard/dist/web/variable/woff2/PretendardVariable.woff2'
import type { PaintNews, PaintOrder } from './paintOrder.ts'
import { createPaintScene } from './paintScene.ts'

const scene = createPaintScene()
let skip: ReadonlySet<string> = new Set()
let canvas: OffscreenCanvas | null = null

const post = (news: PaintNews) => {
  postMessage(news, { transfer: news.kind === 'painted' ? [news.bitmap] : [] })
}

// The faces of the page's style sheet do not reach a worker.
declare const fonts: FontFaceSet
const face = new FontFace('Pretendard Variable', `url("${labelFont}")`, { weight: '45 920' })
face.load().then(
  () => {
    fonts.add(face)
    post({ kind: 'font' })
  },
  // Without it a system face serves.
  () => {},
)

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
      post({ kind: 'painted', ticket: data.ticket, bitmap: canvas.transferToImageBitmap(), manner })
    }
  }
})
