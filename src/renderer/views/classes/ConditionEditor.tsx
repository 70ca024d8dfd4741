import { MultiSelect, Select, TagsInput } from '@mantine/core'
import type { Condition } from '../../../shared/annotation/declaredRules.ts'
import type { AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'

type Scalar = string | number | boolean
const ALWAYS = 'always'

export function useClassData(schema: LabelSchema) {
  const title = useTitle()
  return schema.classes.map((c) => ({ value: c.id, label: title(c.title) || c.id }))
}

/** Several classes by name; thousands are searched, a screenful is shown. */
export function ClassesField(p: {
  label: string
  schema: LabelSchema
  value: readonly string[]
  disabled: boolean
  placeholder?: string
  onChange(next: string[]): void
}) {
  const data = useClassData(p.schema)
  return (
    <MultiSelect
      label={p.label}
      searchable
      clearable
      limit={200}
      disabled={p.disabled}
      placeholder={p.value.length === 0 ? (p.placeholder ?? '') : ''}
      data={data}
      value={[...p.value]}
      onChange={p.onChange}
    />
  )
}

/** Values as people type them: what the attribute can hold, else any text. */
export function ValuesField(p: {
  label: string
  def: AttributeDef | undefined
  value: readonly Scalar[]
  disabled: boolean
  onChange(next: Scalar[]): void
}) {
  const t = useText()
  const title = useTitle()
  const type = p.def?.type
  if (type && (type.kind === 'flag' || 'options' in type)) {
    const data =
      type.kind === 'flag'
        ? [
            { value: 'true', label: t('value.yes') },
            { value: 'false', label: t('value.no') },
          ]
        : type.options.map((o) => ({ value: o, label: type.titles[o] ? title(type.titles[o]) : o }))
    return (
      <MultiSelect
        label={p.label}
        disabled={p.disabled}
        data={data}
        value={p.value.map(String)}
        onChange={(v) => p.onChange(type.kind === 'flag' ? v.map((x) => x === 'true') : v)}
      />
    )
  }
  return (
    <TagsInput
      label={p.label}
      disabled={p.disabled}
      acceptValueOnBlur
      value={p.value.map(String)}
      onChange={(v) => p.onChange(type?.kind === 'number' ? v.map(Number).filter((n) => Number.isFinite(n)) : v)}
    />
  )
}

export function ConditionEditor(p: {
  schema: LabelSchema
  among: readonly AttributeDef[]
  when: Condition | null
  /** Null = a condition there has to be. */
  always: string | null
  disabled: boolean
  onChange(next: Condition | null): void
}) {
  const t = useText()
  const title = useTitle()
  const { when } = p
  return (
    <div className="condition">
      <Select
        label={t('condition.label')}
        disabled={p.disabled}
        allowDeselect={false}
        data={[
          ...(p.always === null ? [] : [{ value: ALWAYS, label: p.always }]),
          { value: 'class', label: t('condition.class') },
          { value: 'value', label: t('condition.value') },
        ]}
        value={when?.kind ?? ALWAYS}
        onChange={(v) => {
          if (v === 'class') p.onChange({ kind: 'class', oneOf: [] })
          else if (v === 'value') p.onChange({ kind: 'value', attribute: p.among[0]?.id ?? '', oneOf: [] })
          else p.onChange(null)
        }}
      />
      {when?.kind === 'class' ? (
        <ClassesField
          label={t('condition.classes')}
          schema={p.schema}
          value={when.oneOf}
          disabled={p.disabled}
          onChange={(oneOf) => p.onChange({ ...when, oneOf })}
        />
      ) : null}
      {when?.kind === 'value' ? (
        <>
          <Select
            label={t('condition.attribute')}
            disabled={p.disabled}
            allowDeselect={false}
            data={p.among.map((a) => ({ value: a.id, label: title(a.title) || a.id }))}
            value={when.attribute || null}
            onChange={(v) => p.onChange({ ...when, attribute: v ?? '', oneOf: [] })}
          />
          <ValuesField
            label={t('condition.oneOf')}
            def={p.among.find((a) => a.id === when.attribute)}
            value={when.oneOf}
            disabled={p.disabled}
            onChange={(oneOf) => p.onChange({ ...when, oneOf })}
          />
        </>
      ) : null}
    </div>
  )
}
