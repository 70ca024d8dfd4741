// Drives the real tools without a browser: `bench.tool('polygon').click(10, 10).click(60, 10).key('Enter')`.
import { type AnnotationDiff, applyDiff } from '../../shared/annotation/diff.ts'
import { EMPTY_SCHEMA, plainClass, type Skeleton } from '../../shared/annotation/labelSchema.ts'
import { type Annotation, annotationSchema, type Shape } from '../../shared/annotation/model.ts'
import { imagePoint, viewPoint } from '../../shared/geometry/spaces.ts'
import { newId } from '../../shared/ids.ts'
import type { Field } from '../assist/field.ts'
import { type AssistOrder, regionOf, runAssist } from '../assist/orders.ts'
import { createSpatialIndex, follow } from '../canvas/spatialIndex.ts'
import {
  type CanvasCommand,
  createMachine,
  NO_PREVIEW,
  type Preview,
  REACH,
  type RefusalCode,
  type ToolHost,
  type ToolId,
  type ToolMachine,
  type ToolPointer,
  type ToolScene,
} from './toolMachine.ts'
import { DEFAULT_OPTIONS, type ToolOptions } from './toolOptions.ts'
import { TOOLS } from './tools.ts'

const KEYS: Readonly<Record<string, CanvasCommand>> = {
  Enter: 'finish',
  Escape: 'cancel',
  Backspace: 'removeLastVertex',
  Delete: 'delete',
  'Ctrl+D': 'duplicate',
  'Ctrl+A': 'selectAll',
  ArrowLeft: 'nudgeLeft',
  ArrowRight: 'nudgeRight',
  ArrowUp: 'nudgeUp',
  ArrowDown: 'nudgeDown',
  X: 'otherWay',
  'Shift+ArrowDown': 'nudgeDownFar',
  '0': 'keypointMissing',
  '1': 'keypointOccluded',
  '2': 'keypointVisible',
}

/** Its points fill the unit square from corner to corner. */
export const TEMPLATE: Skeleton = {
  points: [
    { name: 'head', x: 0.5, y: 0 },
    { name: 'left', x: 0, y: 1 },
    { name: 'right', x: 1, y: 1 },
  ],
  edges: [
    [0, 1],
    [0, 2],
  ],
}

type Modifiers = { shift?: boolean; alt?: boolean; ctrl?: boolean; pressure?: number; eraser?: boolean }

export const benchAnnotation = (shape: Shape, over: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'car',
  shape,
  keypoints: null,
  attributes: {},
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...over,
})

export class ToolBench {
  diffs: { diff: AnnotationDiff; mark: string }[] = []
  refusals: RefusalCode[] = []
  shown: Preview = NO_PREVIEW
  /** CSS pixels per image pixel. */
  zoom = 1
  options: ToolOptions = DEFAULT_OPTIONS
  /** Stored values of the whole frame, for the assists. */
  values: Field | null = null
  orders: AssistOrder[] = []
  cancelled = 0
  private machine: ToolMachine
  private index = createSpatialIndex()
  private indexed = new Map<string, Annotation>()
  private at: [number, number] = [0, 0]
  readonly host: ToolHost
  scene: ToolScene

  constructor(annotations: Annotation[] = [], scene: Partial<ToolScene> = {}) {
    this.scene = {
      annotations: new Map(annotations.map((a) => [a.id, a])),
      selection: new Set(),
      schema: {
        ...EMPTY_SCHEMA,
        classes: [
          plainClass({
            id: 'car',
            title: { ko: 'car', en: 'car' },
            colour: '#ff0000',
            shapes: ['box', 'polygon', 'polyline', 'point', 'oriented', 'ellipse', 'skeleton', 'mask'],
            skeleton: TEMPLATE,
            key: 1,
          }),
          plainClass({
            id: 'only-box',
            title: { ko: 'b', en: 'b' },
            colour: '#00ff00',
            shapes: ['box'],
            key: 2,
          }),
        ],
      },
      writable: true,
      activeClass: 'car',
      snapping: false,
      sharing: false,
      frame: { width: 200, height: 100, index: 0 },
      ...scene,
    }
    this.index.apply(follow(this.indexed, [...this.scene.annotations.values()]))
    this.host = {
      scene: () => this.scene,
      options: () => this.options,
      assist: {
        run: async (order) => {
          this.orders.push(order)
          const region = regionOf(order, this.scene.frame ?? { width: 0, height: 0 })
          if (!this.values || !region) return { kind: 'trouble', code: region ? 'no-image' : 'region-too-large' }
          return runAssist(this.values, order)
        },
        cancel: () => this.cancelled++,
      },
      valueSpan: () => 65_535,
      scale: () => this.zoom,
      pick: (p) => this.index.pick(p, REACH / this.zoom, () => false),
      near: (b) => this.index.near(b, () => false),
      within: (b) => this.index.within(b, () => false),
      diff: (diff, mark) => {
        this.diffs.push({ diff, mark })
        this.set({ annotations: applyDiff(this.scene.annotations, diff) })
      },
      select: (selection) => this.set({ selection }),
      refuse: (code) => this.refusals.push(code),
      preview: (p) => {
        this.shown = { ...this.shown, ...p }
      },
    }
    this.machine = createMachine('select', TOOLS.select, this.host)
    this.machine.reset()
  }

  set(change: Partial<ToolScene>): this {
    this.scene = { ...this.scene, ...change }
    this.index.apply(follow(this.indexed, [...this.scene.annotations.values()]))
    this.machine.sceneChanged()
    return this
  }
  setOptions(change: Partial<ToolOptions>): this {
    this.options = { ...this.options, ...change }
    this.machine.optionsChanged()
    return this
  }
  tool(id: ToolId): this {
    this.machine.reset()
    this.machine = createMachine(id, TOOLS[id], this.host)
    this.machine.reset()
    return this
  }
  select(...annotations: Annotation[]): this {
    return this.set({ selection: new Set(annotations.map((a) => a.id)) })
  }

  private pointer(x: number, y: number, m: Modifiers = {}): ToolPointer {
    this.at = [x, y]
    return {
      point: imagePoint(x, y),
      view: viewPoint(x * this.zoom, y * this.zoom),
      shift: m.shift ?? false,
      ctrl: m.ctrl ?? false,
      alt: m.alt ?? false,
      pressure: m.pressure ?? 0.5,
      ...(m.eraser ? { eraser: true } : {}),
    }
  }
  down(x: number, y: number, m?: Modifiers): this {
    this.machine.pointer('down', this.pointer(x, y, m))
    return this
  }
  move(x: number, y: number, m?: Modifiers): this {
    this.machine.pointer('move', this.pointer(x, y, m))
    return this
  }
  up(m?: Modifiers): this {
    this.machine.pointer('up', this.pointer(...this.at, m))
    return this
  }
  click(x: number, y: number, m?: Modifiers): this {
    return this.move(x, y, m).down(x, y, m).up(m)
  }
  doubleClick(x: number, y: number): this {
    this.click(x, y).click(x, y)
    this.machine.pointer('doubleClick', this.pointer(x, y))
    return this
  }
  drag(from: readonly [number, number], to: readonly [number, number], m?: Modifiers): this {
    return this.move(...from, m)
      .down(...from, m)
      .move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, m)
      .move(...to, m)
      .up(m)
  }
  /** Lets answers of the assists arrive. */
  async answered(): Promise<this> {
    for (let i = 0; i < 8; i++) await Promise.resolve()
    return this
  }
  cancelPointer(): this {
    this.machine.pointerCancel()
    return this
  }
  key(name: keyof typeof KEYS | string): this {
    const command = KEYS[name]
    if (!command) throw new Error(`no command on ${name}`)
    this.handled = this.machine.command(command)
    return this
  }
  handled = false

  get state(): string {
    return this.machine.state()
  }
  get last(): AnnotationDiff {
    const last = this.diffs.at(-1)
    if (!last) throw new Error('no diff yet')
    return last.diff
  }
  get marks(): string[] {
    return this.diffs.map((d) => d.mark)
  }
  annotation(a: Annotation): Annotation {
    const now = this.scene.annotations.get(a.id)
    if (!now) throw new Error('annotation is gone')
    return now
  }
  /** Every emitted record must be one the store would accept. */
  check(): this {
    for (const { diff } of this.diffs)
      for (const a of [...diff.added, ...diff.removed, ...diff.updated.flat()]) annotationSchema.parse(a)
    return this
  }
}
