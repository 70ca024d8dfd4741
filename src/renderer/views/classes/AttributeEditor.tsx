import { ActionIcon, Button, Checkbox, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import { ATTRIBUTE_KINDS, newAttribute, withType } from './schemaEdits.ts'

export function AttributeEditor(p: {
  attributes: readonly AttributeDef[]
  schema: LabelSchema
  disabled: boolean
  onChange(next: AttributeDef[]): void
}) {
  const t = useText()
  const language = useLanguage()
  const [open, setOpen] = useState<string | null>(null)
  const change = (i: number, next: AttributeDef) => p.onChange(p.attributes.map((a, k) => (k === i ? next : a)))
  const swap = (i: number, by: -1 | 1) => {
    const next = [...p.attributes]
    const [a, b] = [next[i], next[i + by]]
    if (!a || !b) return
    next[i] = b
    next[i + by] = a
    p.onChange(next)
  }
  return (
    <div className="column">
      {p.attributes.length === 0 ? <span className="faint small">{t('attribute.none')}</span> : null}
      {p.attributes.map((a, i) => {
        const Fold = open === a.id ? IconChevronDown : IconChevronRight
        return (
          <div key={a.id} className="attribute-item">
            <div className="attribute-row">
              <ActionIcon
                aria-label={t('attribute.more', { name: a.title[language] })}
                aria-expanded={open === a.id}
                onClick={() => setOpen(open === a.id ? null : a.id)}
              >
                <Fold size={16} />
              </ActionIcon>
              <TextInput
                aria-label={t('attribute.name')}
                disabled={p.disabled}
                value={a.title[language]}
                onChange={(e) => change(i, { ...a, title: { ...a.title, [language]: e.currentTarget.value } })}
              />
              <Select
                aria-label={t('attribute.type')}
                disabled={p.disabled}
                allowDeselect={false}
                data={ATTRIBUTE_KINDS.map((k) => ({ value: k, label: t(`attributeType.${k}`) }))}
                value={a.type.kind}
                onChange={(v) => {
                  const kind = ATTRIBUTE_KINDS.find((k) => k === v)
                  if (kind) change(i, withType(a, kind))
                }}
              />
              <Details a={a} disabled={p.disabled} onChange={(next) => change(i, next)} />
              <Checkbox
                label={t('attribute.required')}
                disabled={p.disabled}
                checked={a.required}
                onChange={(e) => change(i, { ...a, required: e.currentTarget.checked })}
              />
              <ActionIcon
                disabled={p.disabled}
                aria-label={t('attribute.remove', { name: a.title[language] })}
                onClick={() => p.onChange(p.attributes.filter((_, k) => k !== i))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
            {open === a.id ? (
              <More
                a={a}
                among={p.attributes.filter((o) => o.id !== a.id)}
                schema={p.schema}
                disabled={p.disabled}
                onChange={(next) => change(i, next)}
                onMove={(by) => swap(i, by)}
              />
            ) : null}
          </div>
        )
      })}
      <div>
        <Button
          variant="subtle"
          color="gray"
          disabled={p.disabled}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => p.onChange([...p.attributes, newAttribute(t('attribute.new'), p.attributes)])}
        >
          {t('attribute.add')}
        </Button>
      </div>
    </div>
  )
}

/** What is asked for less often: the other language, help, titles of options, change over time, condition, order. */
function More(p: {
  a: AttributeDef
  among: readonly AttributeDef[]
  schema: LabelSchema
  disabled: boolean
  onChange(next: AttributeDef): void
  onMove(by: -1 | 1): void
}) {
  const t = useText()
  const language = useLanguage()
  const { a, disabled } = p
  const other = language === 'ko' ? 'en' : 'ko'
  const { type } = a
  const help = a.help ?? { ko: '', en: '' }
  return (
    <div className="attribute-more">
      <div className="classes-names">
        <TextInput
          label={t(other === 'ko' ? 'classes.name.ko' : 'classes.name.en')}
          disabled={disabled}
          value={a.title[other]}
          onChange={(e) => p.onChange({ ...a, title: { ...a.title, [other]: e.currentTarget.value } })}
        />
        <TextInput
          label={t('attribute.help')}
          disabled={disabled}
          value={help[language]}
          onChange={(e) => {
            const next = { ...help, [language]: e.currentTarget.value }
            p.onChange({ ...a, help: next.ko || next.en ? next : null })
          }}
        />
      </div>
      {'options' in type ? (
        <div className="option-titles">
          {type.options.map((o) => (
            <TextInput
              key={o}
              label={t('attribute.optionTitle', { option: o })}
              placeholder={o}
              disabled={disabled}
              value={type.titles[o]?.[language] ?? ''}
              onChange={(e) => {
                const title = { ...(type.titles[o] ?? { ko: o, en: o }), [language]: e.currentTarget.value }
                p.onChange({ ...a, type: { ...type, titles: { ...type.titles, [o]: title } } })
              }}
            />
          ))}
        </div>
      ) : null}
      <ConditionEditor
        schema={p.schema}
        among={p.among}
        when={a.when}
        always={t('condition.always')}
        disabled={disabled}
        onChange={(when) => p.onChange({ ...a, when })}
      />
      <div className="row">
        <Checkbox
          label={t('attribute.mutable')}
          disabled={disabled}
          checked={a.mutable}
          onChange={(e) => p.onChange({ ...a, mutable: e.currentTarget.checked })}
        />
        <span className="grow" />
        <span className="faint small">{t('classes.id', { id: a.id })}</span>
        <ActionIcon disabled={disabled} aria-label={t('classes.up')} onClick={() => p.onMove(-1)}>
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon disabled={disabled} aria-label={t('classes.down')} onClick={() => p.onMove(1)}>
          <IconArrowDown size={16} />
        </ActionIcon>
      </div>
    </div>
  )
}

function Details({
  a,
  disabled,
  onChange,
}: {
  a: AttributeDef
  disabled: boolean
  onChange(next: AttributeDef): void
}) {
  const t = useText()
  const { type } = a
  if (type.kind === 'choice' || type.kind === 'multi')
    return (
      <TagsInput
        aria-label={t('attribute.options')}
        placeholder={type.options.length === 0 ? t('attribute.options') : ''}
        disabled={disabled}
        acceptValueOnBlur
        classNames={{ inputField: 'attribute-option-field' }}
        value={type.options}
        onChange={(options) => onChange({ ...a, type: { ...type, options } })}
      />
    )
  if (type.kind === 'date')
    return (
      <div className="row attribute-numbers">
        {(['min', 'max'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            aria-label={t(`attribute.${end}`)}
            disabled={disabled}
            value={type[end] ?? ''}
            onChange={(e) => onChange({ ...a, type: { ...type, [end]: e.currentTarget.value || null } })}
          />
        ))}
      </div>
    )
  if (type.kind !== 'number') return <span />
  const limit = (v: string | number) => (typeof v === 'number' ? v : null)
  return (
    <div className="row attribute-numbers">
      <NumberInput
        aria-label={t('attribute.min')}
        placeholder={t('attribute.min')}
        hideControls
        disabled={disabled}
        value={type.min ?? ''}
        onChange={(v) => onChange({ ...a, type: { ...type, min: limit(v) } })}
      />
      <NumberInput
        aria-label={t('attribute.max')}
        placeholder={t('attribute.max')}
        hideControls
        disabled={disabled}
        value={type.max ?? ''}
        onChange={(v) => onChange({ ...a, type: { ...type, max: limit(v) } })}
      />
      <TextInput
        aria-label={t('attribute.unit')}
        placeholder={t('attribute.unit')}
        disabled={disabled}
        value={type.unit ?? ''}
        onChange={(e) => onChange({ ...a, type: { ...type, unit: e.currentTarget.value || null } })}
      />
    </div>
  )
}
