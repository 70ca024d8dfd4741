// What the declared rules of a label schema (declaredRules.ts) mean, as pure functions. Sizes are those of shapes with
// an inside; lines, points and measurements have none that a guideline speaks of.
import { boundsIntersect, growBounds } from '../geometry/box.ts'
import { liesInside, reachesInto } from '../geometry/region.ts'
import { shapeArea, shapeBounds } from '../geometry/shapes.ts'
import { shapeThickness } from '../geometry/thickness.ts'
import { conditionHolds, hasOneOf, isEmptyValue } from './attributes.ts'
import { type ClassTree, classTree, isWithin } from './classTree.ts'
import type { SchemaRule, SchemaRuleKind } from './declaredRules.ts'
import type { Bilingual, LabelSchema } from './labelSchema.ts'
import { type Annotation, isMeasurement, type Shape } from './model.ts'
import type { RuleProblem } from './problem.ts'

type RuleOf<K extends SchemaRuleKind> = Extract<SchemaRule, { kind: K }>
type Said = Pick<RuleProblem, 'text' | 'params'>
/** A problem of the item, with the annotation it is about. */
export type ItemProblem = { readonly problem: RuleProblem; readonly annotation: string | null }
type Whole = { readonly all: readonly Annotation[]; readonly schema: LabelSchema; readonly tree: ClassTree }
type WholeRule<K extends SchemaRuleKind> = (rule: RuleOf<K>, whole: Whole) => (Said & { annotation: string | null })[]

const SIZED: readonly Shape['kind'][] = ['box', 'polygon', 'mask', 'oriented', 'ellipse']
const isObject = (a: Annotation): a is Annotation & { shape: Shape } => a.shape !== null && !isMeasurement(a.shape)
/** One decimal, as people measure. */
const shown = (n: number): number => Math.round(n * 10) / 10
const named = (tree: ClassTree, ids: readonly string[]): Bilingual => {
  const list = (language: 'ko' | 'en') => ids.map((id) => tree.byId.get(id)?.title[language] || id).join(', ')
  return { ko: list('ko'), en: list('en') }
}
const covers = (classes: readonly string[], a: Pick<Annotation, 'classId'>, tree: ClassTree): boolean =>
  classes.length === 0 ? a.classId !== null : isWithin(tree, a.classId, classes)

/** Pixels. What is turned is measured along its own sides, everything else along those of the image. */
function sidesOf(shape: Shape): { width: number; height: number } {
  if (shape.kind === 'oriented') return shape
  if (shape.kind === 'ellipse') return { width: 2 * shape.rx, height: 2 * shape.ry }
  return shapeBounds(shape)
}

type SizeKind = 'min-size' | 'ratio' | 'thickness'
type SizeRule = { readonly [K in SizeKind]: (rule: RuleOf<K>, shape: Shape) => Said | null }

const sizes: SizeRule = {
  'min-size': (rule, shape) => {
    const { width, height } = sidesOf(shape)
    const measured = { width, height, longer: Math.max(width, height), area: shapeArea(shape) }
    for (const side of ['width', 'height', 'longer', 'area'] as const) {
      const limit = rule[side]
      if (limit !== null && measured[side] < limit)
        return { text: `rule.declared.min-size.${side}`, params: { value: shown(measured[side]), limit } }
    }
    return null
  },
  ratio: (rule, shape) => {
    const { width, height } = sidesOf(shape)
    if (width === 0 || height === 0) return null
    const value = Math.round((width / height) * 100) / 100
    if (rule.min !== null && width / height < rule.min)
      return { text: 'rule.declared.ratio.low', params: { value, limit: rule.min } }
    if (rule.max !== null && width / height > rule.max)
      return { text: 'rule.declared.ratio.high', params: { value, limit: rule.max } }
    return null
  },
  thickness: (rule, shape) => {
    const value = shapeThickness(shape)
    if (value === null || value >= rule.min) return null
    return { text: 'rule.declared.thickness', params: { value: shown(value), limit: rule.min } }
  },
}

function inconsistent(rule: RuleOf<'consistent'>, a: Annotation, tree: ClassTree): Said | null {
  const value = a.attributes[rule.attribute]
  if (!conditionHolds(rule.when, a, tree) || hasOneOf(value, rule.oneOf)) return null
  const params = { attribute: rule.attribute, expected: rule.oneOf.map(String).join(', ') }
  return isEmptyValue(value)
    ? { text: 'rule.declared.consistent.empty', params }
    : { text: 'rule.declared.consistent', params: { ...params, value: String(value) } }
}

const sameFrame = (a: Annotation, b: Annotation): boolean =>
  a.target.kind === 'frame' &&
  b.target.kind === 'frame' &&
  a.target.slot === b.target.slot &&
  a.target.frame === b.target.frame

/** Objects of `rule.classes` with those of `rule.of` that come near enough to matter. */
function* pairs(rule: RuleOf<'inside' | 'outside'>, { all, tree }: Whole) {
  const objects = all.filter(isObject)
  const others = objects
    .filter((b) => covers(rule.of, b, tree))
    .map((b) => ({ b, bounds: growBounds(shapeBounds(b.shape), rule.tolerance) }))
  for (const a of objects) {
    if (!covers(rule.classes, a, tree)) continue
    const bounds = shapeBounds(a.shape)
    const near = others.filter((o) => o.b.id !== a.id && sameFrame(a, o.b) && boundsIntersect(bounds, o.bounds))
    yield { a, near: near.map((o) => o.b) }
  }
}

const about = (rule: RuleOf<'inside' | 'outside'>, a: Annotation, tree: ClassTree): Said & { annotation: string } => ({
  text: `rule.declared.${rule.kind}`,
  params: { class: named(tree, a.classId === null ? [] : [a.classId]), of: named(tree, rule.of) },
  annotation: a.id,
})

const WHOLE: { readonly [K in Exclude<SchemaRuleKind, SizeKind | 'consistent'>]: WholeRule<K> } = {
  count: (rule, { all, tree }) => {
    const value = all.filter((a) => isObject(a) && covers(rule.classes, a, tree)).length
    const params = { classes: named(tree, rule.classes), value }
    if (rule.min !== null && value < rule.min)
      return [{ text: 'rule.declared.count.low', params: { ...params, limit: rule.min }, annotation: null }]
    if (rule.max !== null && value > rule.max)
      return [{ text: 'rule.declared.count.high', params: { ...params, limit: rule.max }, annotation: null }]
    return []
  },
  required: (rule, { all, tree }) =>
    all.some((a) => covers(rule.classes, a, tree))
      ? []
      : [{ text: 'rule.declared.required', params: { classes: named(tree, rule.classes) }, annotation: null }],
  exclusive: (rule, { all, tree }) => {
    const present = rule.classes.filter((id) => all.some((a) => isWithin(tree, a.classId, [id])))
    return present.length < 2
      ? []
      : [{ text: 'rule.declared.exclusive', params: { classes: named(tree, present) }, annotation: null }]
  },
  inside: (rule, whole) =>
    [...pairs(rule, whole)]
      .filter(({ a, near }) => !near.some((b) => liesInside(a.shape, b.shape, rule.tolerance)))
      .map(({ a }) => about(rule, a, whole.tree)),
  outside: (rule, whole) =>
    [...pairs(rule, whole)]
      .filter(({ a, near }) => near.some((b) => reachesInto(a.shape, b.shape, rule.tolerance)))
      .map(({ a }) => about(rule, a, whole.tree)),
}

const problemOf = (rule: SchemaRule, said: Said): RuleProblem => ({
  rule: 'declared',
  severity: rule.severity,
  text: said.text,
  params: said.params,
  ...(rule.message ? { message: rule.message } : {}),
})

function judgeSize(rule: RuleOf<SizeKind>, shape: Shape): Said | null {
  switch (rule.kind) {
    case 'min-size':
      return sizes['min-size'](rule, shape)
    case 'ratio':
      return sizes.ratio(rule, shape)
    case 'thickness':
      return sizes.thickness(rule, shape)
  }
}
const isSizeRule = (rule: SchemaRule): rule is RuleOf<SizeKind> => rule.kind in sizes

function judgeWhole(rule: SchemaRule, whole: Whole): (Said & { annotation: string | null })[] {
  switch (rule.kind) {
    case 'count':
      return WHOLE.count(rule, whole)
    case 'required':
      return WHOLE.required(rule, whole)
    case 'exclusive':
      return WHOLE.exclusive(rule, whole)
    case 'inside':
      return WHOLE.inside(rule, whole)
    case 'outside':
      return WHOLE.outside(rule, whole)
    default:
      return []
  }
}

/** What is wrong with the size of a shape, also of one that is still being drawn. */
export function draftProblems(shape: Shape, classId: string | null, schema: LabelSchema): RuleProblem[] {
  if (!SIZED.includes(shape.kind)) return []
  const tree = classTree(schema)
  return schema.rules.flatMap((rule) => {
    const said = isSizeRule(rule) && covers(rule.classes, { classId }, tree) ? judgeSize(rule, shape) : null
    return said ? [problemOf(rule, said)] : []
  })
}

/** Problems of one annotation on its own. */
export const declaredProblems = (a: Annotation, schema: LabelSchema): RuleProblem[] => [
  ...(a.shape ? draftProblems(a.shape, a.classId, schema) : []),
  ...schema.rules.flatMap((rule) => {
    const said = rule.kind === 'consistent' ? inconsistent(rule, a, classTree(schema)) : null
    return said ? [problemOf(rule, said)] : []
  }),
]

/** Problems of one reading of an item as a whole. */
export function declaredItemProblems(all: readonly Annotation[], schema: LabelSchema): ItemProblem[] {
  const whole = { all, schema, tree: classTree(schema) }
  return schema.rules.flatMap((rule) =>
    judgeWhole(rule, whole).map(({ annotation, ...said }) => ({ problem: problemOf(rule, said), annotation })),
  )
}
