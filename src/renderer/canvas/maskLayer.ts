// Masks that are selected, moved, painted or proposed right now. Between two steps of a stroke only the pixels that the
// step touched are painted again.
import { boundsOfAll, growBounds } from '../../shared/geometry/box.ts'
import { type MaskRows, rowsOfMask } from '../../shared/geometry/rowSet.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, multiply, type Size } from '../../shared/geometry/transform.ts'
import type { Preview } from '../tools/toolMachine.ts'
import type { EditItem, EditModel } from './fabricLayer.ts'
import { deviceRegion, type MaskLook, paintMask, plainLook, rgba } from './paintMask.ts'

export type MaskLayer = {
  readonly element: HTMLElement
  /** Remembers what a step of a stroke touched until the next frame. */
  touched(painting: Preview['painting']): void
  show(model: EditModel, preview: Preview, matrix: Matrix, area: Size, dpr: number): void
  destroy(): void
}

const WHITE = rgba('#ffffff', 0xff)
const DARK = rgba('#000000', 0xff)

const LOOKS: Readonly<Record<EditItem['role'], (colour: string) => MaskLook>> = {
  // The layer below has the filling.
  selected: () => ({ fill: 0, edge: WHITE, dash: null }),
  hover: (colour) => ({ fill: 0, edge: rgba(colour, 0xff), dash: null }),
  edited: (colour) => ({ ...plainLook(colour), edge: WHITE }),
  moving: (colour) => ({ ...plainLook(colour), edge: WHITE }),
}
const strokeLook = (colour: string): MaskLook => ({ ...plainLook(colour), edge: WHITE })
const proposalLook = (colour: string): MaskLook => ({ fill: rgba(colour, 0x48), edge: WHITE, dash: DARK })

export const isMaskItem = (item: EditItem): boolean => item.annotation.shape?.kind === 'mask'

/**
 * The layer is made of squares of this many device pixels: the compositor takes over whole canvases, so one of the size of
 * the view would cost a software renderer tens of milliseconds at every step of a stroke.
 */
const TILE = 256
type TileCanvas = { readonly canvas: HTMLCanvasElement; readonly at: Bounds }

function createTiles(holder: HTMLElement) {
  let tiles: TileCanvas[] = []
  let made = ''
  return {
    fit(width: number, height: number, dpr: number) {
      const key = `${width} ${height} ${dpr}`
      if (key === made) return
      made = key
      tiles = []
      for (let y = 0; y < height; y += TILE)
        for (let x = 0; x < width; x += TILE) {
          const canvas = document.createElement('canvas')
          canvas.width = TILE
          canvas.height = TILE
          Object.assign(canvas.style, {
            position: 'absolute',
            left: `${x / dpr}px`,
            top: `${y / dpr}px`,
            width: `${TILE / dpr}px`,
            height: `${TILE / dpr}px`,
          })
          tiles.push({ canvas, at: { x, y, width: TILE, height: TILE } })
        }
      holder.replaceChildren(...tiles.map((tile) => tile.canvas))
    },
    /** Calls back with each square that meets the region, in the square's own pixels. */
    each(region: Bounds, paint: (ctx: CanvasRenderingContext2D, own: Bounds, shift: Matrix) => void) {
      for (const { canvas, at } of tiles) {
        const own = deviceRegion(region, [1, 0, 0, 1, -at.x, -at.y], { x: 0, y: 0, width: TILE, height: TILE })
        const ctx = own && canvas.getContext('2d', { willReadFrequently: true })
        if (own && ctx) paint(ctx, own, [1, 0, 0, 1, -at.x, -at.y])
      }
    },
  }
}

export function createMaskLayer(): MaskLayer {
  const element = document.createElement('div')
  const holder = document.createElement('div')
  const tip = document.createElement('div')
  holder.className = 'canvas-mask'
  tip.className = 'brush-tip'
  tip.hidden = true
  element.append(holder, tip)
  const tiles = createTiles(holder)
  const rows = new WeakMap<object, MaskRows>()
  let model: EditModel | null = null
  let painted: { painting: Preview['painting']; key: string } = { painting: null, key: '' }
  let blank = true
  /** Image space; null = nothing. */
  let dirty: Bounds | 'all' | null = null

  const rowsOf = (item: EditItem): MaskRows | null => {
    const { shape } = item.annotation
    if (shape?.kind !== 'mask') return null
    const known = rows.get(shape) ?? rowsOfMask(shape)
    rows.set(shape, known)
    return known
  }

  const showTip = (mark: Preview['tip'], matrix: Matrix) => {
    tip.hidden = mark === null
    if (!mark) return
    const { x, y, radius } = mark
    const b = mapBounds(matrix, { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius })
    tip.dataset['tip'] = mark.tip
    tip.dataset['erases'] = String(mark.erases)
    Object.assign(tip.style, {
      width: `${b.width}px`,
      height: `${b.height}px`,
      transform: `translate(${b.x}px,${b.y}px)`,
    })
  }

  const paint = (next: EditModel, preview: Preview, m: Matrix, region: Bounds) =>
    tiles.each(region, (ctx, own, shift) => {
      const matrix = multiply(shift, m)
      ctx.clearRect(own.x, own.y, own.width, own.height)
      for (const item of next.items) {
        const spans = rowsOf(item)
        if (!spans || item.annotation.id === preview.painting?.hides) continue
        const { dx, dy } = item.role === 'moving' ? next.offset : { dx: 0, dy: 0 }
        const moved = multiply(matrix, [1, 0, 0, 1, Math.round(dx), Math.round(dy)])
        paintMask(ctx, spans, moved, own, LOOKS[item.role](item.colour))
      }
      const { painting } = preview
      const look = painting?.proposal ? proposalLook : strokeLook
      if (painting) paintMask(ctx, painting.rows, matrix, own, look(paintColour(next, preview)))
    })

  return {
    element,
    touched(painting) {
      if (!painting || painted.painting?.rows !== painting.rows) return
      if (dirty === 'all' || painting.dirty === null) dirty = 'all'
      else dirty = dirty ? boundsOfAll([dirty, painting.dirty]) : painting.dirty
    },
    show(next, preview, matrix, area, dpr) {
      showTip(preview.tip, matrix)
      const empty = !preview.painting && !next.items.some(isMaskItem)
      if (empty && blank) return
      const whole = { x: 0, y: 0, width: Math.round(area.width * dpr), height: Math.round(area.height * dpr) }
      tiles.fit(whole.width, whole.height, dpr)
      const key = `${matrix.join()} ${whole.width} ${whole.height} ${dpr}`
      const m = multiply([dpr, 0, 0, dpr, 0, 0], matrix)
      const { painting } = preview
      const goesOn = painting?.rows === painted.painting?.rows && key === painted.key
      if (goesOn && dirty !== 'all' && sameMasks(model, next)) {
        const where = dirty && deviceRegion(growBounds(dirty, 1), m, whole)
        if (where) paint(next, preview, m, where)
      } else paint(next, preview, m, whole)
      holder.hidden = empty
      blank = empty
      dirty = null
      model = next
      painted = { painting, key }
    },
    destroy: () => element.remove(),
  }
}

const maskItems = (m: EditModel | null): readonly EditItem[] => (m ? m.items.filter(isMaskItem) : [])
const sameMasks = (a: EditModel | null, b: EditModel): boolean => {
  const [one, two] = [maskItems(a), maskItems(b)]
  return (
    one.length === two.length &&
    one.every((item, i) => item.annotation === two[i]!.annotation && item.role === two[i]!.role) &&
    (one.length === 0 || (a?.offset.dx === b.offset.dx && a.offset.dy === b.offset.dy))
  )
}
/** A stroke into a stored mask keeps its colour; a new one has that of the class in hand. */
const paintColour = (m: EditModel, preview: Preview): string =>
  m.items.find((item) => item.annotation.id === preview.painting?.hides)?.colour ?? m.draftColour
