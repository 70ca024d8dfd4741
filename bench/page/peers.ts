// The libraries we compare with, each used the way its own documentation shows: fastest plain settings and defaults.
import { Canvas, Polygon } from 'fabric'
import Konva from 'konva'
import { type BenchPolygon, COLOURS } from './scenes.ts'

export type Peer = {
  pan(dx: number, dy: number): void
  zoom(factor: number): void
  moveOne(i: number): void
  pick(x: number, y: number): boolean
  destroy(): void
}

const area = () => ({ width: innerWidth, height: innerHeight })
const mount = <K extends 'div' | 'canvas'>(tag: K): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  Object.assign(element.style, { position: 'absolute', left: '0', top: '0' })
  document.body.append(element)
  return element
}

const fabricPeer =
  (objectCaching: boolean) =>
  (all: readonly BenchPolygon[], scale: number): Peer => {
    const wrap = mount('div')
    const element = document.createElement('canvas')
    wrap.append(element)
    const canvas = new Canvas(element, { ...area(), renderOnAddRemove: false, enableRetinaScaling: false })
    const objects = all.map(({ points, class: c }) => {
      const xy = []
      for (let i = 0; i < points.length; i += 2) xy.push({ x: points[i]!, y: points[i + 1]! })
      return new Polygon(xy, {
        fill: `${COLOURS[c]}22`,
        stroke: COLOURS[c] ?? '#fff',
        strokeWidth: 1.75 / scale,
        objectCaching,
      })
    })
    canvas.add(...objects)
    canvas.viewportTransform = [scale, 0, 0, scale, 0, 0]
    canvas.renderAll()
    const view = canvas.viewportTransform
    return {
      pan(dx, dy) {
        view[4] += dx
        view[5] += dy
        canvas.setViewportTransform(view)
        canvas.renderAll()
      },
      zoom(factor) {
        view[0] *= factor
        view[3] *= factor
        canvas.setViewportTransform(view)
        canvas.renderAll()
      },
      moveOne(i) {
        objects[5000 % objects.length]!.left += i % 2 ? 3 : -3
        objects[5000 % objects.length]!.setCoords()
        canvas.renderAll()
      },
      pick: (x, y) => canvas.findTarget(new MouseEvent('mousemove', { clientX: x, clientY: y })).target !== undefined,
      destroy() {
        void canvas.dispose()
        wrap.remove()
      },
    }
  }

const konvaPeer = (all: readonly BenchPolygon[], scale: number): Peer => {
  const wrap = mount('div')
  const stage = new Konva.Stage({ container: wrap, ...area() })
  const layer = new Konva.Layer({ scaleX: scale, scaleY: scale })
  const shapes = all.map(
    ({ points, class: c }) =>
      new Konva.Line({
        points,
        closed: true,
        fill: `${COLOURS[c]}22`,
        stroke: COLOURS[c] ?? '#fff',
        strokeWidth: 1.75 / scale,
        perfectDrawEnabled: false,
      }),
  )
  layer.add(...shapes)
  stage.add(layer)
  return {
    pan(dx, dy) {
      layer.move({ x: dx, y: dy })
      layer.draw()
    },
    zoom(factor) {
      layer.scale({ x: layer.scaleX() * factor, y: layer.scaleY() * factor })
      layer.draw()
    },
    moveOne(i) {
      shapes[5000 % shapes.length]!.move({ x: i % 2 ? 3 : -3, y: 0 })
      layer.draw()
    },
    pick: (x, y) => stage.getIntersection({ x, y }) !== null,
    destroy() {
      stage.destroy()
      wrap.remove()
    },
  }
}

const path2dPeer = (all: readonly BenchPolygon[], scale: number): Peer => {
  const canvas = mount('canvas')
  Object.assign(canvas, area())
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('no 2d context')
  const paths = all.map(({ points }) => {
    const path = new Path2D()
    for (let i = 0; i < points.length; i += 2) path.lineTo(points[i]!, points[i + 1]!)
    path.closePath()
    return path
  })
  const view = { x: 0, y: 0, scale }
  const offset = { i: 5000 % all.length, dx: 0 }
  const draw = () => {
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.clearRect(0, 0, canvas.width, canvas.height)
    paths.forEach((path, i) => {
      const colour = COLOURS[all[i]!.class] ?? '#fff'
      ctx.setTransform(view.scale, 0, 0, view.scale, view.x + (i === offset.i ? offset.dx : 0), view.y)
      ctx.lineWidth = 1.75 / view.scale
      ctx.fillStyle = `${colour}22`
      ctx.strokeStyle = colour
      ctx.fill(path)
      ctx.stroke(path)
    })
  }
  draw()
  return {
    pan(dx, dy) {
      view.x += dx
      view.y += dy
      draw()
    },
    zoom(factor) {
      view.scale *= factor
      draw()
    },
    moveOne(i) {
      offset.dx = i % 2 ? 3 : 0
      draw()
    },
    pick(x, y) {
      ctx.setTransform(view.scale, 0, 0, view.scale, view.x, view.y)
      return paths.some((path) => ctx.isPointInPath(path, x, y))
    },
    destroy: () => canvas.remove(),
  }
}

export const peers: Readonly<Record<string, (all: readonly BenchPolygon[], scale: number) => Peer>> = {
  'Fabric (default)': fabricPeer(true),
  'Fabric (uncached)': fabricPeer(false),
  Konva: konvaPeer,
  Path2D: path2dPeer,
}
