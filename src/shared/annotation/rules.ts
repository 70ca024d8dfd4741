// What a person should look at again: rules about one annotation, as pure functions. A rule never changes anything.
import type { RuleId } from '../domains/domainPack.ts'
import { annotationBounds, type ShapeProblem, shapeUse, validateShape } from '../geometry/shapes.ts'
import type { ruleTexts } from '../text/rules.ts'
import { type AttributeDef, type ClassDef, dateSchema, type LabelSchema } from './labelSchema.ts'
import { type Annotation, type AttributeValue, isMeasurement, type Shape } from './model.ts'

export type RuleProblem = {
  readonly rule: RuleId
  readonly severity: 'error' | 'warning' | 'info'
  readonly text: keyof typeof ruleTexts
  readonly params: Readonly<Record<string, string | number>>
}

/** Where an annotation lives: upright size and number of frames per slot. */
export type SlotFacts = { readonly width: number; readonly height: number; readonly frames: number }
export type RuleContext = {
  readonly schema: LabelSchema
  readonly classes: ReadonlyMap<string, ClassDef>
  readonly slots: ReadonlyMap<string, SlotFacts>
}

export const ruleContext = (schema: LabelSchema, slots: ReadonlyMap<string, SlotFacts>): RuleContext => ({
  schema,
  classes: new Map(schema.classes.map((c) => [c.id, c])),
  slots,
})

export const shapeProblem = (shape: Shape): ShapeProblem | null => validateShape(shape)

type Rule = (a: Annotation, c: RuleContext) => RuleProblem[]

const title = (c: ClassDef) => c.title.en || c.id

/** Attributes of the item as a whole live in an annotation without class and shape (labelSchema.ts itemAttributes). */
const isItemAttributes = (a: Annotation): boolean => a.classId === null && a.shape === null && a.target.kind === 'item'

function definitionsFor(a: Annotation, c: RuleContext): readonly AttributeDef[] | null {
  if (isItemAttributes(a)) return c.schema.itemAttributes
  return a.classId === null ? null : (c.classes.get(a.classId)?.attributes ?? null)
}

const isEmpty = (v: AttributeValue | undefined): boolean =>
  v === undefined || v === null || (typeof v === 'string' && v.trim() === '') || (Array.isArray(v) && v.length === 0)

const shown = (v: AttributeValue): string | number =>
  typeof v === 'number' ? v : Array.isArray(v) ? v.join(', ') : String(v)

type ValueProblem = 'type' | 'range' | 'option'
type TypeOf<K extends AttributeDef['type']['kind']> = Extract<AttributeDef['type'], { kind: K }>

const valueProblems: {
  readonly [K in AttributeDef['type']['kind']]: (v: AttributeValue, t: TypeOf<K>) => ValueProblem | null
} = {
  text: (v) => (typeof v === 'string' ? null : 'type'),
  flag: (v) => (typeof v === 'boolean' ? null : 'type'),
  number: (v, t) => {
    if (typeof v !== 'number' || !Number.isFinite(v)) return 'type'
    return (t.min !== null && v < t.min) || (t.max !== null && v > t.max) ? 'range' : null
  },
  date: (v, t) => {
    if (typeof v !== 'string' || !dateSchema.safeParse(v).success || Number.isNaN(Date.parse(v))) return 'type'
    return (t.min !== null && v < t.min) || (t.max !== null && v > t.max) ? 'range' : null
  },
  choice: (v, t) => (typeof v !== 'string' ? 'type' : t.options.includes(v) ? null : 'option'),
  multi: (v, t) => (!Array.isArray(v) ? 'type' : v.every((x) => t.options.includes(x)) ? null : 'option'),
}

function valueProblem(v: AttributeValue, type: AttributeDef['type']): ValueProblem | null {
  switch (type.kind) {
    case 'number':
      return valueProblems.number(v, type)
    case 'choice':
      return valueProblems.choice(v, type)
    case 'multi':
      return valueProblems.multi(v, type)
    case 'date':
      return valueProblems.date(v, type)
    case 'text':
      return valueProblems.text(v, type)
    case 'flag':
      return valueProblems.flag(v, type)
  }
}

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

/** All rules about one annotation; `source-missing` is about files and is asked by the store. */
export const annotationRules: Readonly<Record<Exclude<RuleId, 'source-missing'>, Rule>> = {
  'class-missing': (a, c) => {
    if (a.classId === null)
      return isItemAttributes(a) || isMeasurement(a.shape)
        ? []
        : [{ rule: 'class-missing', severity: 'error', text: 'rule.class-missing.none', params: {} }]
    if (c.classes.has(a.classId)) return []
    const params = { class: a.classId }
    return [{ rule: 'class-missing', severity: 'error', text: 'rule.class-missing.unknown', params }]
  },
  'attribute-required': (a, c) =>
    (definitionsFor(a, c) ?? [])
      .filter((d) => d.required && isEmpty(a.attributes[d.id]))
      .map((d) => ({
        rule: 'attribute-required',
        severity: 'error',
        text: 'rule.attribute-required',
        params: { attribute: d.title.en || d.id },
      })),
  'attribute-value': (a, c) => {
    const definitions = definitionsFor(a, c)
    if (!definitions) return []
    return Object.entries(a.attributes).flatMap(([id, v]): RuleProblem[] => {
      if (isEmpty(v)) return []
      const d = definitions.find((x) => x.id === id)
      if (!d)
        return [
          {
            rule: 'attribute-value',
            severity: 'info',
            text: 'rule.attribute-value.unknown',
            params: { attribute: id },
          },
        ]
      const found = valueProblem(v, d.type)
      if (!found) return []
      const params = { attribute: d.title.en || d.id, value: shown(v) }
      return [{ rule: 'attribute-value', severity: 'error', text: `rule.attribute-value.${found}`, params }]
    })
  },
  'shape-not-allowed': (a, c) => {
    const known = a.classId === null ? undefined : c.classes.get(a.classId)
    const shape = shapeUse(a)
    if (!known || known.shapes.includes(shape)) return []
    const params = { class: title(known), shape }
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
}

const isAnnotationRule = (id: RuleId): id is Exclude<RuleId, 'source-missing'> => id !== 'source-missing'

export const annotationProblems = (a: Annotation, rules: readonly RuleId[], c: RuleContext): RuleProblem[] =>
  rules.filter(isAnnotationRule).flatMap((id) => annotationRules[id](a, c))
