import type { Skeleton } from '../../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { keypointAt, keypointCount, type Visibility, withVisibility } from '../../../shared/geometry/keypoints.ts'
import { useText } from '../../app/useText.ts'

const STATES = [
  [2, 'visible', '●'],
  [1, 'occluded', '○'],
  [0, 'missing', '–'],
] as const satisfies readonly (readonly [Visibility, string, string])[]

/** The points of one skeleton by name; what cannot be hit with the pointer is reached here. */
export function KeypointList(p: {
  annotation: Annotation
  template: Skeleton | null
  disabled: boolean
  change(next: Annotation): void
}) {
  const t = useText()
  const keypoints = p.annotation.keypoints ?? []
  const total = keypointCount(keypoints)
  const points = Array.from({ length: total }, (_, i) => keypointAt(keypoints, i))
  return (
    <section className="keypoints" aria-label={t('shape.skeleton')}>
      <h4 className="field-name">
        {t('keypoints.title', { labelled: points.filter((k) => k.visibility !== 0).length, total })}
      </h4>
      {points.map((k, i) => {
        const name = p.template?.points[i]?.name ?? String(i + 1)
        return (
          <div key={name} className="keypoint-row">
            <span className="cut">{name}</span>
            <span className="numbers faint small">
              {k.visibility === 0 ? '' : `${k.x.toFixed(1)}, ${k.y.toFixed(1)}`}
            </span>
            <fieldset className="keypoint-states" aria-label={name}>
              {STATES.map(([visibility, state, sign]) => {
                const next = withVisibility(p.annotation, i, visibility, p.template)
                return (
                  <button
                    key={state}
                    type="button"
                    className="plain-button keypoint-state"
                    title={t(`keypoints.${state}`)}
                    aria-label={t('keypoints.state', { name, state: t(`keypoints.${state}`) })}
                    aria-pressed={k.visibility === visibility}
                    disabled={p.disabled || (k.visibility !== visibility && next === null)}
                    onClick={() => next && p.change(next)}
                  >
                    {sign}
                  </button>
                )
              })}
            </fieldset>
          </div>
        )
      })}
    </section>
  )
}
