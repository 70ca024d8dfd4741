// What a DICOM file draws over its picture: shutters, then overlay planes. Elements in image coordinates that the
// compositor moves with the view, so that nothing is painted again while it moves.
import type { Shutter } from '../../shared/contract/dicom.ts'
import type { Matrix, Size } from '../../shared/geometry/transform.ts'

export type Plane = {
  readonly key: string
  readonly canvas: HTMLCanvasElement
  readonly x: number
  readonly y: number
}
export type Planes = {
  readonly frame: Size
  readonly shutters: readonly Shutter[]
  /** 0 black to 1 white. */
  readonly level: number
  readonly planes: readonly Plane[]
}

export type PlaneLayer = {
  readonly element: HTMLElement
  set(planes: Planes | null): void
  show(matrix: Matrix): void
}

const SVG = 'http://www.w3.org/2000/svg'

/** Outline of what stays visible; empty for shutters that are bitmaps. */
function outline(s: Shutter): string {
  switch (s.kind) {
    case 'rectangle':
      return `M${s.left} ${s.upper}H${s.right}V${s.lower}H${s.left}Z`
    case 'circle':
      return `M${s.x - s.rx} ${s.y}a${s.rx} ${s.ry} 0 1 0 ${2 * s.rx} 0a${s.rx} ${s.ry} 0 1 0 ${-2 * s.rx} 0Z`
    case 'polygon':
      return `M${s.points.join(' ')}Z`
    case 'bitmap':
      return ''
  }
}

/** The picture without what each shutter leaves open: what any of them hides is hidden. */
export function shutterPaths({ frame, shutters }: Pick<Planes, 'frame' | 'shutters'>): string[] {
  const whole = `M0 0H${frame.width}V${frame.height}H0Z`
  return shutters.map(outline).flatMap((open) => (open ? [`${whole}${open}`] : []))
}

function drawShutters(planes: Planes): SVGSVGElement | null {
  const paths = shutterPaths(planes)
  if (paths.length === 0) return null
  const svg = document.createElementNS(SVG, 'svg')
  const { width, height } = planes.frame
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  svg.setAttribute('class', 'canvas-shutters')
  const grey = Math.round(planes.level * 255)
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    path.setAttribute('fill-rule', 'evenodd')
    path.setAttribute('fill', `rgb(${grey},${grey},${grey})`)
    svg.append(path)
  }
  // Of a polygon that reaches beyond the picture nothing is drawn there.
  svg.style.overflow = 'hidden'
  return svg
}

export function createPlaneLayer(): PlaneLayer {
  const element = document.createElement('div')
  element.className = 'canvas-planes'
  element.style.willChange = 'transform'
  let now: Planes | null = null
  let placed = ''
  return {
    element,
    set(planes) {
      if (planes === now) return
      now = planes
      element.replaceChildren()
      if (!planes) return
      const svg = drawShutters(planes)
      if (svg) element.append(svg)
      for (const { canvas, x, y } of planes.planes) {
        Object.assign(canvas.style, { left: `${x}px`, top: `${y}px` })
        element.append(canvas)
      }
      for (const child of element.children)
        if (child instanceof HTMLElement || child instanceof SVGElement) child.style.position = 'absolute'
    },
    show(matrix) {
      const transform = now ? `matrix(${matrix.join()})` : ''
      if (transform === placed) return
      placed = transform
      element.style.transform = transform
      // Thin lines of a plane that is made smaller would be lost between pixels.
      element.style.imageRendering = Math.hypot(matrix[0], matrix[1]) >= 1 ? 'pixelated' : 'auto'
    },
  }
}
