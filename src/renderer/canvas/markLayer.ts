// What is known about shapes and is not part of them: the box derived from an outline, and what an inspector wrote on it.
// Elements of the page, not of a canvas: there are few, they stay sharp, and assistive technology reads the notes.
import type { Annotation } from '../../shared/annotation/model.ts'
import { shapeBounds } from '../../shared/geometry/shapes.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, type Size } from '../../shared/geometry/transform.ts'
import { placeNames, spotsBelow } from './namePlates.ts'

export type ShapeNote = { readonly annotationId: string; readonly text: string }
export type DerivedBoxes = 'none' | 'selected' | 'all'
export type Marks = {
  /** Shapes with their box, as they are at this moment of a gesture. */
  readonly boxes: readonly {
    readonly annotation: Annotation
    readonly colour: string
    readonly dx: number
    readonly dy: number
  }[]
  readonly notes: readonly { readonly bounds: Bounds; readonly text: string }[]
}

/** CSS pixels between a shape and what is written on it. */
const NOTE_GAP = 4
/** More boxes than this would hide the picture. */
export const MOST_BOXES = 300

export type MarkLayer = {
  readonly element: HTMLElement
  show(marks: Marks, matrix: Matrix): void
}

export function createMarkLayer(): MarkLayer {
  const element = document.createElement('div')
  element.className = 'mark-layer'
  const pools: Record<'derived-box' | 'shape-note', HTMLElement[]> = { 'derived-box': [], 'shape-note': [] }
  const take = (kind: keyof typeof pools, i: number): HTMLElement => {
    const known = pools[kind][i]
    if (known) return known
    const made = document.createElement('div')
    made.className = kind
    pools[kind][i] = made
    element.append(made)
    return made
  }
  /** Asked of the page once a text: asking it in every frame would lay the page out in every frame. */
  const sizes = new Map<string, Size>()
  const sizeOf = (note: HTMLElement, text: string): Size => {
    const known = sizes.get(text)
    if (known) return known
    const size = { width: note.offsetWidth, height: note.offsetHeight }
    if (size.width > 0) sizes.set(text, size)
    return size
  }
  return {
    element,
    show(marks, matrix) {
      marks.boxes.slice(0, MOST_BOXES).forEach(({ annotation, colour, dx, dy }, i) => {
        const box = take('derived-box', i)
        const own = annotation.shape ? shapeBounds(annotation.shape) : { x: 0, y: 0, width: 0, height: 0 }
        const b = mapBounds(matrix, { ...own, x: own.x + dx, y: own.y + dy })
        Object.assign(box.style, {
          display: '',
          transform: `translate(${b.x}px, ${b.y}px)`,
          width: `${b.width}px`,
          height: `${b.height}px`,
          borderColor: colour,
        })
      })
      const wishes = marks.notes.map(({ bounds, text }, i) => {
        const note = take('shape-note', i)
        note.style.display = ''
        if (note.textContent !== text) note.textContent = text
        const { width, height } = sizeOf(note, text)
        const spots = spotsBelow(mapBounds(matrix, bounds), height, NOTE_GAP)
        return { id: String(i), text, colour: '', width, height, spots }
      })
      const places = new Map(placeNames(wishes).map((p) => [p.id, p]))
      wishes.forEach(({ id, spots }, i) => {
        const at = places.get(id) ?? spots[0]
        if (at) take('shape-note', i).style.transform = `translate(${at.x}px, ${at.y}px)`
      })
      pools['derived-box'].slice(Math.min(marks.boxes.length, MOST_BOXES)).forEach(hide)
      pools['shape-note'].slice(marks.notes.length).forEach(hide)
    },
  }
}

const hide = (e: HTMLElement): void => {
  e.style.display = 'none'
}
