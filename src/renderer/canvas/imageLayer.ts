// The picture: stored samples in textures, window and inversion in the shader. Preview first, then the exact frame, or
// tiles from coarse to fine where a side is longer than 4096.
import { boundsContain, growBounds } from '../../shared/geometry/box.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { invert, type Matrix, mapBounds, multiply, type Size } from '../../shared/geometry/transform.ts'
import type { Breast } from '../../shared/imaging/breast/breast.ts'
import { type Clahe, claheOf } from '../../shared/imaging/clahe.ts'
import { mediaUrl } from '../../shared/imaging/mediaUrl.ts'
import { channelsOf, type FrameHeader, TILE_SIZE, tileLevels } from '../../shared/imaging/pixelFrame.ts'
import {
  dataRange,
  fileWindows,
  firstWindow,
  type Ramp,
  shadeOf,
  type ValueRange,
  type Window,
  windowRange,
} from '../../shared/imaging/voi.ts'
import type { AssistSource } from '../assist/assistClient.ts'
import { findBreast, glanceAtBreast } from './breasts.ts'
import { fieldOfFrame, fieldOfTiles } from './fieldSource.ts'
import { type FirstLook, loadLook, looksAreShown } from './firstLook.ts'
import { FrameError, openFrames } from './frameStore.ts'
import type { LoadedFrame } from './frameWorker.ts'
import { takeGl } from './glPool.ts'
import type { XrayLook } from './glXray.ts'
import type { DrawMore, ImageGl, XrayDraw } from './imageGl.ts'
import { createQuickGrey } from './quickGrey.ts'
import { coarsestTile, isTiled, levelFor, pixelsPerSample, type Tile, tileBounds, tilesIn } from './tilePlan.ts'

export type FrameRef = {
  readonly projectId: string
  readonly sourceId: string
  /** Of the source. */
  readonly frame: number
  /** Of the item's slot; the frame of the source when the slot has one source. */
  readonly index?: number
  /** Place in the item; without it the one that items of one picture have. */
  readonly slot?: string
  readonly width: number
  readonly height: number
  /** Height of a pixel in widths of it; 1 where nothing is said. */
  readonly aspect?: number
}
export type FrameState = 'loading' | 'preview' | 'exact' | { readonly error: string }

export type ImageDisplay = {
  readonly window: Window | null
  readonly invert: boolean
  readonly smooth: boolean
  /** The window is being dragged: without a GPU speed goes before smoothness until it is let go. */
  readonly dragging: boolean
  /** Functions of an operator console; null = stored values through the window. */
  readonly xray: XrayLook | null
  /** Padding is black; false = shown like any other value. */
  readonly padding: boolean
  /** Air around a breast is black; false = shown as it is. */
  readonly air: boolean
  /** Contrast is evened out part by part; grey pictures only. */
  readonly clahe: boolean
}

/** Stored values of a rectangle of the frame, row by row; NaN outside of it and where they are not here yet. */
export type Block = {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly values: Float64Array
  readonly header: FrameHeader
}

export type ImageLayer = {
  readonly element: HTMLCanvasElement
  /** Lies on `element` and takes its place while a window is dragged without a GPU. */
  readonly quick: HTMLCanvasElement
  show(frame: FrameRef | null): void
  /** Ends when the frame is here or cannot be had. */
  prefetch(frame: FrameRef): Promise<void>
  /** In memory: shown without waiting. */
  isHere(frame: FrameRef): boolean
  /** `border` draws that many CSS pixels more on each side, for views that are about to be moved. */
  render(matrix: Matrix, area: Size, dpr: number, display: ImageDisplay, border: number): void
  /**
   * Shows another view with the picture already drawn, moved and scaled by the compositor. False when that would leave
   * bare parts or be too coarse, and always with a real GPU, which draws every frame afresh in a millisecond.
   */
  move(matrix: Matrix, area: Size, dpr: number): boolean
  /** Range of the shown frame's stored values; null until they are here. */
  range(): ValueRange | null
  /** The same in the values that windows are given in (modality values of a DICOM file). */
  windowRange(): ValueRange | null
  /** The window the frame opens with; null until it is here. */
  firstWindow(): Window | null
  /** Facts of the frame on screen; null until it is here. */
  header(): FrameHeader | null
  /** Stored values of the frame on screen (or of its low energy) for work elsewhere; null before they are here. */
  values(of?: 'low'): AssistSource | null
  /** Value of the low energy there; null outside or before it is here. */
  lowAt(x: number, y: number): number | null
  /** Stored values of the pixel that holds the point; null outside or before they are here. */
  valuesAt(x: number, y: number): number[] | null
  /** Small rectangles only. What is missing is fetched, and `changed` says when it is here. */
  block(x: number, y: number, width: number, height: number): Block | null
  /** Frames that come are searched for a breast, for its air and its window. */
  seekBreast(on: boolean): void
  /** Addresses of all stored values of the frame, for counting. */
  urls(): readonly string[]
  destroy(): void
}

/** Beyond this a scaled picture looks coarse or falls short. */
const MOST_SCALING = 1.6

/** Empty (zero-sized, at a corner of `b`) when they do not meet. */
const common = (a: Bounds, b: Bounds): Bounds => {
  const x = Math.min(Math.max(a.x, b.x), b.x + b.width)
  const y = Math.min(Math.max(a.y, b.y), b.y + b.height)
  const right = Math.min(Math.max(a.x + a.width, b.x), b.x + b.width)
  const bottom = Math.min(Math.max(a.y + a.height, b.y), b.y + b.height)
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}

const urlOf = (f: FrameRef) => mediaUrl.frame(f.projectId, f.sourceId, f.frame)
const lookUrl = (f: FrameRef) => mediaUrl.look(f.projectId, f.sourceId, f.frame)
/** Pixels below which the whole frame is there as soon. */
const SMALL = 480_000
const worthALook = (f: FrameRef): boolean => f.width * f.height > SMALL
const tileUrl = (f: FrameRef, t: Tile) => mediaUrl.tile(f.projectId, f.sourceId, f.frame, t.level, t.tx, t.ty)
/** Of two energies the frame holds the high one; the low one is its next frame (ADR 051). */
const lowEnergyOf = (f: FrameRef): FrameRef => ({ ...f, frame: f.frame + 1 })
/** What has to be here before anything exact can be shown. */
const firstUrl = (f: FrameRef) => (isTiled(f) ? tileUrl(f, coarsestTile(f)) : urlOf(f))

type Shade = {
  readonly ramp: Ramp
  readonly more: Pick<DrawMore, 'air' | 'clahe'>
  readonly invert: boolean
  readonly blend: boolean
  readonly look: XrayLook | null
  readonly xrayRamp: Ramp
}
/** Functions read the material out of stored values, so a window set by hand counts for grey pictures only. */
function xrayShade(display: ImageDisplay, { header }: LoadedFrame, ramp: Ramp): Pick<Shade, 'look' | 'xrayRamp'> {
  const { xray } = display
  if (!xray) return { look: null, xrayRamp: ramp }
  const { recipe, input } = xray
  const look = display.invert ? { ...xray, recipe: { ...recipe, negative: !recipe.negative } } : xray
  if (input === 'grey') return { look, xrayRamp: ramp }
  const most = 2 ** header.bitsStored - 1
  return { look, xrayRamp: { low: 0, gain: Math.fround((input === 'dual' ? 1 : 255) / most) } }
}

export function createImageLayer(events: {
  changed(): void
  /** Device pixels of the picture area. */
  size(): Size
  state(s: FrameState): void
  breast?(found: Breast): void
}): ImageLayer {
  const taken = takeGl(events.changed, events.size())
  const { element, gl } = taken
  element.className = 'canvas-image'
  const store = openFrames()
  const quickGrey = createQuickGrey()
  let current: FrameRef | null = null
  let first: LoadedFrame | null = null
  let look: FirstLook | null = null
  let looking = new AbortController()
  let state: FrameState | null = null
  /** The view the element's pixels were drawn for. */
  let drawn: { matrix: Matrix; area: Size; dpr: number } | null = null
  let breast: Breast | null = null
  let seeking = false
  const failed = new Set<string>()
  const warm = new Set<string>()

  /** Making one takes a millisecond or two, drawing asks for each paint and each tile. */
  let made: { header: FrameHeader; window: Window; invert: boolean; padding: boolean; ramp: Ramp } | null = null
  const rampFor = (header: FrameHeader, { window, padding }: ImageDisplay, invert: boolean): Ramp => {
    const own = firstWindowOf(header)
    const same = made?.header === header && made.window === (window ?? own) && made.padding === padding
    if (made && same && made.invert === invert) return made.ramp
    const shown = padding || !header.grey ? header : { ...header, grey: { ...header.grey, padding: null } }
    made = { header, window: window ?? own, invert, padding, ramp: shadeOf(shown, window ?? own, invert) }
    return made.ramp
  }

  const say = (next: FrameState) => {
    if (next === state) return
    state = next
    events.state(next)
  }

  const forgetLook = () => {
    looking.abort()
    if (look && 'bitmap' in look) look.bitmap.close()
    look = null
  }
  const showLook = async (frame: FrameRef) => {
    looking = new AbortController()
    const found = await loadLook(lookUrl(frame), looking.signal)
    if (!found) return
    if (frame !== current || first) {
      if ('bitmap' in found) found.bitmap.close()
      return
    }
    look = found
    if (seeking) void glanceAtBreast(frame.sourceId, found).catch(() => undefined)
    say('preview')
    events.changed()
  }
  const drawLook = (g: ImageGl, frame: FrameRef, found: FirstLook, display: ImageDisplay) => {
    const whole: Bounds = { x: 0, y: 0, width: frame.width, height: frame.height }
    if ('bitmap' in found) return g.drawPreview(found.bitmap, whole)
    const { header, levels } = found.values
    const inverted = header.inverted !== display.invert
    g.options({ invert: inverted, blend: true })
    // Wavelets halve: the last column of an odd width covers less than the others.
    const step = 2 ** Math.round(Math.log2(frame.width / header.width))
    g.draw(lookUrl(frame), header, levels[0]!, step, whole, rampFor(header, display, inverted))
  }

  const loadFirst = async (frame: FrameRef) => {
    try {
      const loaded = await store.load(firstUrl(frame), !isTiled(frame))
      if (frame !== current) return
      take(frame, loaded)
    } catch (e) {
      const code = e instanceof FrameError ? e.code : 'internal'
      if (frame !== current) return
      // Given up for another view: this one still waits.
      if (code === 'cancelled') void loadFirst(frame)
      else say({ error: code })
    }
  }
  const take = (frame: FrameRef, loaded: LoadedFrame) => {
    first = loaded
    forgetLook()
    if (!isTiled(frame)) say('exact')
    if (seeking) seek(frame, loaded)
    events.changed()
  }
  const seek = (frame: FrameRef, loaded: LoadedFrame) => {
    void findBreast(frame.sourceId, loaded).then((found) => {
      if (frame !== current || !found) return
      breast = found
      events.breast?.(found)
      events.changed()
    })
  }
  /** The file's own window goes before that of the breast, this one before the range of all values. */
  const firstWindowOf = (header: FrameHeader): Window =>
    breast?.window && fileWindows(header).length === 0 && !header.window ? breast.window : firstWindow(header)

  let evened: { from: LoadedFrame; breast: Breast | null; tables: Clahe | null } | null = null
  /** From the coarsest copy: a few milliseconds, once for each picture. */
  const claheNow = (from: LoadedFrame): Clahe | null => {
    if (evened?.from !== from || evened.breast !== breast) {
      const level = from.header.colour === 'grey' ? from.levels.at(-1) : undefined
      evened = { from, breast, tables: level ? claheOf(from.header, level, breast?.mask ?? null) : null }
    }
    return evened.tables
  }

  const wanted = (extra: Iterable<string>) =>
    new Set([...(current ? [firstUrl(current), firstUrl(lowEnergyOf(current))] : []), ...warm, ...extra])

  /** What a drawing with functions needs besides the texture; null = draw stored values (the other energy is not here yet). */
  const drawOf = (look: XrayLook, frame: FrameRef, url: (f: FrameRef) => string, at: number): XrayDraw | null => {
    if (look.input !== 'dual') return { look, second: null }
    const low = url(lowEnergyOf(frame))
    const loaded = store.peek(low)
    const level = loaded?.levels[at]
    if (loaded && level) return { look, second: { key: `${low}#${at}`, header: loaded.header, level } }
    if (!failed.has(low))
      store.load(low, !isTiled(frame)).then(events.changed, (e) => {
        if (!(e instanceof FrameError) || e.code === 'cancelled') return
        failed.add(low)
        if (frame === current) say({ error: e.code })
      })
    return null
  }

  /** Tiles that the view does not need itself. */
  const fetchAside = (url: string) => {
    if (warm.has(url) || failed.has(url)) return
    warm.add(url)
    store.load(url, false).then(
      () => {
        warm.delete(url)
        events.changed()
      },
      (e) => {
        warm.delete(url)
        if (e instanceof FrameError && e.code !== 'cancelled') failed.add(url)
      },
    )
  }

  /** Coarse to fine; loads what is missing. True when every visible tile is there. */
  const drawTiles = (g: ImageGl, frame: FrameRef, seen: Bounds, scale: number, shade: Shade): boolean => {
    const levels = tileLevels(frame.width, frame.height).length
    const level = levelFor(scale, levels)
    const fine = tilesIn(seen, level, frame)
    const missing: string[] = []
    const draw = (tile: Tile) => {
      const url = tileUrl(frame, tile)
      const loaded = store.peek(url)
      if (!loaded) return false
      const draw = shade.look && drawOf(shade.look, frame, (f) => tileUrl(f, tile), 0)
      g.options({ invert: draw ? loaded.header.inverted : shade.invert, blend: shade.blend })
      const ramp = draw ? shade.xrayRamp : shade.ramp
      g.draw(url, loaded.header, loaded.levels[0]!, 2 ** tile.level, tileBounds(tile, frame), ramp, {
        xray: draw ?? undefined,
        ...shade.more,
      })
      return true
    }
    const covered = fine.every((tile) => store.peek(tileUrl(frame, tile)) !== null)
    if (!covered) for (let l = levels - 1; l > level; l--) for (const tile of tilesIn(seen, l, frame)) draw(tile)
    for (const tile of fine) {
      const url = tileUrl(frame, tile)
      if (!draw(tile) && !failed.has(url)) missing.push(url)
    }
    store.abortAllBut(wanted(missing))
    for (const url of missing)
      store.load(url, false).then(events.changed, (e) => {
        if (!(e instanceof FrameError) || e.code === 'cancelled') return
        failed.add(url)
        if (frame === current) say({ error: e.code })
      })
    return covered
  }

  const airOf = (display: ImageDisplay): DrawMore['air'] =>
    display.air && breast && current ? { mask: breast.mask, of: current } : undefined

  /** While a window is dragged without a GPU; false where the shader has to draw. */
  const renderQuick = (view: Matrix, area: Size, dpr: number, display: ImageDisplay): boolean => {
    const shown =
      gl?.software && display.dragging && !display.xray && !display.clahe && current && !isTiled(current) ? first : null
    const inverted = first?.header.inverted !== display.invert
    const ramp = shown && rampFor(shown.header, display, inverted)
    const level = shown ? levelFor(pixelsPerSample(view, dpr), shown.levels.length) : 0
    const shade = ramp && { ramp, invert: inverted, air: airOf(display) }
    const done = shown && shade && quickGrey.draw({ ...shown, level }, shade, view, area, dpr)
    element.style.visibility = done ? 'hidden' : ''
    // The shader's drawing is old from here on: it is not moved about.
    if (done) drawn = null
    else quickGrey.hide()
    return done ?? false
  }

  return {
    element,
    quick: quickGrey.element,
    show(frame) {
      current = frame
      first = null
      breast = null
      forgetLook()
      state = null
      failed.clear()
      if (!frame) return events.changed()
      if (!gl) return say({ error: 'no-webgl' })
      store.abortAllBut(wanted([]))
      const here = store.peek(firstUrl(frame))
      if (here) return take(frame, here)
      say('loading')
      if (!worthALook(frame)) return void loadFirst(frame)
      // A missing look is no failure: the exact frame comes next.
      showLook(frame).catch(() => undefined)
      void looksAreShown().then(() => (frame === current ? loadFirst(frame) : undefined))
    },
    prefetch(frame) {
      const url = firstUrl(frame)
      warm.add(url)
      // A neighbour that cannot be loaded is told about when it is shown.
      return store.load(url, !isTiled(frame)).then(
        (loaded) => {
          warm.delete(url)
          if (seeking) void findBreast(frame.sourceId, loaded)
        },
        () => void warm.delete(url),
      )
    },
    isHere: (frame) => store.has(firstUrl(frame)),
    render(view, visible, dpr, display, wantedBorder) {
      if (renderQuick(view, visible, dpr, display)) return
      const border = gl?.software ? wantedBorder : 0
      const matrix = multiply([1, 0, 0, 1, border, border], view)
      const area = { width: visible.width + 2 * border, height: visible.height + 2 * border }
      if (!gl?.begin(matrix, area, dpr)) return
      drawn = { matrix, area, dpr }
      element.style.transform = `translate(${-border}px,${-border}px)`
      const frame = current
      if (!frame) return
      const scale = pixelsPerSample(matrix, dpr)
      gl.options({ invert: display.invert, blend: false })
      const whole: Bounds = { x: 0, y: 0, width: frame.width, height: frame.height }
      if (!first) {
        if (look) drawLook(gl, frame, look, display)
        return
      }
      const quick = gl.software && display.dragging
      const blend = !quick && (scale < 1 || (display.smooth && scale > 1))
      const inverted = first.header.inverted !== display.invert
      const ramp = rampFor(first.header, display, inverted)
      const air = airOf(display)
      const clahe = display.clahe ? claheNow(first) : null
      const more = { air, clahe: clahe ? { tables: clahe, of: frame } : undefined }
      const shade: Shade = { ramp, more, invert: inverted, blend, ...xrayShade(display, first, ramp) }
      if (isTiled(frame)) {
        const seen = mapBounds(invert(matrix), { x: 0, y: 0, ...area })
        const complete = drawTiles(gl, frame, seen, scale, shade)
        if (state !== 'exact' && typeof state !== 'object') say(complete ? 'exact' : 'preview')
        return
      }
      const level = levelFor(scale, first.levels.length)
      const draw = shade.look && drawOf(shade.look, frame, urlOf, level)
      const used = draw ? shade.xrayRamp : ramp
      gl.options({ invert: draw ? first.header.inverted : inverted, blend })
      const key = `${urlOf(frame)}#${level}`
      gl.draw(key, first.header, first.levels[level]!, 2 ** level, whole, used, { xray: draw ?? undefined, ...more })
    },
    move(matrix, area, dpr) {
      if (!gl?.software || !drawn || !current || drawn.dpr !== dpr) return false
      const change = multiply(matrix, invert(drawn.matrix))
      const scaling = Math.hypot(change[0], change[1])
      const covered = mapBounds(change, { x: 0, y: 0, ...drawn.area })
      const picture = mapBounds(matrix, { x: 0, y: 0, width: current.width, height: current.height })
      if (scaling > MOST_SCALING || scaling < 1 / MOST_SCALING) return false
      if (!boundsContain(growBounds(covered, 1), common(picture, { x: 0, y: 0, ...area }))) return false
      element.style.transform = `matrix(${change.join()})`
      return true
    },
    range: () => (first ? dataRange(first.header) : null),
    windowRange: () => (first ? windowRange(first.header) : null),
    firstWindow: () => (first ? firstWindowOf(first.header) : null),
    header: () => first?.header ?? null,
    values(of) {
      const shown = current
      const frame = shown && of === 'low' ? lowEnergyOf(shown) : shown
      const loaded = frame && of === 'low' ? (isTiled(frame) ? first : store.peek(urlOf(frame))) : first
      if (!frame || !loaded) return null
      return {
        key: urlOf(frame),
        width: frame.width,
        height: frame.height,
        field: (region) =>
          isTiled(frame)
            ? fieldOfTiles(region, frame, (tile) => store.load(tileUrl(frame, tile), false))
            : Promise.resolve(fieldOfFrame(region, loaded)),
      }
    },
    lowAt(px, py) {
      const frame = current && lowEnergyOf(current)
      const x = Math.floor(px)
      const y = Math.floor(py)
      if (!frame || x < 0 || y < 0 || x >= frame.width || y >= frame.height) return null
      const tiled = isTiled(frame)
      const tile = { level: 0, tx: Math.floor(x / TILE_SIZE), ty: Math.floor(y / TILE_SIZE) }
      const base = store.peek(tiled ? tileUrl(frame, tile) : urlOf(frame))?.levels[0]
      return base?.samples[tiled ? (y % TILE_SIZE) * base.width + (x % TILE_SIZE) : y * base.width + x] ?? null
    },
    valuesAt(px, py) {
      const frame = current
      const x = Math.floor(px)
      const y = Math.floor(py)
      if (!frame || !first || x < 0 || y < 0 || x >= frame.width || y >= frame.height) return null
      const tile = { level: 0, tx: Math.floor(x / TILE_SIZE), ty: Math.floor(y / TILE_SIZE) }
      const loaded = isTiled(frame) ? store.peek(tileUrl(frame, tile)) : first
      const base = loaded?.levels[0]
      if (!loaded || !base) return null
      const channels = channelsOf(loaded.header.colour)
      const lx = isTiled(frame) ? x % TILE_SIZE : x
      const ly = isTiled(frame) ? y % TILE_SIZE : y
      const from = (ly * base.width + lx) * channels
      return Array.from(base.samples.subarray(from, from + channels))
    },
    block(x0, y0, width, height) {
      const frame = current
      if (!frame || !first) return null
      const channels = channelsOf(first.header.colour)
      const values = new Float64Array(width * height * channels).fill(Number.NaN)
      const copy = ({ levels }: LoadedFrame, left: number, top: number) => {
        const base = levels[0]
        if (!base) return
        const from = Math.max(x0, left)
        const to = Math.min(x0 + width, left + base.width)
        if (from >= to) return
        for (let y = Math.max(y0, top); y < Math.min(y0 + height, top + base.height); y++) {
          const start = ((y - top) * base.width + from - left) * channels
          const row = base.samples.subarray(start, start + (to - from) * channels)
          values.set(row, ((y - y0) * width + from - x0) * channels)
        }
      }
      if (!isTiled(frame)) copy(first, 0, 0)
      else
        for (const tile of tilesIn({ x: x0, y: y0, width: width - 1, height: height - 1 }, 0, frame)) {
          const url = tileUrl(frame, tile)
          const loaded = store.peek(url)
          if (loaded) copy(loaded, tile.tx * TILE_SIZE, tile.ty * TILE_SIZE)
          else fetchAside(url)
        }
      const { header } = first
      return { width, height, channels, values, header }
    },
    seekBreast(on) {
      if (on === seeking) return
      seeking = on
      if (on && current && first) seek(current, first)
    },
    urls() {
      const frame = current
      if (!frame) return []
      if (!isTiled(frame)) return [urlOf(frame)]
      return tilesIn({ x: 0, y: 0, width: frame.width - 1, height: frame.height - 1 }, 0, frame).map((tile) =>
        tileUrl(frame, tile),
      )
    },
    destroy() {
      current = null
      store.destroy()
      forgetLook()
      quickGrey.element.remove()
      taken.giveBack()
    },
  }
}
