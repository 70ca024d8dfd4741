import { MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { AttributeDef, Bilingual } from '../../../shared/annotation/labelSchema.ts'
import type { AttributeValue } from '../../../shared/annotation/model.ts'
import { useText, useTitle } from '../../app/useText.ts'

/** What several objects have in common; undefined = nothing, `mixed` = they differ. */
export type Shared = { readonly value: AttributeValue | undefined; readonly mixed: boolean }
type Field = {
  def: AttributeDef
  shared: Shared
  disabled: boolean
  set(value: AttributeValue | undefined): void
}

export function AttributeFields(p: {
  defs: readonly AttributeDef[]
  valueOf(id: string): Shared
  disabled: boolean
  set(id: string, value: AttributeValue | undefined): void
}) {
  const title = useTitle()
  return p.defs.map((def) => {
    const shared = p.valueOf(def.id)
    const missing = def.required && shared.value === undefined && !shared.mixed
    const Input = INPUTS[def.type.kind]
    return (
      <div key={def.id} className="field" data-missing={missing || undefined}>
        <span className="field-name" title={def.help ? title(def.help) : undefined}>
          {title(def.title)}
          {def.required ? <span className="warn"> *</span> : null}
        </span>
        <Input def={def} shared={shared} disabled={p.disabled} set={(value) => p.set(def.id, value)} />
      </div>
    )
  })
}

const optionsOf = (def: AttributeDef, title: (t: Bilingual) => string) => {
  if (!('options' in def.type)) return []
  const { options, titles } = def.type
  return options.map((value) => ({ value, label: titles[value] ? title(titles[value]) : value }))
}

/** Text is stored when the field is left, so that a word is one step of the history and not seven. */
function TextField({ def, shared, disabled, set }: Field) {
  const t = useText()
  const title = useTitle()
  const stored = typeof shared.value === 'string' ? shared.value : ''
  const [text, setText] = useState(stored)
  useEffect(() => setText(stored), [stored])
  const store = () => {
    if (text !== stored) set(text === '' ? undefined : text)
  }
  return (
    <TextInput
      aria-label={title(def.title)}
      disabled={disabled}
      placeholder={shared.mixed ? t('field.mixed') : ''}
      value={text}
      onChange={(e) => setText(e.currentTarget.value)}
      onBlur={store}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && !e.nativeEvent.isComposing) e.currentTarget.blur()
      }}
    />
  )
}

function NumberField({ def, shared, disabled, set }: Field) {
  const t = useText()
  const title = useTitle()
  const stored = typeof shared.value === 'number' ? shared.value : ''
  const [value, setValue] = useState<string | number>(stored)
  useEffect(() => setValue(stored), [stored])
  if (def.type.kind !== 'number') return null
  const { min, max, unit } = def.type
  return (
    <NumberInput
      aria-label={title(def.title)}
      disabled={disabled}
      placeholder={shared.mixed ? t('field.mixed') : ''}
      {...(min === null ? {} : { min })}
      {...(max === null ? {} : { max })}
      {...(unit ? { suffix: ` ${unit}` } : {})}
      value={value}
      onChange={setValue}
      onBlur={() => {
        if (value !== stored) set(typeof value === 'number' ? value : undefined)
      }}
    />
  )
}

function DateField({ def, shared, disabled, set }: Field) {
  const title = useTitle()
  if (def.type.kind !== 'date') return null
  const { min, max } = def.type
  return (
    <TextInput
      type="date"
      aria-label={title(def.title)}
      disabled={disabled}
      {...(min === null ? {} : { min })}
      {...(max === null ? {} : { max })}
      value={typeof shared.value === 'string' ? shared.value : ''}
      onChange={(e) => set(e.currentTarget.value || undefined)}
    />
  )
}

function ChoiceField({ def, shared, disabled, set }: Field) {
  const t = useText()
  const title = useTitle()
  if (def.type.kind !== 'choice') return null
  const { helps } = def.type
  return (
    <Select
      aria-label={title(def.title)}
      disabled={disabled}
      clearable
      searchable={def.type.options.length > 8}
      placeholder={shared.mixed ? t('field.mixed') : ''}
      data={optionsOf(def, title)}
      value={typeof shared.value === 'string' ? shared.value : null}
      onChange={(v) => set(v ?? undefined)}
      {...(helps
        ? {
            // The guideline needs more room than the field has.
            comboboxProps: { width: 320, position: 'bottom-end' as const },
            renderOption: ({ option }) => <GuidedOption label={option.label} help={helps[option.value]} />,
          }
        : {})}
    />
  )
}

const GuidedOption = (p: { label: string; help: Bilingual | undefined }) => {
  const title = useTitle()
  return (
    <span className="guided-option">
      <span>{p.label}</span>
      {p.help ? <span className="small quiet">{title(p.help)}</span> : null}
    </span>
  )
}

function MultiField({ def, shared, disabled, set }: Field) {
  const t = useText()
  const title = useTitle()
  if (def.type.kind !== 'multi') return null
  return (
    <MultiSelect
      aria-label={title(def.title)}
      disabled={disabled}
      placeholder={shared.mixed ? t('field.mixed') : ''}
      data={optionsOf(def, title)}
      value={Array.isArray(shared.value) ? [...shared.value] : []}
      onChange={(v) => set(v.length > 0 ? v : undefined)}
    />
  )
}

function FlagField({ def, shared, disabled, set }: Field) {
  const title = useTitle()
  return (
    <Switch
      aria-label={title(def.title)}
      disabled={disabled}
      checked={shared.value === true}
      onChange={(e) => set(e.currentTarget.checked)}
    />
  )
}

const INPUTS = {
  text: TextField,
  date: DateField,
  number: NumberField,
  choice: ChoiceField,
  multi: MultiField,
  flag: FlagField,
} as const
