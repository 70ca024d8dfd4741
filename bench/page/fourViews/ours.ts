// The real stage four times, over the real pixel workers.
import { createStage, type FrameState } from '../../../src/renderer/canvas/stage.ts'
import { benchSchema } from '../scenes.ts'
import { cells, nextFrame } from './shared.ts'

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

window.views = {
  async showCase(names) {
    const start = performance.now()
    const shown = names.map(async (sourceId, i) => {
      const reached = (wanted: readonly string[]) =>
        new Promise<number>((done, fail) => {
          const before = states[i]
          states[i] = (state) => {
            before?.(state)
            if (typeof state === 'object') fail(new Error(state.error))
            else if (wanted.includes(state)) void nextFrame().then(() => done(performance.now() - start))
          }
        })
      delete states[i]
      const first = reached(['preview', 'exact'])
      const full = reached(['exact'])
      stages[i]?.showFrame({ projectId: 'p', sourceId, frame: 0, width: COLUMNS, height: ROWS })
      return { first: await first, full: await full }
    })
    const times = await Promise.all(shown)
    return { first: Math.max(...times.map((t) => t.first)), full: Math.max(...times.map((t) => t.full)) }
  },
  async load(name) {
    const start = performance.now()
    const response = await fetch(`/media/p/${name}/0/frame`)
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
    await response.arrayBuffer()
    return performance.now() - start
  },
}
