// The real stage on a page of its own, driven from outside through `window.bench` (bench/canvas/run.ts, browser tests).

import { attachPointer } from '../../src/renderer/canvas/pointer.ts'
import { createStage, type Display, type FrameState, type Scene, type Stage } from '../../src/renderer/canvas/stage.ts'
import { type AnnotationDiff, applyDiff } from '../../src/shared/annotation/diff.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { measureFrames } from './measure.ts'
import { peers } from './peers.ts'
import { asAnnotation, asAnnotations, benchSchema, polygons } from './scenes.ts'

type Log = {
  diffs: { diff: AnnotationDiff; mark: string }[]
  refused: string[]
  states: FrameState[]
  displays: Display[]
  pointer: { x: number; y: number; values: number[] | null } | null
  view: { zoom: number; devicePixelExact: boolean } | null
  tool: string
  moved: { x: number; y: number; scale: number; fitted: boolean } | null
}

const host = document.getElementById('host')
if (!host) throw new Error('no host')

export type Bench = {
  stage: Stage
  scene: Scene
  log: Log
  /** Changes the scene and tells the stage, like the document store does. */
  set(change: Partial<Scene>): void
  frame(source: string, width: number, height: number, aspect?: number): void
  polygons: typeof polygons
  asAnnotation: typeof asAnnotation
  asAnnotations: typeof asAnnotations
  settled(): Promise<void>
  measureFrames: typeof measureFrames
  peers: typeof peers
  attachPointer: typeof attachPointer
  /** Pixels of the image layer as shown, RGBA, taken in the frame in which it is drawn. */
  shownPixels(x: number, y: number, width: number, height: number): Promise<number[]>
  /** The same of the drawing that takes its place while the window changes; null when that is not shown. */
  quickPixels(x: number, y: number, width: number, height: number): Promise<number[] | null>
}

const log: Log = { diffs: [], refused: [], states: [], displays: [], pointer: null, view: null, tool: '', moved: null }
let scene: Scene = {
  annotations: [],
  schema: benchSchema,
  selection: new Set(),
  hidden: new Set(),
  writable: true,
}

/** Like the document store: by id, copied for each change. */
let records = new Map<string, Annotation>()
let fromDiff = false

const stage = createStage(host, {
  diff(diff, mark) {
    log.diffs.push({ diff, mark })
    records = applyDiff(records, diff)
    fromDiff = true
    bench.set({ annotations: [...records.values()] })
    fromDiff = false
  },
  select: (selection) => bench.set({ selection }),
  refused: (code) => log.refused.push(code),
  pointer: (p) => {
    log.pointer = p && { x: p.point.x, y: p.point.y, values: p.values }
  },
  view: (v) => {
    log.view = v
  },
  display: (d) => log.displays.push(d),
  tool: (_, state) => {
    log.tool = state
  },
  frameState: (s) => log.states.push(s),
  moved: ({ view, fitted }) => {
    log.moved = { ...view.centre, scale: view.scale, fitted }
  },
  stepSetting: () => undefined,
  atKeypoint: () => undefined,
  preview: () => {},
})
stage.setActiveClass('class-0')

const nextFrame = () => new Promise<void>((done) => requestAnimationFrame(() => done()))

const bench: Bench = {
  stage,
  get scene() {
    return scene
  },
  log,
  set(change) {
    if (change.annotations && !fromDiff) records = new Map(change.annotations.map((a) => [a.id, a]))
    scene = { ...scene, ...change }
    stage.setScene(scene)
  },
  frame(sourceId, width, height, aspect = 1) {
    stage.showFrame({ projectId: 'p', sourceId, frame: 0, width, height, aspect })
  },
  polygons,
  asAnnotation,
  asAnnotations,
  async settled() {
    for (let quiet = 0; quiet < 3; ) {
      await nextFrame()
      quiet = stage.busy() ? 0 : quiet + 1
    }
  },
  measureFrames,
  peers,
  attachPointer,
  async shownPixels(x, y, width, height) {
    const canvas = host.querySelector<HTMLCanvasElement>('.canvas-image')
    if (!canvas) throw new Error('no image canvas')
    stage.setDisplay({})
    await nextFrame()
    return pixelsOf(canvas, x, y, width, height)
  },
  async quickPixels(x, y, width, height) {
    await nextFrame()
    const canvas = host.querySelector<HTMLCanvasElement>('.canvas-quick')
    return canvas && !canvas.hidden ? pixelsOf(canvas, x, y, width, height) : null
  },
}

const pixelsOf = (canvas: HTMLCanvasElement, x: number, y: number, width: number, height: number): number[] => {
  const copy = new OffscreenCanvas(width, height)
  const ctx = copy.getContext('2d', { willReadFrequently: true })
  ctx?.drawImage(canvas, -x, -y)
  return [...(ctx?.getImageData(0, 0, width, height).data ?? [])]
}

declare global {
  interface Window {
    bench: Bench
  }
}
window.bench = bench
bench.set({})
