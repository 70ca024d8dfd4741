import type { Annotation } from '../../../shared/annotation/model.ts'
import { isMeasurement } from '../../../shared/annotation/model.ts'
import { measuresOf, measureText, type Spacing } from '../../../shared/geometry/measure.ts'
import { axesFor, axisText, scaleOf, spacingFor } from '../../../shared/imaging/regions.ts'
import { useText } from '../../app/useText.ts'
import { useDesk } from './deskView.ts'

/** Everything that can be measured of one shape: millimetres where the source has a scale, pixels always. */
export function MeasureFacts(p: { annotation: Annotation; spacing: Spacing | null }) {
  const t = useText()
  const { annotation } = p
  const { shape } = annotation
  const regions = useDesk((v) => v.about?.picture.regions)
  const scale = scaleOf(p.spacing, regions)
  const spacing = spacingFor(scale, shape)
  const axes = axesFor(scale, shape)
  // The width and height of an upright shape stand above already, in pixels.
  const told = spacing || (shape && 'angle' in shape) ? [] : ['width', 'height']
  const measures = measuresOf(annotation, spacing).filter((m) => !told.includes(m.name))
  return (
    <div className="measures">
      {measures.map((m) => (
        <div key={m.name} className="field">
          <span className="field-name">{t(`measure.${m.name}`)}</span>
          <span className="numbers">
            {measureText(m)}
            {m.physical !== null ? <span className="faint"> · {measureText(m, 'pixels')}</span> : null}
          </span>
        </div>
      ))}
      {shape && 'angle' in shape ? (
        <div className="field">
          <span className="field-name">{t('measure.turned')}</span>
          <span className="numbers">{shape.angle.toFixed(1)}°</span>
        </div>
      ) : null}
      {axes.map((axis) => (
        <div key={axis.axis} className="field">
          <span className="field-name">{t(`measure.axis.${axis.axis}`)}</span>
          <span className="numbers">{axisText(axis)}</span>
        </div>
      ))}
      {axes.length > 0 ? <p className="faint small">{t('spacing.axes')}</p> : null}
      {axes.length === 0 && (spacing || isMeasurement(shape)) ? (
        <SpacingFact spacing={spacing} outside={scale.regions.length > 0} />
      ) : null}
    </div>
  )
}

/** A measurement is only as good as its scale: where that comes from is said beside it. */
export function SpacingFact({ spacing, outside = false }: { spacing: Spacing | null; outside?: boolean }) {
  const t = useText()
  if (!spacing) return <p className="faint small">{t(outside ? 'spacing.outside' : 'spacing.none')}</p>
  const mm = (v: number) => String(Number(v.toPrecision(4)))
  return (
    <div className="field">
      <span className="field-name">{t('spacing.title')}</span>
      <span className="spacing-fact">
        <span className="numbers">{t('spacing.value', { column: mm(spacing.column), row: mm(spacing.row) })}</span>
        <span className="faint small">{t(`spacing.${spacing.source}`)}</span>
      </span>
    </div>
  )
}
