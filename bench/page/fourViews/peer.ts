// cornerstone3D as its documentation sets it up for a stack: DICOM image loader over wadouri, one viewport a view.
import { cache, Enums, imageLoader, init, RenderingEngine, type Types } from '@cornerstonejs/core'
import { init as initLoader } from '@cornerstonejs/dicom-image-loader'
import { cells, nextFrame } from './shared.ts'

await init()
// Its default on two cores is one worker; it may use both.
initLoader({ maxWebWorkers: Math.max(2, navigator.hardwareConcurrency) })
const engine = new RenderingEngine('bench')
engine.setViewports(cells().map((element, i) => ({ viewportId: `view-${i}`, element, type: Enums.ViewportType.STACK })))
const address = (name: string): string => `wadouri:${location.origin}/dicom/${name}`

window.views = {
  async showCase(names) {
    const start = performance.now()
    const times = await Promise.all(
      names.map(async (name, i) => {
        const viewport = engine.getViewport(`view-${i}`) as Types.IStackViewport
        await viewport.setStack([address(name)])
        const rendered = new Promise<void>((done) =>
          viewport.element.addEventListener(Enums.Events.IMAGE_RENDERED, () => done(), { once: true }),
        )
        viewport.render()
        await rendered
        await nextFrame()
        return performance.now() - start
      }),
    )
    // It decodes whole pictures only.
    const full = Math.max(...times)
    return { first: full, full }
  },
  async load(name) {
    const start = performance.now()
    const image = await imageLoader.loadImage(address(name))
    image.getPixelData()
    const time = performance.now() - start
    cache.purgeCache()
    return time
  },
}
