import { ActionIcon, Button, Checkbox, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { AttributeDef } from '../../../shared/annotation/labelSchema.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { ATTRIBUTE_KINDS, newAttribute, withType } from './schemaEdits.ts'

export function AttributeEditor(p: {
  attributes: readonly AttributeDef[]
  disabled: boolean
  onChange(next: AttributeDef[]): void
}) {
  const t = useText()
  const language = useLanguage()
  const change = (i: number, next: AttributeDef) => p.onChange(p.attributes.map((a, k) => (k === i ? next : a)))
  return (
    <div className="column">
      {p.attributes.length === 0 ? <span className="faint small">{t('attribute.none')}</span> : null}
      {p.attributes.map((a, i) => (
        <div key={a.id} className="attribute-row">
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
      ))}
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
