import { ActionIcon } from '@mantine/core'
import { IconEye, IconEyeOff, IconLink, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react'
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { type Annotation, isMeasurement } from '../../../shared/annotation/model.ts'
import { keypointCount, labelledPoints } from '../../../shared/geometry/keypoints.ts'
import type { Spacing } from '../../../shared/geometry/measure.ts'
import { shapeArea, shapeUse } from '../../../shared/geometry/shapes.ts'
import { measuredBy, scaleOf } from '../../../shared/imaging/regions.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { deleteDiff, lockDiff } from '../../tools/diffs.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { useDesk } from './deskView.ts'

export function ObjectRow(p: {
  annotation: Annotation
  index: number
  start: number
  def: ClassDef | undefined
  group: number | null
  hidden: boolean
  selected: boolean
  writable: boolean
  session: Session
  spacing: Spacing | null
  choose(index: number, how: { range: boolean; toggle: boolean; alone: boolean }): void
  show(a: Annotation): void
}) {
  const t = useText()
  const title = useTitle()
  const { annotation: a, session } = p
  const regions = useDesk((v) => v.about?.picture.regions)
  if (!a.shape) return null
  const name = isMeasurement(a.shape)
    ? t(`shape.${a.shape.kind}`)
    : p.def
      ? title(p.def.title)
      : (a.classId ?? t('objects.noClass'))
  /** What kind of thing it is and how large; of a measurement the value, of a skeleton how much of it is there. */
  const facts = (): string => {
    const measured = measuredBy(scaleOf(p.spacing, regions), a.shape)
    if (measured !== null) return measured
    const kind = t(`shape.${shapeUse(a)}`)
    if (a.keypoints) return `${kind} · ${labelledPoints(a.keypoints).length / 2}/${keypointCount(a.keypoints)}`
    const area = a.shape ? Math.round(shapeArea(a.shape)) : 0
    return area > 0 ? `${kind} · ${t('objects.area', { area })}` : kind
  }
  const records = () => session.records.getState()
  const hide = () => {
    const next = new Set(records().hidden)
    if (!next.delete(a.id)) next.add(a.id)
    session.records.hide(next)
  }
  return (
    <li
      className="object-row"
      data-hidden={p.hidden || undefined}
      data-selected={p.selected || undefined}
      style={{ transform: `translateY(${p.start}px)` }}
    >
      <button
        type="button"
        aria-pressed={p.selected}
        data-row={p.index}
        className="plain-button object-main"
        onClick={(e) => p.choose(p.index, { range: e.shiftKey, toggle: e.ctrlKey || e.metaKey, alone: e.altKey })}
        onDoubleClick={() => p.show(a)}
      >
        <Swatch colour={p.def?.colour ?? 'var(--text-3)'} />
        <span className="cut">{name}</span>
        {p.group === null ? null : (
          <span className="object-group small" title={t('objects.group', { number: p.group })}>
            <IconLink size={12} aria-hidden />
            {p.group}
          </span>
        )}
        <span className="faint small cut">{facts()}</span>
      </button>
      <ActionIcon size="sm" aria-label={t(p.hidden ? 'objects.show' : 'objects.hide', { name })} onClick={hide}>
        {p.hidden ? <IconEyeOff size={15} /> : <IconEye size={15} />}
      </ActionIcon>
      <ActionIcon
        size="sm"
        disabled={!p.writable}
        aria-label={t(a.locked ? 'objects.unlock' : 'objects.lock', { name })}
        onClick={() =>
          session.commit(lockDiff(records().records, [a.id], !a.locked), a.locked ? 'shape.unlock' : 'shape.lock')
        }
      >
        {a.locked ? <IconLock size={15} className="warn" /> : <IconLockOpen size={15} />}
      </ActionIcon>
      <ActionIcon
        size="sm"
        disabled={!p.writable || a.locked}
        aria-label={t('objects.delete', { name })}
        onClick={() => session.commit(deleteDiff(records().records, [a.id]), 'shape.delete')}
      >
        <IconTrash size={15} />
      </ActionIcon>
    </li>
  )
}
