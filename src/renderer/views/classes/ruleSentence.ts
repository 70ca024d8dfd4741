// A rule as a sentence a person can check against the guideline.
import { classTree } from '../../../shared/annotation/classTree.ts'
import type { Condition, SchemaRule } from '../../../shared/annotation/declaredRules.ts'
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { attributesOf } from './RulesEditor.tsx'

export function useRuleSentence(schema: LabelSchema): (rule: SchemaRule) => string {
  const t = useText()
  const title = useTitle()
  const tree = classTree(schema)
  const names = (ids: readonly string[], none = '…') =>
    ids.length === 0 ? none : ids.map((id) => title(tree.byId.get(id)?.title ?? { ko: id, en: id })).join(', ')
  const attribute = (id: string) => {
    const found = attributesOf(schema).find((a) => a.id === id)
    return found ? title(found.title) : id || '…'
  }
  const value = (v: string | number | boolean) => (typeof v === 'boolean' ? t(v ? 'value.yes' : 'value.no') : String(v))
  const when = (c: Condition) =>
    c.kind === 'class'
      ? t('sentence.whenClass', { classes: names(c.oneOf) })
      : t('sentence.whenValue', { attribute: attribute(c.attribute), values: c.oneOf.map(value).join(', ') || '…' })
  const range = (min: number | null, max: number | null) => `${min ?? ''}–${max ?? ''}`
  return (rule) => {
    switch (rule.kind) {
      case 'min-size': {
        const limits = (['width', 'height', 'longer', 'area'] as const).flatMap((side) =>
          rule[side] === null ? [] : [`${t(`rules.${side}`)} ≥ ${rule[side]}`],
        )
        return t('sentence.min-size', {
          classes: names(rule.classes, t('sentence.all')),
          limits: limits.join(', ') || '…',
        })
      }
      case 'ratio':
        return t('sentence.ratio', {
          classes: names(rule.classes, t('sentence.all')),
          range: range(rule.min, rule.max),
        })
      case 'thickness':
        return t('sentence.thickness', { classes: names(rule.classes, t('sentence.all')), min: rule.min })
      case 'count':
        return t('sentence.count', { classes: names(rule.classes), range: range(rule.min, rule.max) })
      case 'required':
        return t('sentence.required', { classes: names(rule.classes) })
      case 'exclusive':
        return t('sentence.exclusive', { classes: names(rule.classes) })
      case 'inside':
      case 'outside':
        return t(`sentence.${rule.kind}`, { classes: names(rule.classes), of: names(rule.of) })
      case 'consistent':
        return t('sentence.consistent', {
          when: when(rule.when),
          attribute: attribute(rule.attribute),
          values: rule.oneOf.map(value).join(', ') || '…',
        })
    }
  }
}
