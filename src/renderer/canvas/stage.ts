import type { Hand } from '../../shared/contract/habits.ts'
import { boxFromCorners } from '../../shared/geometry/box.ts'
import { type Bounds, imagePoint, type ViewPoint, viewPoint } from '../../shared/geometry/spaces.ts'
import { type Size, toImage, toView, type View, viewMatrix } from '../../shared/geometry/transform.ts'
import { samplePoints, windowOfValues } from '../../shared/imaging/autoWindow.ts'
import { isPadding, modalityValue } from '../../shared/imaging/greyDisplay.ts'
import { dragWindow, type Window } from '../../shared/imaging/voi.ts'
import { createAssist } from '../assist/assistClient.ts'
import { createMachine, NO_PREVIEW, type Preview, REACH, type ToolHost, type ToolId } from '../tools/toolMachine.ts'
import { DEFAULT_OPTIONS, type ToolOptions } from '../tools/toolOptions.ts'
import { TOOLS } from '../tools/tools.ts'
import { type Aids, createAidsLayer, NO_AIDS } from './aidsLayer.ts'
import { createFabricLayer, type EditModel } from './fabricLayer.ts'
import type { XrayLook } from './glXray.ts'
import { createImageLayer, type FrameRef, type FrameState } from './imageLayer.ts'
import { createKeyPen } from './keyPen.ts'
import { createMarkLayer } from './markLayer.ts'
import { createMaskLayer, isMaskItem } from './maskLayer.ts'
import { createPassiveLayer } from './passiveLayer.ts'
import { createPlaneLayer } from './planeLayer.ts'
import { attachPointer, type PointerHandlers, type PointerInfo } from './pointer.ts'
import { marksOf } from './stageMarks.ts'
import { createStageScene, EMPTY_SCENE, type Scene } from './stageScene.ts'
import type { Display, Stage, StageEvents } from './stageTypes.ts'
import * as look from './viewState.ts'

export type { AidMark } from './aidMarks.ts'
export type { Aids, Ghost } from './aidsLayer.ts'
export type { XrayLook } from './glXray.ts'
export type { FrameRef, FrameState } from './imageLayer.ts'
export type { Scene } from './stageScene.ts'
export type { Display, Stage, StageEvents } from './stageTypes.ts'

/** Drawn beyond the view while it moves, CSS pixels; without a GPU only. */
const MOTION_BORDER = 128
/** Milliseconds without movement after which the view counts as resting. */
const REST = 90

/** Colour pictures are windowed by what all their channels have in common. */
const brightness = (values: readonly number[] | null): number | null =>
  values && values.length > 0 ? values.slice(0, 3).reduce((sum, v) => sum + v, 0) / Math.min(3, values.length) : null

/** Null when nothing of it lies on the picture. */
const clipBounds = (b: Bounds, frame: Size | null): Bounds | null => {
  if (!frame) return null
  const x = Math.max(0, b.x)
  const y = Math.max(0, b.y)
  const width = Math.min(frame.width, b.x + b.width) - x
  const height = Math.min(frame.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

const isNextSlice = (a: FrameRef, b: FrameRef): boolean =>
  a.index !== undefined && b.index !== undefined && a.width === b.width && a.height === b.height

export function createStage(host: HTMLElement, events: StageEvents, hand?: () => Hand): Stage {
  const root = document.createElement('div')
  Object.assign(root.style, {
    position: 'absolute',
    inset: '0',
    overflow: 'hidden',
    touchAction: 'none',
    contain: 'strict',
  })
  root.tabIndex = -1
  if (host.tabIndex < 0) host.tabIndex = 0

  let frame: FrameRef | null = null
  let frameState: FrameState = 'loading'
  let scene: Scene = EMPTY_SCENE
  let activeClass: string | null = null
  let display: Display = { window: null, invert: false, rotation: 0, flipX: false, smooth: false }
  let xray: XrayLook | null = null
  let padding = true
  let air = false
  let clahe = false
  let view: View = { centre: { x: 0, y: 0 }, scale: 1, rotation: 0, flipX: false }
  let area: Size = { width: 0, height: 0 }
  let dpr = devicePixelRatio
  let fitted = true
  let preview: Preview = NO_PREVIEW
  let model: EditModel | null = null
  /** The same without its masks, which have a layer of their own. */
  let lines: EditModel | null = null
  let options: ToolOptions = DEFAULT_OPTIONS
  let hoverAt: ViewPoint | null = null
  let aids: Aids = NO_AIDS
  let toldPlace: { view: View; area: Size; fitted: boolean } | null = null
  let told = { zoom: 0, exact: false, hover: '' }
  /** `view`: only the place changed; `content`: what is drawn changed too. */
  let dirtyImage: 'view' | 'content' | null = 'content'
  /** Runs while the view is in motion. */
  let settling: ReturnType<typeof setTimeout> | null = null
  /** The picture on screen is an old drawing in a new place. */
  let movedOnly = false
  let requested = 0
  let panning = false
  let windowBefore: Window | null = null
  let dragging = false
  /** The window is set from outside again and again (another view of the case is dragged), or slices follow each other. */
  let following = false
  let atKeypoint = false

  const invalidate = () => {
    if (requested === 0) requested = requestAnimationFrame(paint)
  }
  const imageChanged = () => {
    dirtyImage = 'content'
    invalidate()
  }
  const image = createImageLayer({
    changed: imageChanged,
    size: () => ({ width: Math.round(host.clientWidth * dpr), height: Math.round(host.clientHeight * dpr) }),
    state(s) {
      frameState = s
      events.frameState(s)
    },
    breast: (found) => events.breast?.(found),
  })
  const planes = createPlaneLayer()
  const passive = createPassiveLayer(invalidate)
  const masks = createMaskLayer()
  const keyPen = createKeyPen()
  const fabric = createFabricLayer()
  const stageScene = createStageScene(passive)
  for (const element of [image.element, image.quick, planes.element, passive.element, masks.element, fabric.element]) {
    Object.assign(element.style, {
      position: 'absolute',
      left: '0',
      top: '0',
      transformOrigin: '0 0',
      pointerEvents: 'none',
    })
    root.append(element)
  }
  root.append(keyPen.element)
  const markLayer = createMarkLayer()
  root.append(markLayer.element)
  passive.element.style.willChange = 'transform'
  const aidsLayer = createAidsLayer()
  root.append(aidsLayer.element)
  host.append(root)

  const matrix = () => viewMatrix(view, area, dpr)
  const setView = (next: View) => {
    if (next === view) return
    view = next
    model = null
    dirtyImage ??= 'view'
    invalidate()
  }
  const fitNow = () => {
    fitted = true
    if (frame && area.width > 0) setView(look.fitView(view, frame, area))
  }
  /** Any movement by hand ends "always fitted". */
  const moveView = (next: View) => {
    if (next !== view) fitted = false
    setView(next)
  }

  const assist = createAssist(() => image.values())
  const toolHost: ToolHost = {
    scene: () => ({
      annotations: stageScene.map,
      selection: scene.selection,
      schema: scene.schema,
      writable: scene.writable,
      activeClass,
      snapping: scene.snapping ?? false,
      sharing: scene.sharing ?? false,
      frame: frame && {
        width: frame.width,
        height: frame.height,
        index: frame.index ?? frame.frame,
        ...(frame.slot === undefined ? {} : { slot: frame.slot }),
      },
    }),
    options: () => options,
    assist,
    valueSpan() {
      const range = image.range()
      return range ? range.high - range.low : 1
    },
    scale: () => view.scale,
    pick: (p) => stageScene.index.pick(p, REACH / view.scale, (id) => scene.hidden.has(id)),
    near: (b) => stageScene.index.near(b, (id) => scene.hidden.has(id)),
    within: (b) => stageScene.index.within(b, (id) => scene.hidden.has(id)),
    diff: (diff, mark) => events.diff(diff, mark),
    select: (ids) => events.select(ids),
    refuse: (code, detail = {}) => events.refused(code, detail),
    preview(change) {
      const next = { ...preview, ...change }
      const hides = next.painting?.hides !== preview.painting?.hides
      const others = next.alongside !== preview.alongside
      if (next.edited !== preview.edited || next.moving !== preview.moving || hides || others) stageScene.skip(next)
      // A step of a stroke and the brush at the pointer leave the other shapes as they are.
      const strokeOnly = Object.keys(change).every((key) => key === 'painting' || key === 'tip')
      if (next.painting !== preview.painting) masks.touched(next.painting)
      preview = next
      events.preview(preview)
      if (!strokeOnly) model = null
      tellKeypoint()
      showCursor()
      invalidate()
    },
  }
  const machineOf = (id: ToolId) => createMachine(id, TOOLS[id], toolHost, events.tool)
  let machine = machineOf('select')
  machine.reset()

  /** Keys for the visibility of a keypoint are free for others as long as there is none. */
  function tellKeypoint() {
    const at = preview.handle?.kind === 'keypoint' || preview.draft?.skeleton !== undefined
    if (at !== atKeypoint) events.atKeypoint(at)
    atKeypoint = at
  }
  function showCursor() {
    const cursor = panning ? 'grab' : preview.cursor
    if (host.style.cursor !== cursor) host.style.cursor = cursor
  }

  function tellView() {
    const exact = look.isDevicePixelExact(view.scale, dpr, view.aspect)
    if (view.scale !== told.zoom || exact !== told.exact) events.view({ zoom: view.scale, devicePixelExact: exact })
    told = { ...told, zoom: view.scale, exact }
  }
  /** In the values of the window: Hounsfield units and the like; null where those are the stored ones. */
  const shownValue = (values: readonly number[] | null): number | null => {
    const grey = image.header()?.grey
    const stored = values?.[0]
    if (!grey || stored === undefined || isPadding(grey, stored)) return null
    return modalityValue(grey, stored)
  }
  const windowValue = (values: readonly number[] | null): number | null =>
    image.header()?.grey ? shownValue(values) : brightness(values)

  function tellPointer() {
    const point = hoverAt && frame ? toImage(matrix(), hoverAt) : null
    const stored = point ? image.valuesAt(point.x, point.y) : null
    const low = point && stored && xray?.input === 'dual' ? image.lowAt(point.x, point.y) : null
    const values = stored && low !== null ? [...stored, low] : stored
    const key = point ? `${point.x} ${point.y} ${values?.join() ?? ''}` : ''
    if (key === told.hover) return
    told = { ...told, hover: key }
    events.pointer(point && { point, values, shown: shownValue(values) })
  }

  /** A moved picture is drawn afresh, sharp, as soon as the view rests. */
  function settleSoon() {
    if (settling !== null) clearTimeout(settling)
    settling = setTimeout(() => {
      // On a busy machine the frame of the last change is still to come: the view rests after it.
      if (requested > 0) return settleSoon()
      settling = null
      if (movedOnly || following) imageChanged()
      else invalidate()
      following = false
    }, REST)
  }

  function paint() {
    requested = 0
    if (dpr !== devicePixelRatio) {
      dpr = devicePixelRatio
      dirtyImage = 'content'
      model = null
    }
    if (area.width === 0) return
    const m = matrix()
    const shown = { ...display, dragging: dragging || following, xray, padding, air, clahe }
    if (dirtyImage === 'content') {
      image.render(m, area, dpr, shown, 0)
      movedOnly = false
    } else if (dirtyImage === 'view') {
      movedOnly = image.move(m, area, dpr)
      if (!movedOnly) image.render(m, area, dpr, shown, MOTION_BORDER)
      settleSoon()
    }
    dirtyImage = null
    planes.show(m)
    passive.show(m, area, dpr, settling !== null)
    if (!model || !lines) {
      const all = stageScene.editModel(preview, machine.id, view.scale, activeClass, frame)
      model = all
      lines = all.items.some(isMaskItem) ? { ...all, items: all.items.filter((item) => !isMaskItem(item)) } : all
    }
    masks.show(model, preview, m, area, dpr)
    fabric.show(lines, m, area, dpr)
    keyPen.show(m)
    markLayer.show(marksOf(scene, model, stageScene.colourOf), m)
    aidsLayer.show({ aids, view, matrix: m, area, dpr, hover: hoverAt, frame, image, look: display })
    tellView()
    tellPointer()
    if (toldPlace?.view !== view || toldPlace.area !== area || toldPlace.fitted !== fitted) {
      toldPlace = { view, area, fitted }
      events.moved?.(toldPlace)
    }
  }

  const setWindow = (window: Window | null) => {
    display = { ...display, window }
    imageChanged()
    events.display(display)
  }

  const toolPointer = (p: PointerInfo) => ({
    point: toImage(matrix(), p.at),
    view: p.at,
    shift: p.shift,
    ctrl: p.ctrl,
    alt: p.alt,
    pressure: p.pressure,
    ...(p.eraser ? { eraser: true } : {}),
  })
  const penEvent = (event: 'move' | 'down' | 'up') => {
    const point = keyPen.at()
    if (!point) return
    hoverAt = toView(matrix(), point)
    const plain = { shift: false, ctrl: false, alt: false, pressure: 0.5 }
    machine.pointer(event, { point, view: hoverAt, ...plain })
    invalidate()
  }
  const pointerHandlers: PointerHandlers = {
    tool: (event, p) => machine.pointer(event, toolPointer(p)),
    toolLost: () => machine.pointerCancel(),
    hover(at) {
      if (at) keyPen.away()
      hoverAt = at
      if (!at) machine.leave()
      invalidate()
    },
    panBy: (dx, dy) => frame && moveView(look.panBy(view, matrix(), dx, dy, frame)),
    zoomAt: (factor, at) => frame && moveView(look.zoomAt(view, factor, at, frame, area, dpr)),
    sizeBy: (steps) => events.stepSetting(steps),
    windowDrag(phase, dx, dy) {
      const range = image.windowRange()
      const first = image.firstWindow()
      if (!range || !first) return
      dragging = phase === 'move'
      if (phase === 'start') windowBefore = display.window
      else if (phase === 'end') imageChanged()
      else if (phase === 'cancel') setWindow(windowBefore)
      else setWindow(dragWindow(windowBefore ?? first, dx, dy, range))
    },
    panning(on) {
      panning = on
      showCursor()
    },
    regionAt: (at) =>
      machine.id === 'select' && preview.handle === null && toolHost.pick(toImage(matrix(), at)).length === 0,
    region(phase, from, to) {
      const [a, b] = [toImage(matrix(), from), toImage(matrix(), to)]
      const region = clipBounds(boxFromCorners(a, b), frame)
      toolHost.preview({ marquee: phase === 'move' ? region : null })
      if (phase !== 'end' || !region) return
      const found = [...samplePoints(region)].map((p) => windowValue(image.valuesAt(p.x, p.y)))
      const next = windowOfValues(found.filter((v) => v !== null))
      if (next) setWindow(next)
    },
    step: (by) => events.step?.(by) ?? false,
  }
  const detach = attachPointer(host, pointerHandlers, hand)

  const measure = () => {
    area = { width: host.clientWidth, height: host.clientHeight }
    if (fitted) fitNow()
    model = null
    imageChanged()
  }
  const observer = new ResizeObserver(measure)
  observer.observe(host)

  return {
    showFrame(next) {
      if (frame && next && JSON.stringify(frame) === JSON.stringify(next)) return
      machine.reset()
      // Slices of one item lie on each other: scrolling keeps zoom and place.
      const stays = frame && next && isNextSlice(frame, next)
      frame = next
      const aspect = next?.aspect ?? 1
      if (aspect !== (view.aspect ?? 1)) view = { ...view, aspect }
      if (next && !stays) view = { ...view, centre: { x: next.width / 2, y: next.height / 2 } }
      stageScene.setFrame(next ? (next.index ?? next.frame) : null)
      image.show(next)
      if (!stays) fitNow()
      following = !!stays
      if (following) settleSoon()
      imageChanged()
    },
    prefetch: (next) => image.prefetch(next),
    isHere: (f) => image.isHere(f),
    setDisplay(change) {
      following = !!change.window && frameState === 'exact' && !dragging && change.window !== display.window
      if (following) settleSoon()
      display = { ...display, ...change }
      if (display.rotation !== view.rotation || display.flipX !== view.flipX) {
        setView({ ...view, rotation: display.rotation, flipX: display.flipX })
        if (fitted) fitNow()
      }
      imageChanged()
    },
    setXray(look) {
      if (look === xray) return
      xray = look
      imageChanged()
    },
    setScene(next) {
      const hiddenChanged = next.hidden !== scene.hidden
      scene = next
      stageScene.set(next)
      if (hiddenChanged) stageScene.skip(preview)
      model = null
      machine.sceneChanged()
      invalidate()
    },
    setTool(id) {
      if (id === machine.id) return
      machine.reset()
      machine = machineOf(id)
      machine.reset()
      model = null
      invalidate()
    },
    setOptions(next) {
      if (next === options) return
      options = next
      machine.optionsChanged()
    },
    setActiveClass(classId) {
      activeClass = classId
      model = null
      invalidate()
    },
    view: {
      fit: fitNow,
      oneToOne: () => moveView({ ...view, scale: look.oneToOne(dpr, view.aspect) }),
      scaleTo(scale) {
        if (frame) moveView({ ...view, scale: look.clampScale(scale, frame, dpr) })
      },
      zoomBy(factor, at = viewPoint(area.width / 2, area.height / 2)) {
        if (frame) moveView(look.zoomAt(view, factor, at, frame, area, dpr))
      },
      panBy(dx, dy) {
        if (frame) moveView(look.panBy(view, matrix(), dx, dy, frame))
      },
      zoom: () => view.scale,
      showBounds(b, share) {
        if (frame && area.width > 0) moveView(look.showBounds(view, b, frame, area, dpr, share))
      },
      show(place) {
        if (!frame) return
        if (!place) return fitNow()
        const scale = look.clampScale(place.scale, frame, dpr)
        if (view.centre.x === place.x && view.centre.y === place.y && view.scale === scale) return
        moveView({ ...view, centre: imagePoint(place.x, place.y), scale })
      },
    },
    setPlanes(shown) {
      planes.set(shown)
      invalidate()
    },
    setPadding(on) {
      if (on === padding) return
      padding = on
      imageChanged()
    },
    setAir(mode) {
      image.seekBreast(mode !== null)
      if ((mode === 'black') === air) return
      air = mode === 'black'
      imageChanged()
    },
    setClahe(on) {
      if (on === clahe) return
      clahe = on
      imageChanged()
    },
    setAids(change) {
      aids = { ...aids, ...change }
      invalidate()
    },
    windowAfterDrag(start, dx, dy) {
      const range = image.windowRange()
      const from = start ?? display.window ?? image.firstWindow()
      return range && from ? dragWindow(from, dx, dy, range) : null
    },
    frameUrls: () => image.urls(),
    command: (name) => machine.command(name),
    moveKeyPen(dx, dy) {
      // A picture that was just shown has its room before the observer says so.
      if (area.width === 0) measure()
      if (!frame || area.width === 0) return
      const middle = imagePoint(
        Math.min(Math.max(view.centre.x, 0), frame.width),
        Math.min(Math.max(view.centre.y, 0), frame.height),
      )
      keyPen.move(dx, dy, matrix(), view.scale, frame, middle)
      const follow = keyPen.overshoot(matrix(), area)
      if (follow) moveView(look.panBy(view, matrix(), follow.x, follow.y, frame))
      penEvent('move')
    },
    pressKeyPen() {
      if (keyPen.at() === null) return this.moveKeyPen(0, 0)
      penEvent('down')
      penEvent('up')
    },
    valueRange: () => image.range(),
    values: (of) => image.values(of),
    windowRange: () => image.windowRange(),
    grey: () => image.header()?.grey ?? null,
    firstWindow: () => image.firstWindow(),
    inverted: () => image.header()?.inverted ?? false,
    busy: () =>
      requested !== 0 || settling !== null || passive.pending() || frameState === 'loading' || frameState === 'preview',
    destroy() {
      cancelAnimationFrame(requested)
      if (settling !== null) clearTimeout(settling)
      requested = -1
      detach()
      observer.disconnect()
      image.destroy()
      passive.destroy()
      masks.destroy()
      fabric.destroy()
      assist.destroy()
      aidsLayer.destroy()
      root.remove()
    },
  }
}
