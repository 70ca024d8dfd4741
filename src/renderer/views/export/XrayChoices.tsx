// What the delivery of security X-ray images lets one choose: the form of the images, the split, the size of a part.
import { NumberInput, SegmentedControl } from '@mantine/core'
import type { XRAY_CHOICES } from '../../../shared/contract/exportOptions.ts'
import { useText } from '../../app/useText.ts'

export type XrayChoiceValues = { readonly [K in keyof typeof XRAY_CHOICES]: K extends 'jpeg' ? boolean : number }

const GIGABYTE = 1e9
const ofNumber = (use: (n: number) => void) => (typed: string | number) => {
  if (typeof typed === 'number' && Number.isFinite(typed)) use(typed)
}

export function XrayChoices({ value, onChange }: { value: XrayChoiceValues; onChange(value: XrayChoiceValues): void }) {
  const t = useText()
  return (
    <fieldset className="export-choices">
      <legend className="head">{t('export.choices')}</legend>
      <div className="export-choice">
        <span className="small quiet" id="export-images">
          {t('export.pictures.as')}
        </span>
        <SegmentedControl
          aria-labelledby="export-images"
          value={value.jpeg ? 'jpg' : 'source'}
          onChange={(v) => onChange({ ...value, jpeg: v === 'jpg' })}
          data={[
            { value: 'source', label: t('export.pictures.as.source') },
            { value: 'jpg', label: t('export.pictures.as.jpg') },
          ]}
        />
      </div>
      <div className="row export-numbers">
        <NumberInput
          label={t('export.validation')}
          suffix=" %"
          min={0}
          max={100}
          decimalScale={2}
          clampBehavior="strict"
          value={Math.round(value.validation * 10_000) / 100}
          onChange={ofNumber((n) => onChange({ ...value, validation: n / 100 }))}
        />
        <NumberInput
          label={t('export.seed')}
          min={0}
          max={999_999_999}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={value.seed}
          onChange={ofNumber((n) => onChange({ ...value, seed: n }))}
        />
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
      <p className="faint small">{t('export.strata.hint')}</p>
    </fieldset>
  )
}
