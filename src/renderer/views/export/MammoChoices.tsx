// What the mammography formats let one choose: coordinates, and how patients are parted.
import { NumberInput, SegmentedControl } from '@mantine/core'
import { type MammoChoices as Asked, MAMMO_CHOICES } from '../../../shared/contract/exportOptions.ts'
import type { ExporterId } from '../../../shared/domains/domainPack.ts'
import { useText } from '../../app/useText.ts'

/** Every delivery of cases with pictures or labels parts its patients (main/exporters/mammo/withSplit.ts). */
const PARTED: ReadonlySet<ExporterId> = new Set(['mammo-json', 'dicom-seg', 'dicom-sr', 'contour-png', 'png16'])
const WITH_COORDINATES: ReadonlySet<ExporterId> = new Set(['mammo-json'])
export const hasChoices = (format: ExporterId): boolean => PARTED.has(format)

export type Choices = { readonly [K in keyof Asked]-?: NonNullable<Asked[K]> }
export const USUAL: Choices = MAMMO_CHOICES

export function MammoChoices(p: { format: ExporterId; value: Choices; onChange(value: Choices): void }) {
  const t = useText()
  const { value } = p
  const number = (key: 'validation' | 'folds' | 'seed', scale: number) => (typed: string | number) => {
    const n = typeof typed === 'number' ? typed : Number.NaN
    if (Number.isFinite(n)) p.onChange({ ...p.value, [key]: n / scale })
  }
  return (
    <fieldset className="export-choices">
      <legend className="head">{t('export.choices')}</legend>
      {WITH_COORDINATES.has(p.format) ? (
        <div className="export-choice">
          <span className="small quiet" id="export-coordinates">
            {t('export.coordinates')}
          </span>
          <SegmentedControl
            aria-labelledby="export-coordinates"
            value={value.integer ? 'integer' : 'float'}
            onChange={(v) => p.onChange({ ...p.value, integer: v === 'integer' })}
            data={[
              { value: 'float', label: t('export.coordinates.float') },
              { value: 'integer', label: t('export.coordinates.integer') },
            ]}
          />
        </div>
      ) : null}
      <div className="row export-numbers">
        <NumberInput
          label={t('export.validation')}
          suffix=" %"
          min={0}
          max={90}
          clampBehavior="strict"
          value={Math.round(value.validation * 100)}
          onChange={number('validation', 100)}
        />
        <NumberInput
          label={t('export.folds')}
          min={2}
          max={100}
          allowDecimal={false}
          clampBehavior="blur"
          value={value.folds}
          onChange={number('folds', 1)}
        />
        <NumberInput
          label={t('export.seed')}
          min={0}
          max={999_999_999}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={value.seed}
          onChange={number('seed', 1)}
        />
      </div>
      <p className="faint small">{t('export.split.hint')}</p>
    </fieldset>
  )
}
