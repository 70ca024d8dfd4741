// What the mammography formats let one choose: coordinates, and how patients are parted.
import { NumberInput } from '@mantine/core'
import { type MammoChoices as Asked, MAMMO_CHOICES } from '../../../shared/contract/exportOptions.ts'
import type { ExporterId } from '../../../shared/domains/domainPack.ts'
import { useText } from '../../app/useText.ts'
import { ChoiceSet, ofNumber, SeedField, ValidationShare, WhichOf } from './choiceFields.tsx'

/** Every delivery of cases with pictures or labels parts its patients (main/exporters/mammo/withSplit.ts). */
const PARTED: ReadonlySet<ExporterId> = new Set(['mammo-json', 'dicom-seg', 'dicom-sr', 'contour-png', 'png16'])
const WITH_COORDINATES: ReadonlySet<ExporterId> = new Set(['mammo-json'])
export const hasChoices = (format: ExporterId): boolean => PARTED.has(format)

export type Choices = { readonly [K in keyof Asked]-?: NonNullable<Asked[K]> }
export const USUAL: Choices = MAMMO_CHOICES

export function MammoChoices(p: { format: ExporterId; value: Choices; onChange(value: Choices): void }) {
  const t = useText()
  const { value } = p
  const change = (part: Partial<Choices>) => p.onChange({ ...value, ...part })
  return (
    <ChoiceSet hint={t('export.split.hint')}>
      {WITH_COORDINATES.has(p.format) ? (
        <WhichOf
          name={t('export.coordinates')}
          value={value.integer ? 'integer' : 'float'}
          onChange={(v) => change({ integer: v === 'integer' })}
          data={[
            { value: 'float', label: t('export.coordinates.float') },
            { value: 'integer', label: t('export.coordinates.integer') },
          ]}
        />
      ) : null}
      <div className="row export-numbers">
        <ValidationShare
          value={value.validation}
          most={90}
          decimals={0}
          onChange={(validation) => change({ validation })}
        />
        <NumberInput
          label={t('export.folds')}
          min={2}
          max={100}
          allowDecimal={false}
          clampBehavior="blur"
          value={value.folds}
          onChange={ofNumber((folds) => change({ folds }))}
        />
        <SeedField value={value.seed} onChange={(seed) => change({ seed })} />
      </div>
    </ChoiceSet>
  )
}
