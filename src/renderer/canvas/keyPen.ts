// A pen moved by keys: a cross over the picture, for those who use no pointer. It says where it is in image space; the stage
// makes the same events of it that a mouse makes.
import { type ImagePoint, imagePoint, type ViewPoint, viewPoint } from '../../shared/geometry/spaces.ts'
import { type Matrix, type Size, toView, viewVectorToImage } from '../../shared/geometry/transform.ts'

/** CSS pixels from the edge of the picture area at which the picture follows. */
const EDGE = 24

export type KeyPen = {
  readonly element: HTMLElement
  readonly at: () => ImagePoint | null
  /** By CSS pixels on screen, but never less than one image pixel; stays on the picture. */
  move(dx: number, dy: number, matrix: Matrix, scale: number, frame: Size, middle: ImagePoint): ImagePoint
  /** How far the view has to move so that the cross stays in sight. */
  overshoot(matrix: Matrix, area: Size): ViewPoint | null
  show(matrix: Matrix): void
  /** A pointer took over. */
  away(): void
}

export function createKeyPen(): KeyPen {
  const element = document.createElement('div')
  element.className = 'key-pen'
  element.hidden = true
  let at: ImagePoint | null = null
  return {
    element,
    at: () => at,
    move(dx, dy, matrix, scale, frame, middle) {
      const step = Math.max(1, scale)
      const v = viewVectorToImage(
        matrix,
        Math.sign(dx) * Math.max(Math.abs(dx), dx === 0 ? 0 : step),
        Math.sign(dy) * Math.max(Math.abs(dy), dy === 0 ? 0 : step),
      )
      const from = at ?? middle
      at = imagePoint(
        Math.min(Math.max(from.x + v.x, 0), frame.width),
        Math.min(Math.max(from.y + v.y, 0), frame.height),
      )
      return at
    },
    overshoot(matrix, area) {
      if (!at) return null
      const p = toView(matrix, at)
      const out = (v: number, room: number) => (v < EDGE ? EDGE - v : v > room - EDGE ? room - EDGE - v : 0)
      const [dx, dy] = [out(p.x, area.width), out(p.y, area.height)]
      return dx === 0 && dy === 0 ? null : viewPoint(dx, dy)
    },
    show(matrix) {
      element.hidden = at === null
      if (!at) return
      const p = toView(matrix, at)
      element.style.transform = `translate(${p.x}px, ${p.y}px)`
    },
    away() {
      at = null
      element.hidden = true
    },
  }
}
