import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Skeleton } from '../../../shared/annotation/labelSchema.ts'
import { useText } from '../../app/useText.ts'

const SIDE = 260
const clamp = (v: number) => Math.round(Math.min(1, Math.max(0, v)) * 1000) / 1000
const STEP: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-0.01, 0],
  ArrowRight: [0.01, 0],
  ArrowUp: [0, -0.01],
  ArrowDown: [0, 0.01],
}

/** A click on free ground makes a point joined to the chosen one; a click on a point chooses it, Shift joins or parts the two. */
export function SkeletonEditor(p: {
  skeleton: Skeleton | null
  disabled: boolean
  onChange(next: Skeleton | null): void
}) {
  const t = useText()
  const { disabled } = p
  const [chosen, setChosen] = useState(0)
  const [dragging, setDragging] = useState(false)
  const ground = useRef<SVGSVGElement>(null)
  const { points, edges } = p.skeleton ?? { points: [], edges: [] }
  const set = (next: Skeleton) => p.onChange(next.points.length === 0 ? null : next)
  const place = (e: PointerEvent): [number, number] => {
    const box = ground.current?.getBoundingClientRect()
    return box ? [clamp((e.clientX - box.left) / box.width), clamp((e.clientY - box.top) / box.height)] : [0.5, 0.5]
  }
  const add = (x: number, y: number) => {
    const taken = new Set(points.map((q) => q.name))
    let n = points.length + 1
    while (taken.has(String(n))) n++
    set({
      points: [...points, { name: String(n), x, y }],
      edges: points.length > 0 && points[chosen] ? [...edges, [chosen, points.length]] : [...edges],
    })
    setChosen(points.length)
  }
  const join = (i: number) => {
    if (i === chosen) return
    const same = (e: readonly [number, number]) => e.includes(i) && e.includes(chosen)
    set({ points, edges: edges.some(same) ? edges.filter((e) => !same(e)) : [...edges, [chosen, i]] })
  }
  const move = (i: number, x: number, y: number) =>
    set({ points: points.map((q, k) => (k === i ? { ...q, x: clamp(x), y: clamp(y) } : q)), edges })
  const remove = (i: number) => {
    const after = (k: number) => (k > i ? k - 1 : k)
    set({
      points: points.filter((_, k) => k !== i),
      edges: edges.filter((e) => !e.includes(i)).map(([a, b]): [number, number] => [after(a), after(b)]),
    })
    setChosen(Math.max(0, i - 1))
  }
  const steer = (i: number) => (e: KeyboardEvent) => {
    const step = STEP[e.key]
    const q = points[i]
    if (disabled || !q) return
    if (step) move(i, q.x + step[0], q.y + step[1])
    else if (e.key === 'Delete') remove(i)
    else if (e.key === 'Enter' || e.key === ' ') {
      if (e.shiftKey) join(i)
      else setChosen(i)
    } else return
    e.preventDefault()
  }
  return (
    <div className="skeleton-editor">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, not a form */}
      <svg
        ref={ground}
        className="skeleton-ground"
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        role="group"
        aria-label={t('skeleton.title')}
        onPointerDown={(e) => {
          if (!disabled && e.target === ground.current) add(...place(e))
        }}
        onPointerMove={(e) => {
          if (dragging && !disabled) move(chosen, ...place(e))
        }}
        onPointerUp={() => setDragging(false)}
        onPointerCancel={() => setDragging(false)}
      >
        {edges.map(([a, b]) => {
          const [from, to] = [points[a], points[b]]
          return from && to ? (
            <line key={`${a}-${b}`} x1={from.x * SIDE} y1={from.y * SIDE} x2={to.x * SIDE} y2={to.y * SIDE} />
          ) : null
        })}
        {points.map((q, i) => (
          // biome-ignore lint/a11y/useSemanticElements: a point of a drawing
          <g
            key={q.name}
            role="button"
            tabIndex={0}
            aria-label={t('skeleton.point', { name: q.name, x: Math.round(q.x * 100), y: Math.round(q.y * 100) })}
            aria-pressed={i === chosen}
            className="skeleton-point"
            onKeyDown={steer(i)}
            onPointerDown={(e) => {
              if (disabled) return
              if (e.shiftKey) return join(i)
              setChosen(i)
              setDragging(true)
              ground.current?.setPointerCapture(e.pointerId)
            }}
          >
            <circle cx={q.x * SIDE} cy={q.y * SIDE} r={6} />
            <text x={q.x * SIDE + 9} y={q.y * SIDE + 4}>
              {q.name}
            </text>
          </g>
        ))}
      </svg>
      <div className="column skeleton-names">
        <p className="faint small">{t('skeleton.hint')}</p>
        {points.map((q, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is what edges speak of
          <div key={i} className="row">
            <TextInput
              className="grow"
              aria-label={t('skeleton.name', { index: i + 1 })}
              disabled={disabled}
              value={q.name}
              onFocus={() => setChosen(i)}
              onChange={(e) => {
                const name = e.currentTarget.value
                if (name) set({ points: points.map((o, k) => (k === i ? { ...o, name } : o)), edges })
              }}
            />
            <ActionIcon
              disabled={disabled}
              aria-label={t('skeleton.remove', { name: q.name })}
              onClick={() => remove(i)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="subtle"
            color="gray"
            disabled={disabled}
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => add(clamp(0.5 + 0.12 * (points.length % 3)), clamp(0.2 + 0.15 * (points.length % 5)))}
          >
            {t('skeleton.add')}
          </Button>
        </div>
      </div>
    </div>
  )
}
