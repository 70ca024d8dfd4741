// Regions that are not to be annotated: the class they have, the reason they carry, and what lies inside them all the same.
import { boundsContain } from '../geometry/box.ts'
import { liesInside } from '../geometry/region.ts'
import { outlineRings, shapeBounds } from '../geometry/shapes.ts'
import { type ClassDef, type LabelSchema, plainAttribute, plainClass } from './labelSchema.ts'
import { type Annotation, isMeasurement, type Shape } from './model.ts'
import type { ItemProblem } from './schemaRules.ts'

export const IGNORE_REASON = 'reason'
export const IGNORE_WORDS = 'reason-text'
/** Stored values of the reason; the last one asks for words. */
export const IGNORE_REASONS = [
  'blurred',
  'occluded',
  'too-small',
  'reflection',
  'privacy',
  'crowd',
  'damaged',
  'other',
] as const

const REASON_TITLES: Readonly<Record<(typeof IGNORE_REASONS)[number], { ko: string; en: string }>> = {
  blurred: { ko: '흐림', en: 'blurred' },
  occluded: { ko: '가려짐', en: 'occluded' },
  'too-small': { ko: '너무 작음', en: 'too small' },
  reflection: { ko: '반사, 그림자', en: 'reflection or shadow' },
  privacy: { ko: '개인정보', en: 'privacy' },
  crowd: { ko: '구분할 수 없이 빽빽함', en: 'too crowded to tell apart' },
  damaged: { ko: '영상 손상', en: 'damaged picture' },
  other: { ko: '기타(직접 적기)', en: 'other (in words)' },
}

export const ignoreClassOf = (schema: LabelSchema): ClassDef | null =>
  schema.classes.find((c) => c.role === 'ignore') ?? null

export function makeIgnoreClass(schema: LabelSchema): ClassDef {
  const ids = new Set(schema.classes.map((c) => c.id))
  let id = 'ignore'
  for (let n = 2; ids.has(id); n++) id = `ignore-${n}`
  return plainClass({
    id,
    title: { ko: '작업하지 않음', en: 'do not annotate' },
    colour: '#8c96a3',
    shapes: ['box', 'polygon', 'oriented', 'ellipse', 'mask'],
    role: 'ignore',
    attributes: [
      plainAttribute({
        id: IGNORE_REASON,
        title: { ko: '이유', en: 'reason' },
        type: { kind: 'choice', options: [...IGNORE_REASONS], titles: REASON_TITLES },
        required: true,
      }),
      plainAttribute({
        id: IGNORE_WORDS,
        title: { ko: '이유(직접 적기)', en: 'reason in words' },
        type: { kind: 'text' },
        when: { kind: 'value', attribute: IGNORE_REASON, oneOf: ['other'] },
      }),
    ],
  })
}

type Placed = Annotation & { readonly shape: Shape }
const isPlaced = (a: Annotation): a is Placed => a.shape !== null && a.target.kind === 'frame'
const place = (a: Annotation): string => JSON.stringify(a.target)

/** Objects that lie wholly inside a region nobody was to annotate. */
export function insideIgnored(all: readonly Annotation[], schema: LabelSchema): ItemProblem[] {
  const ignoring = new Set(schema.classes.filter((c) => c.role === 'ignore').map((c) => c.id))
  const regions = all.filter((a) => a.classId !== null && ignoring.has(a.classId) && isPlaced(a)).filter(isPlaced)
  if (regions.length === 0) return []
  const objects = all.filter(isPlaced).filter((a) => !(a.classId && ignoring.has(a.classId)) && !isMeasurement(a.shape))
  const covers = (region: Placed, a: Placed) =>
    (outlineRings(region.shape) !== null || region.shape.kind === 'mask') &&
    place(region) === place(a) &&
    boundsContain(shapeBounds(region.shape), shapeBounds(a.shape)) &&
    liesInside(a.shape, region.shape, 0)
  return objects
    .filter((a) => regions.some((region) => covers(region, a)))
    .map((a) => ({
      annotation: a.id,
      problem: { rule: 'inside-ignored', severity: 'info', text: 'rule.inside-ignored', params: {} },
    }))
}
