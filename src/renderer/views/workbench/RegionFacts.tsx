// What the values inside a selected shape come to: mean, deviation, least and most, in the values that windows are given in.
import { type RefObject, useEffect, useState } from 'react'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import { type RegionValues, regionValues } from '../../../shared/imaging/regionValues.ts'
import { useText } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { useDesk } from './deskView.ts'

/** Milliseconds after the last change of the shape. */
const REST = 120
const shown = (v: number): string => String(Math.round(v * 10) / 10)

export function RegionFacts({
  object,
  slot,
  stage,
}: {
  object: Annotation
  /** Place of the picture on screen. */
  slot: string | null
  stage: RefObject<Stage | null>
}) {
  const t = useText()
  const grey = useDesk((v) => v.grey)
  const state = useDesk((v) => v.frameState)
  const frame = useDesk((v) => (v.hanging === null ? v.frame : null))
  const [found, setFound] = useState<RegionValues | null>(null)
  const { shape, target } = object
  const here = target.kind === 'frame' && target.slot === slot && target.frame === frame
  useEffect(() => {
    setFound(null)
    const source = stage.current?.values()
    if (!shape || !source || !here || state !== 'exact') return
    let stopped = false
    const count = async () => {
      const b = shapeBounds(shape)
      const [x, y] = [Math.max(0, Math.floor(b.x)), Math.max(0, Math.floor(b.y))]
      const [right, bottom] = [
        Math.min(source.width, Math.ceil(b.x + b.width)),
        Math.min(source.height, Math.ceil(b.y + b.height)),
      ]
      if (right <= x || bottom <= y) return
      const field = await source.field({ x, y, width: right - x, height: bottom - y })
      if (!stopped && field?.channels === 1) setFound(regionValues(shape, source, field, grey))
    }
    const timer = setTimeout(() => void count().catch(() => undefined), REST)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [shape, grey, state, here, stage])
  if (!found) return null
  const unit = grey?.unit ? ` ${grey.unit}` : ''
  const rows = [
    [t('values.mean'), shown(found.mean) + unit],
    [t('values.deviation'), shown(found.deviation) + unit],
    [t('values.range'), `${shown(found.min)} … ${shown(found.max)}${unit}`],
  ] as const
  return (
    <div className="measures">
      {rows.map(([name, value]) => (
        <div key={name} className="field">
          <span className="field-name">{name}</span>
          <span className="numbers">{value}</span>
        </div>
      ))}
    </div>
  )
}
