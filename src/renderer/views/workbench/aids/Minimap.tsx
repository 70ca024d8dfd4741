// The whole picture small, with the places of its shapes and the part that is in view. Only there while zoomed in.
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ClassDef } from '../../../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import { annotationBounds } from '../../../../shared/geometry/shapes.ts'
import { imagePoint, viewPoint } from '../../../../shared/geometry/spaces.ts'
import {
  drawnSize,
  invert,
  mapBounds,
  multiply,
  type Size,
  toImage,
  type View,
  viewMatrix,
} from '../../../../shared/geometry/transform.ts'
import { mediaUrl } from '../../../../shared/imaging/mediaUrl.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { useAids } from './aids.ts'

/** Longest side, CSS pixels. */
const SIDE = 150
/** In the strip of the bar below, where nothing of the picture counts as seen anyway. */
const LOW_SIDE = 46
export type Moved = { readonly view: View; readonly area: Size; readonly fitted: boolean }

/** The picture as the view turns and mirrors it, `side` long. */
function smallMatrix(frame: Size, view: View, side: number): { matrix: ReturnType<typeof viewMatrix>; size: Size } {
  const turned = drawnSize(frame, view)
  const scale = side / Math.max(turned.width, turned.height)
  const size = { width: Math.max(1, turned.width * scale), height: Math.max(1, turned.height * scale) }
  const centre = imagePoint(frame.width / 2, frame.height / 2)
  return { matrix: viewMatrix({ ...view, scale, centre }, size), size }
}

export function Minimap(p: {
  stage: RefObject<Stage | null>
  moved: Moved | null
  frame: { projectId: string; sourceId: string; index: number } & Size
  annotations: readonly Annotation[]
  classes: readonly ClassDef[]
  /** Out of the way of a picture that is read pixel by pixel. */
  low?: boolean
}) {
  const t = useText()
  const on = useAids((a) => a.minimap)
  const canvas = useRef<HTMLCanvasElement>(null)
  const pressed = useRef(false)
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const { moved, frame } = p
  const small = moved ? smallMatrix(frame, moved.view, p.low ? LOW_SIDE : SIDE) : null
  const seen =
    moved && small
      ? mapBounds(multiply(small.matrix, invert(viewMatrix(moved.view, moved.area))), { x: 0, y: 0, ...moved.area })
      : null
  const zoomed =
    seen !== null && small !== null && (seen.width < small.size.width - 1 || seen.height < small.size.height - 1)
  const shown = on && zoomed

  const { projectId, sourceId, index } = frame
  useEffect(() => {
    if (!shown) return
    let stopped = false
    let made: ImageBitmap | null = null
    fetch(mediaUrl.preview(projectId, sourceId, index))
      .then((r) => (r.ok ? r.blob() : Promise.reject(new Error(String(r.status)))))
      .then((blob) => createImageBitmap(blob, { resizeWidth: 2 * SIDE, resizeQuality: 'medium' }))
      .then(
        (bitmap) => {
          made = bitmap
          if (stopped) bitmap.close()
          else setPicture(bitmap)
        },
        // The places of the shapes are of use without the picture too.
        () => undefined,
      )
    return () => {
      stopped = true
      setPicture(null)
      made?.close()
    }
  }, [shown, projectId, sourceId, index])

  const { annotations, classes } = p
  const turn = moved ? `${moved.view.rotation} ${moved.view.flipX}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the view only its turn matters here, a pan repaints nothing
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d')
    if (!ctx || !shown || !small) return
    const ratio = devicePixelRatio
    const element = ctx.canvas
    element.width = Math.round(small.size.width * ratio)
    element.height = Math.round(small.size.height * ratio)
    const matrix = multiply([ratio, 0, 0, ratio, 0, 0], small.matrix)
    ctx.setTransform(...matrix)
    if (picture) ctx.drawImage(picture, 0, 0, frame.width, frame.height)
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    const colours = new Map(classes.map((c) => [c.id, c.colour]))
    for (const a of annotations) {
      const bounds = annotationBounds(a)
      if (!bounds) continue
      const b = mapBounds(matrix, bounds)
      ctx.fillStyle = (a.classId && colours.get(a.classId)) || '#9aa4b2'
      const [width, height] = [Math.max(2, b.width), Math.max(2, b.height)]
      // Large shapes would cover the small ones: only their outline.
      if (width * height > 36) {
        ctx.strokeStyle = ctx.fillStyle
        ctx.strokeRect(b.x + 0.5, b.y + 0.5, width - 1, height - 1)
      } else ctx.fillRect(b.x + (b.width - width) / 2, b.y + (b.height - height) / 2, width, height)
    }
  }, [shown, picture, annotations, classes, turn, frame.width, frame.height])

  if (!shown || !small || !seen || !moved) return null
  const go = (e: PointerEvent<HTMLElement>) => {
    const box = e.currentTarget.getBoundingClientRect()
    const at = toImage(small.matrix, viewPoint(e.clientX - box.left, e.clientY - box.top))
    p.stage.current?.view.show({
      x: Math.min(Math.max(at.x, 0), frame.width),
      y: Math.min(Math.max(at.y, 0), frame.height),
      scale: moved.view.scale,
    })
  }
  const clip = (low: number, length: number, room: number) => {
    const from = Math.max(0, low)
    return { from, length: Math.max(3, Math.min(room, low + length) - from) }
  }
  const x = clip(seen.x, seen.width, small.size.width)
  const y = clip(seen.y, seen.height, small.size.height)
  return (
    <section
      className="minimap"
      data-low={p.low || undefined}
      aria-label={t('minimap.title')}
      style={{ width: small.size.width, height: small.size.height }}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId)
        pressed.current = true
        go(e)
      }}
      onPointerMove={(e) => pressed.current && go(e)}
      onPointerUp={() => {
        pressed.current = false
      }}
      onPointerCancel={() => {
        pressed.current = false
      }}
    >
      <canvas ref={canvas} className="canvas-minimap" />
      <div className="minimap-view" style={{ left: x.from, top: y.from, width: x.length, height: y.length }} />
    </section>
  )
}
