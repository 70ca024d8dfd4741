// Both readings over one picture, told apart by colour and by line. Looked at, not drawn in.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import type { Bounds } from '../../../shared/geometry/spaces.ts'
import { type Size, type View, viewMatrix } from '../../../shared/geometry/transform.ts'
import { habits } from '../../app/habits.ts'
import { useText } from '../../app/useText.ts'
import { createStage, type FrameRef, type Stage } from '../../canvas/stage.ts'
import { pathOf } from './drawn.ts'

export type Layer = { readonly who: 'a' | 'b' | 'proposal'; readonly annotations: readonly Annotation[] }

export function ComparePicture(p: {
  frame: FrameRef
  layers: readonly Layer[]
  /** Ids that the chosen difference speaks of. */
  chosen: ReadonlySet<string>
  /** Where the chosen difference lies; null shows the whole picture. */
  place: Bounds | null
}) {
  const t = useText()
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const [at, setAt] = useState<{ view: View; area: Size } | null>(null)
  useLayoutEffect(() => {
    if (!host.current) return
    const nothing = () => undefined
    const made = createStage(
      host.current,
      {
        diff: nothing,
        select: nothing,
        refused: nothing,
        pointer: nothing,
        view: nothing,
        display: nothing,
        tool: nothing,
        // A new picture is fitted when it comes: the place is gone to again, once.
        frameState: (state) => {
          if (state === 'loading' || !coming.current) return
          coming.current = false
          goTo.current()
        },
        stepSetting: nothing,
        atKeypoint: nothing,
        preview: nothing,
        moved: ({ view, area }) => setAt({ view, area }),
      },
      () => habits.getState().habits.hand,
    )
    stage.current = made
    return () => {
      made.destroy()
      stage.current = null
    }
  }, [])
  const coming = useRef(false)
  useEffect(() => {
    coming.current = true
    stage.current?.showFrame(p.frame)
  }, [p.frame])
  const { place } = p
  const goTo = useRef<() => void>(() => undefined)
  goTo.current = () => {
    if (place) stage.current?.view.showBounds(place, 0.35)
    else stage.current?.view.fit()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is gone to
  useEffect(() => goTo.current(), [place])
  const matrix = at ? viewMatrix(at.view, at.area, devicePixelRatio).join(' ') : null
  const arm = 6 / (at?.view.scale ?? 1)
  return (
    <div className="compare-picture">
      <div ref={host} className="compare-stage" role="img" aria-label={t('agree.picture')} />
      {at && matrix ? (
        <svg className="compare-marks" width={at.area.width} height={at.area.height} aria-hidden>
          <g transform={`matrix(${matrix})`}>
            {p.layers.map(({ who, annotations }) => (
              <Marks key={who} who={who} annotations={annotations} chosen={p.chosen} arm={arm} />
            ))}
          </g>
          {p.layers.map(({ who, annotations }) => (
            <Names key={who} who={who} annotations={annotations} at={at} />
          ))}
        </svg>
      ) : null}
    </div>
  )
}

function Marks(p: { who: Layer['who']; annotations: readonly Annotation[]; chosen: ReadonlySet<string>; arm: number }) {
  const paths = useMemo(
    () => p.annotations.flatMap((a) => (a.shape ? [{ id: a.id, d: pathOf(a.shape, p.arm) }] : [])),
    [p.annotations, p.arm],
  )
  return paths.map(({ id, d }) => (
    <g key={id} className="compare-mark" data-who={p.who} data-chosen={p.chosen.has(id) || undefined}>
      <path className="compare-halo" d={d} />
      <path d={d} />
    </g>
  ))
}

/** A letter at each outline: the line alone is not told apart on every picture. */
function Names(p: { who: Layer['who']; annotations: readonly Annotation[]; at: { view: View; area: Size } }) {
  if (p.who === 'proposal') return null
  const m = viewMatrix(p.at.view, p.at.area, devicePixelRatio)
  return p.annotations.map((a) => {
    if (!a.shape) return null
    const b = shapeBounds(a.shape)
    const [x, y] = p.who === 'a' ? [b.x, b.y] : [b.x + b.width, b.y]
    return (
      <text
        key={a.id}
        className="compare-letter"
        data-who={p.who}
        textAnchor={p.who === 'a' ? 'end' : 'start'}
        x={m[0] * x + m[2] * y + m[4] + (p.who === 'a' ? -3 : 3)}
        y={m[1] * x + m[3] * y + m[5] - 3}
      >
        {p.who === 'a' ? 'A' : 'B'}
      </text>
    )
  })
}
