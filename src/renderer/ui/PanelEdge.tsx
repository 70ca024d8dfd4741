import { type PointerEvent, useRef } from 'react'
import { useScale } from '../app/useLook.ts'

/** Drags the inner edge of a side panel; arrows do the same. */
export function PanelEdge(p: {
  side: 'left' | 'right'
  width: number
  min: number
  max: number
  label: string
  onChange(width: number): void
}) {
  const start = useRef<{ x: number; width: number } | null>(null)
  const scale = useScale()
  const sign = p.side === 'right' ? 1 : -1
  const set = (width: number) => p.onChange(Math.round(Math.min(p.max, Math.max(p.min, width))))
  const move = (e: PointerEvent) => {
    if (start.current) set(start.current.width + (sign * (e.clientX - start.current.x)) / scale)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, an hr is not
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={p.label}
      aria-valuenow={p.width}
      aria-valuemin={p.min}
      aria-valuemax={p.max}
      tabIndex={0}
      className="panel-edge"
      data-side={p.side}
      onPointerDown={(e) => {
        start.current = { x: e.clientX, width: p.width }
        e.currentTarget.setPointerCapture(e.pointerId)
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={(e) => {
        const step = { ArrowLeft: -16, ArrowRight: 16 }[e.key]
        if (!step) return
        e.preventDefault()
        set(p.width + sign * step)
      }}
    />
  )
}
