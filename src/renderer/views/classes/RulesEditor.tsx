import { ActionIcon, NumberInput, Select, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { SchemaRule } from '../../../shared/annotation/declaredRules.ts'
import type { AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import { ClassesField, ConditionEditor, ValuesField } from './ConditionEditor.tsx'
import { useRuleSentence } from './ruleSentence.ts'
import { newRule, RULE_KINDS } from './schemaEdits.ts'

const SEVERITIES = ['error', 'warning', 'info'] as const

export function RulesEditor(p: { schema: LabelSchema; disabled: boolean; onChange(rules: SchemaRule[]): void }) {
  const t = useText()
  const { rules } = p.schema
  return (
    <div className="column">
      <p className="quiet">{t('rules.hint')}</p>
      {rules.map((rule, i) => (
        <RuleForm
          key={rule.id}
          rule={rule}
          schema={p.schema}
          disabled={p.disabled}
          onChange={(next) => p.onChange(rules.map((r, k) => (k === i ? next : r)))}
          onRemove={() => p.onChange(rules.filter((_, k) => k !== i))}
        />
      ))}
      <Select
        aria-label={t('rules.add')}
        placeholder={t('rules.add')}
        disabled={p.disabled}
        data={RULE_KINDS.map((k) => ({ value: k, label: t(`ruleKind.${k}`) }))}
        value={null}
        onChange={(v) => {
          const kind = RULE_KINDS.find((k) => k === v)
          if (kind) p.onChange([...rules, newRule(kind, rules)])
        }}
      />
    </div>
  )
}

type FormProps<R extends SchemaRule = SchemaRule> = {
  rule: R
  schema: LabelSchema
  disabled: boolean
  onChange(next: SchemaRule): void
}

function RuleForm(p: FormProps & { onRemove(): void }) {
  const t = useText()
  const language = useLanguage()
  const sentence = useRuleSentence(p.schema)
  const { rule, disabled } = p
  const message = rule.message ?? { ko: '', en: '' }
  return (
    <section className="framed rule-form" aria-label={sentence(rule)}>
      <div className="row">
        <b className="grow">{sentence(rule)}</b>
        <ActionIcon disabled={disabled} aria-label={t('rules.remove', { rule: sentence(rule) })} onClick={p.onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <RuleFields {...p} />
      <div className="rule-fields">
        <Select
          label={t('rules.severity')}
          disabled={disabled}
          allowDeselect={false}
          data={SEVERITIES.map((s) => ({ value: s, label: t(`severity.${s}`) }))}
          value={rule.severity}
          onChange={(v) => p.onChange({ ...rule, severity: SEVERITIES.find((s) => s === v) ?? 'warning' })}
        />
        <TextInput
          className="rule-message"
          label={t('rules.message')}
          placeholder={t('rules.message.none')}
          disabled={disabled}
          value={message[language]}
          onChange={(e) => {
            const next = { ...message, [language]: e.currentTarget.value }
            p.onChange({ ...rule, message: next.ko || next.en ? next : null })
          }}
        />
      </div>
    </section>
  )
}

function RuleFields({ rule, schema, disabled, onChange }: FormProps) {
  const t = useText()
  const number = (label: string, value: number | null, set: (v: number | null) => SchemaRule) => (
    <NumberInput
      label={label}
      min={0}
      disabled={disabled}
      value={value ?? ''}
      onChange={(v) => onChange(set(typeof v === 'number' ? v : null))}
    />
  )
  const classes =
    'classes' in rule ? (
      <ClassesField
        label={t('rules.classes')}
        schema={schema}
        value={rule.classes}
        disabled={disabled}
        {...(rule.kind === 'min-size' || rule.kind === 'ratio' || rule.kind === 'thickness'
          ? { placeholder: t('rules.classes.all') }
          : {})}
        onChange={(next) => onChange({ ...rule, classes: next })}
      />
    ) : null
  switch (rule.kind) {
    case 'min-size':
      return (
        <div className="rule-fields">
          {classes}
          {(['width', 'height', 'longer', 'area'] as const).map((side) => (
            <span key={side}>{number(t(`rules.${side}`), rule[side], (v) => ({ ...rule, [side]: v }))}</span>
          ))}
        </div>
      )
    case 'ratio':
    case 'count':
      return (
        <div className="rule-fields">
          {classes}
          {number(t('attribute.min'), rule.min, (min) => ({ ...rule, min }))}
          {number(t('attribute.max'), rule.max, (max) => ({ ...rule, max }))}
        </div>
      )
    case 'thickness':
      return (
        <div className="rule-fields">
          {classes}
          {number(t('rules.thickness'), rule.min, (min) => ({ ...rule, min: min ?? 0 }))}
        </div>
      )
    case 'required':
    case 'exclusive':
      return <div className="rule-fields">{classes}</div>
    case 'inside':
    case 'outside':
      return (
        <div className="rule-fields">
          {classes}
          <ClassesField
            label={t(`rules.of.${rule.kind}`)}
            schema={schema}
            value={rule.of}
            disabled={disabled}
            onChange={(of) => onChange({ ...rule, of })}
          />
          {number(t('rules.tolerance'), rule.tolerance, (v) => ({ ...rule, tolerance: v ?? 0 }))}
        </div>
      )
    case 'consistent':
      return <ConsistentFields rule={rule} schema={schema} disabled={disabled} onChange={onChange} />
  }
}

function ConsistentFields({
  rule,
  schema,
  disabled,
  onChange,
}: FormProps<Extract<SchemaRule, { kind: 'consistent' }>>) {
  const t = useText()
  const title = useTitle()
  const all = attributesOf(schema)
  return (
    <>
      <ConditionEditor
        schema={schema}
        among={all}
        when={rule.when}
        always={null}
        disabled={disabled}
        onChange={(when) => when && onChange({ ...rule, when })}
      />
      <div className="rule-fields">
        <Select
          label={t('rules.attribute')}
          disabled={disabled}
          searchable
          data={all.map((a) => ({ value: a.id, label: title(a.title) || a.id }))}
          value={rule.attribute || null}
          onChange={(v) => onChange({ ...rule, attribute: v ?? '', oneOf: [] })}
        />
        <ValuesField
          label={t('rules.oneOf')}
          def={all.find((a) => a.id === rule.attribute)}
          value={rule.oneOf}
          disabled={disabled}
          onChange={(oneOf) => onChange({ ...rule, oneOf })}
        />
      </div>
    </>
  )
}

/** Every attribute an object may have, each id once. */
export function attributesOf(s: LabelSchema): AttributeDef[] {
  const found = new Map<string, AttributeDef>()
  for (const a of [...s.objectAttributes, ...s.classes.flatMap((c) => c.attributes), ...s.itemAttributes])
    if (!found.has(a.id)) found.set(a.id, a)
  return [...found.values()]
}
