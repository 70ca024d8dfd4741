// What the delivery of security X-ray images lets one choose: the form of the images, the split, the size of a part.
import { NumberInput } from '@mantine/core'
import type { XRAY_CHOICES } from '../../../shared/contract/exportOptions.ts'
import { useText } from '../../app/useText.ts'
import { ChoiceSet, ofNumber, SeedField, ValidationShare, WhichOf } from './choiceFields.tsx'

export type XrayChoiceValues = { readonly [K in keyof typeof XRAY_CHOICES]: K extends 'jpeg' ? boolean : number }

const GIGABYTE = 1e9

export function XrayChoices({ value, onChange }: { value: XrayChoiceValues; onChange(value: XrayChoiceValues): void }) {
  const t = useText()
  return (
    <ChoiceSet hint={t('export.strata.hint')}>
      <WhichOf
        name={t('export.pictures.as')}
        value={value.jpeg ? 'jpg' : 'source'}
        onChange={(v) => onChange({ ...value, jpeg: v === 'jpg' })}
        data={[
          { value: 'source', label: t('export.pictures.as.source') },
          { value: 'jpg', label: t('export.pictures.as.jpg') },
        ]}
      />
      <div className="row export-numbers">
        <ValidationShare
          value={value.validation}
          most={100}
          decimals={2}
          onChange={(validation) => onChange({ ...value, validation })}
        />
        <SeedField value={value.seed} onChange={(seed) => onChange({ ...value, seed })} />
        <NumberInput
          label={t('export.partSize')}
          suffix=" GB"
          min={0.001}
          max={100_000}
          allowNegative={false}
          clampBehavior="blur"
          value={value.partBytes / GIGABYTE}
          onChange={ofNumber((n) => n > 0 && onChange({ ...value, partBytes: Math.round(n * GIGABYTE) }))}
        />
      </div>
    </ChoiceSet>
  )
}
