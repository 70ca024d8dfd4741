// What a person should look at again: rules about one annotation, as pure functions. A rule never changes anything.
import { type RuleId, STANDING_RULES } from '../domains/domainPack.ts'
import { annotationBounds, type ShapeProblem, shapeUse, validateShape } from '../geometry/shapes.ts'
import { definitionsOf, isAsked, isEmptyValue, isRecord } from './attributes.ts'
import { classTree } from './classTree.ts'
import { insideIgnored } from './ignoreRegions.ts'
import type { AttributeDef, LabelSchema } from './labelSchema.ts'
import { type Annotation, type AttributeValue, isMeasurement, type Shape } from './model.ts'
import type { RuleContext, RuleProblem, SlotFacts } from './problem.ts'
import { declaredItemProblems, declaredProblems, type ItemProblem } from './schemaRules.ts'
import { type ValueProblem, valueProblem } from './values.ts'

export type { RuleContext, RuleProblem, SlotFacts } from './problem.ts'

export const ruleContext = (schema: LabelSchema, slots: ReadonlyMap<string, SlotFacts>): RuleContext => ({
  schema,
  classes: classTree(schema).byId,
  slots,
})

export const shapeProblem = (shape: Shape): ShapeProblem | null => validateShape(shape)

type Rule = (a: Annotation, c: RuleContext) => RuleProblem[]

const shown = (v: AttributeValue): string | number =>
  typeof v === 'number' ? v : Array.isArray(v) ? v.join(', ') : String(v)

const missing = (d: AttributeDef, slot: string | null): RuleProblem => ({
  rule: 'attribute-required',
  severity: 'error',
  text: slot === null ? 'rule.attribute-required' : 'rule.attribute-required.slot',
  params: { attribute: d.title, ...(slot === null ? {} : { slot }) },
})

function outsideImage(a: Annotation, c: RuleContext): RuleProblem[] {
  const problem = (
    severity: RuleProblem['severity'],
    part: 'partly' | 'wholly' | 'frame' | 'slot',
    params: RuleProblem['params'] = {},
  ): RuleProblem[] => [{ rule: 'outside-image', severity, text: `rule.outside-image.${part}`, params }]
  if (a.target.kind === 'item') return []
  const slot = c.slots.get(a.target.slot)
  if (!slot) return problem('error', 'slot', { slot: a.target.slot })
  if (a.target.kind === 'frame' && a.target.frame >= slot.frames)
    return problem('error', 'frame', { frame: a.target.frame + 1 })
  const b = annotationBounds(a)
  if (!b) return []
  const out = Math.max(-b.x, -b.y, b.x + b.width - slot.width, b.y + b.height - slot.height)
  // Rounding of foreign formats is not worth a person's time.
  if (out <= 0.01) return []
  const gone = b.x >= slot.width || b.y >= slot.height || b.x + b.width <= 0 || b.y + b.height <= 0
  return gone ? problem('error', 'wholly') : problem('warning', 'partly', { pixels: Math.ceil(out) })
}

/** Rules about files and images as a whole are asked by the store. */
type AnnotationRuleId = Exclude<
  RuleId,
  'source-missing' | 'inside-ignored' | 'double-reading' | `xray-${string}` | `mammo-${string}`
>

/** All rules about one annotation. */
export const annotationRules: Readonly<Record<AnnotationRuleId, Rule>> = {
  'class-missing': (a, c) => {
    if (a.classId === null)
      return isRecord(a) || isMeasurement(a.shape)
        ? []
        : [{ rule: 'class-missing', severity: 'error', text: 'rule.class-missing.none', params: {} }]
    if (c.classes.has(a.classId)) return []
    const params = { class: a.classId }
    return [{ rule: 'class-missing', severity: 'error', text: 'rule.class-missing.unknown', params }]
  },
  'attribute-required': (a, c) =>
    (definitionsOf(a, c.schema) ?? [])
      .filter((d) => d.required && isEmptyValue(a.attributes[d.id]) && isAsked(d, a, classTree(c.schema)))
      .map((d) => missing(d, a.target.kind === 'slot' && isRecord(a) ? a.target.slot : null)),
  'attribute-value': (a, c) => {
    const definitions = definitionsOf(a, c.schema)
    if (!definitions) return []
    return Object.entries(a.attributes).flatMap(([id, v]): RuleProblem[] => {
      if (isEmptyValue(v)) return []
      const problem = (severity: RuleProblem['severity'], why: ValueProblem | 'unknown' | 'hidden'): RuleProblem[] => {
        const params = { attribute: d?.title ?? id, value: shown(v) }
        return [{ rule: 'attribute-value', severity, text: `rule.attribute-value.${why}`, params }]
      }
      const d = definitions.find((x) => x.id === id)
      if (!d) return problem('info', 'unknown')
      if (!isAsked(d, a, classTree(c.schema))) return problem('info', 'hidden')
      const found = valueProblem(v, d.type)
      return found ? problem('error', found) : []
    })
  },
  'shape-not-allowed': (a, c) => {
    const known = a.classId === null ? undefined : c.classes.get(a.classId)
    const shape = shapeUse(a)
    if (!known || known.shapes.includes(shape)) return []
    const params = { class: known.title, shape }
    return [{ rule: 'shape-not-allowed', severity: 'error', text: 'rule.shape-not-allowed', params }]
  },
  'shape-degenerate': (a) =>
    a.shape && shapeProblem(a.shape) === 'degenerate'
      ? [{ rule: 'shape-degenerate', severity: 'error', text: 'rule.shape-degenerate', params: {} }]
      : [],
  'shape-self-crossing': (a) =>
    a.shape && shapeProblem(a.shape) === 'self-crossing'
      ? [{ rule: 'shape-self-crossing', severity: 'warning', text: 'rule.shape-self-crossing', params: {} }]
      : [],
  'outside-image': outsideImage,
  declared: (a, c) => declaredProblems(a, c.schema),
}

const isAnnotationRule = (id: RuleId): id is AnnotationRuleId => id in annotationRules

/** The rules of the pack and those asked of every project. */
export const withStanding = (rules: readonly RuleId[]): RuleId[] => [...new Set([...rules, ...STANDING_RULES])]

export const annotationProblems = (a: Annotation, rules: readonly RuleId[], c: RuleContext): RuleProblem[] =>
  withStanding(rules)
    .filter(isAnnotationRule)
    .flatMap((id) => annotationRules[id](a, c))

/** Problems of one reading as a whole; a record that was never made is missing all its required attributes. */
export const itemProblems = (all: readonly Annotation[], rules: readonly RuleId[], c: RuleContext): ItemProblem[] => [
  ...(rules.includes('attribute-required') ? missingRecords(all, c) : []),
  ...declaredItemProblems(all, c.schema),
  ...insideIgnored(all, c.schema),
]

function missingRecords(all: readonly Annotation[], c: RuleContext): ItemProblem[] {
  const records = all.filter(isRecord)
  const nothing = { classId: null, attributes: {} }
  const unanswered = (defs: readonly AttributeDef[], slot: string | null): ItemProblem[] =>
    defs
      .filter((d) => d.required && isAsked(d, nothing, classTree(c.schema)))
      .map((d) => ({ problem: missing(d, slot), annotation: null }))
  return [
    ...(records.some((a) => a.target.kind === 'item') ? [] : unanswered(c.schema.itemAttributes, null)),
    ...[...c.slots.keys()].flatMap((slot) =>
      records.some((a) => a.target.kind === 'slot' && a.target.slot === slot)
        ? []
        : unanswered(c.schema.slotAttributes, slot),
    ),
  ]
}
