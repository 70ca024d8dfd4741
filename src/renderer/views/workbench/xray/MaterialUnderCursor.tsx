import { OFF_LIMIT, rowOfPlace } from '../../../../shared/imaging/xray/palette.ts'
import { readPixel } from '../../../../shared/imaging/xray/render.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk } from '../deskView.ts'
import { pixelOf } from './material.ts'
import { useXray } from './xrayStore.ts'

/** Status line: the class of material below the pointer, its atomic numbers, and how that is known. */
export function MaterialUnderCursor() {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const picture = useXray((x) => x.picture)
  const values = useDesk((v) => v.pointer?.values ?? null)
  if (!picture || !values || picture.input === 'grey') return null
  const pixel = pixelOf(values, picture.input, picture.most)
  const reading = pixel && readPixel(picture.model, pixel)
  if (!reading) return null
  // Names and ranges are the same in every maker's table of a project.
  const row = project.xray?.makers[0]?.materials[rowOfPlace(reading.place)]
  const range = row ? (rowOfPlace(reading.place) === 5 ? `${row.from}+` : `${row.from}–${row.to}`) : ''
  const how =
    picture.input === 'dual'
      ? picture.calibrated
        ? 'real'
        : 'usual'
      : reading.off > OFF_LIMIT
        ? 'unclear'
        : 'estimate'
  return (
    <span className="status-value">
      {t('xray.material')}{' '}
      {reading.kind === 'material' && row ? (
        <>
          <b>{title(row.title)}</b> (Z {range}) <span className="faint">{t(`xray.how.${how}`)}</span>
        </>
      ) : (
        <b>{t(reading.kind === 'empty' ? 'xray.empty' : 'xray.impenetrable')}</b>
      )}
    </span>
  )
}
