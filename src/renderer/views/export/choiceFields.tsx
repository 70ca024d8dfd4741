// What the choices of deliveries are made of.
import { NumberInput, SegmentedControl } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useText } from '../../app/useText.ts'

/** Calls only with what is a number: a field that is being typed into may be empty. */
export const ofNumber = (use: (n: number) => void) => (typed: string | number) => {
  if (typeof typed === 'number' && Number.isFinite(typed)) use(typed)
}

export function ChoiceSet(p: { hint: string; children: ReactNode }) {
  const t = useText()
  return (
    <fieldset className="export-choices">
      <legend className="head">{t('export.choices')}</legend>
      {p.children}
      <p className="faint small">{p.hint}</p>
    </fieldset>
  )
}

export function WhichOf(p: {
  name: string
  value: string
  data: { value: string; label: string }[]
  onChange(value: string): void
}) {
  const id = useId()
  return (
    <div className="export-choice">
      <span className="small quiet" id={id}>
        {p.name}
      </span>
      <SegmentedControl aria-labelledby={id} value={p.value} onChange={p.onChange} data={p.data} />
    </div>
  )
}

/** `value` is a part of 1, shown in percent; `decimals` of the percentage. */
export function ValidationShare(p: { value: number; most: number; decimals: number; onChange(value: number): void }) {
  const t = useText()
  const scale = 10 ** p.decimals
  return (
    <NumberInput
      label={t('export.validation')}
      suffix=" %"
      min={0}
      max={p.most}
      decimalScale={p.decimals}
      clampBehavior="strict"
      value={Math.round(p.value * 100 * scale) / scale}
      onChange={ofNumber((n) => p.onChange(n / 100))}
    />
  )
}

export function SeedField(p: { value: number; onChange(value: number): void }) {
  const t = useText()
  return (
    <NumberInput
      label={t('export.seed')}
      min={0}
      max={999_999_999}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      value={p.value}
      onChange={ofNumber(p.onChange)}
    />
  )
}
