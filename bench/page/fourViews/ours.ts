// The real stage four times, over the real pixel workers.
import { createPrefetcher, framesAhead } from '../../../src/renderer/canvas/framePrefetch.ts'
import { openFrames } from '../../../src/renderer/canvas/frameStore.ts'
import { createStage, type FrameRef, type FrameState } from '../../../src/renderer/canvas/stage.ts'
import { mediaUrl } from '../../../src/shared/imaging/mediaUrl.ts'
import { measureFrames } from '../measure.ts'
import { benchSchema } from '../scenes.ts'
import { cells, nextFrame, type OwnViews } from './shared.ts'

const frames = openFrames()
const ROWS = 3328
const COLUMNS = 2560
const nothing = () => undefined

const states: ((state: FrameState) => void)[] = []
const stages = cells().map((element, i) => {
  const stage = createStage(element, {
    diff: nothing,
    select: nothing,
    refused: nothing,
    pointer: nothing,
    view: nothing,
    display: nothing,
    tool: nothing,
    frameState: (state) => states[i]?.(state),
    moved: nothing,
    stepSetting: nothing,
    atKeypoint: nothing,
    preview: nothing,
  })
  stage.setScene({
    annotations: [],
    schema: benchSchema,
    selection: new Set(),
    hidden: new Set(),
    writable: false,
  })
  return stage
})

const viewOf = (sourceId: string): FrameRef => ({ projectId: 'p', sourceId, frame: 0, width: COLUMNS, height: ROWS })
/** The frame after the one that draws begins when that was shown. */
const drawn = () => nextFrame().then(nextFrame)
/** So many slices of 512 x 512 the workbench loads ahead (FrameBar). */
const AHEAD = 573

const own: OwnViews = {
  prefetchCase: async (names) => void (await Promise.all(names.map((name, i) => stages[i]?.prefetch(viewOf(name))))),
  async dragWindow(frames) {
    const times = await measureFrames(frames, (i) => {
      for (const stage of stages)
        stage.setDisplay({ window: { centre: 1500 + 20 * (i % 40), width: 2500 + 10 * (i % 25) } })
    })
    for (const stage of stages) stage.setDisplay({ window: null })
    return times
  },
  async scroll(names, size) {
    const stage = stages[0]
    const slices = names.map(
      (sourceId, index): FrameRef => ({ projectId: 'p', sourceId, frame: 0, index, width: size, height: size }),
    )
    if (!stage) return []
    const prefetcher = createPrefetcher<FrameRef>(
      (f) => stage.isHere(f),
      (f) => stage.prefetch(f),
      () => undefined,
    )
    const times: number[] = []
    let last = performance.now()
    for (const [i, slice] of slices.entries()) {
      let exact = false
      states[0] = (state) => {
        exact ||= state === 'exact'
      }
      stage.showFrame(slice)
      prefetcher.aim(framesAhead(i, slices.length, 1, AHEAD).flatMap((at) => slices[at] ?? []))
      do await nextFrame()
      while (!exact)
      times.push(performance.now() - last)
      last = performance.now()
    }
    prefetcher.stop()
    return times
  },
}

window.views = {
  ...own,
  async showCase(names) {
    const start = performance.now()
    const shown = names.map(async (sourceId, i) => {
      const reached = (wanted: readonly string[]) =>
        new Promise<number>((done, fail) => {
          const before = states[i]
          states[i] = (state) => {
            before?.(state)
            if (typeof state === 'object') fail(new Error(state.error))
            else if (wanted.includes(state)) void drawn().then(() => done(performance.now() - start))
          }
        })
      delete states[i]
      const first = reached(['preview', 'exact'])
      const full = reached(['exact'])
      stages[i]?.showFrame(viewOf(sourceId))
      return { first: await first, full: await full }
    })
    const times = await Promise.all(shown)
    return { first: Math.max(...times.map((t) => t.first)), full: Math.max(...times.map((t) => t.full)) }
  },
  async load(name) {
    const start = performance.now()
    await frames.load(mediaUrl.frame('p', name, 0), false)
    return performance.now() - start
  },
}
