// Two readings of one item against each other. Drawn things are paired by where they lie, whatever they are called; labels are
// compared afterwards. Attributes of item and slot, and labels without a region, are answers and are compared as such.
import { definitionsOf, isEmptyValue, isRecord } from '../annotation/attributes.ts'
import type { AttributeDef, LabelSchema } from '../annotation/labelSchema.ts'
import { type Annotation, type AttributeValue, isMeasurement, type Target } from '../annotation/model.ts'
import { assign, type Candidate } from './assign.ts'
import { likeness, mayBeAlike, type Thing, thingOf } from './likeness.ts'

/** The same thing in both readings. `iou` is null for labels without a region. */
export type Pair = {
  readonly a: Annotation
  readonly b: Annotation
  readonly iou: number | null
  /** Attributes with different values. */
  readonly attributes: readonly string[]
}
/** One question about the item or a slot; null = not answered. */
export type Answer = {
  readonly target: Target
  readonly attribute: string
  readonly kind: AttributeDef['type']['kind']
  readonly a: AttributeValue
  readonly b: AttributeValue
}
export type Comparison = {
  readonly pairs: readonly Pair[]
  readonly onlyA: readonly Annotation[]
  readonly onlyB: readonly Annotation[]
  readonly answers: readonly Answer[]
}

export type CompareOptions = {
  /** Least likeness of a pair. */
  readonly threshold: number
  readonly schema: LabelSchema
  /** Of the picture in a slot, in pixels. */
  readonly diagonal: (slot: string) => number
}

/** Notes in words are not compared: two people never write the same. */
const COMPARED: ReadonlySet<string> = new Set(['choice', 'multi', 'flag', 'date', 'number'])
/** Where two things lie equally well, the one with the same label is taken. */
const SAME_LABEL = 1e-6

export function compareReadings(a: readonly Annotation[], b: readonly Annotation[], o: CompareOptions): Comparison {
  const out = { pairs: [] as Pair[], onlyA: [] as Annotation[], onlyB: [] as Annotation[], answers: [] as Answer[] }
  const [left, right] = [partsOf(a), partsOf(b)]
  for (const [place, [mine, theirs]] of together(left.drawn, right.drawn)) pairDrawn(place, mine, theirs, o, out)
  for (const [, [mine, theirs]] of together(left.tags, right.tags)) pairTags(mine, theirs, o.schema, out)
  for (const [, [mine, theirs]] of together(left.records, right.records))
    out.answers.push(...answersOf(mine[0], theirs[0], o.schema))
  return out
}

type Parts = Record<'drawn' | 'tags' | 'records', Map<string, Annotation[]>>

/** By place, in an order that does not depend on that of the reading. */
function partsOf(all: readonly Annotation[]): Parts {
  const parts: Parts = { drawn: new Map(), tags: new Map(), records: new Map() }
  const sorted = all.length < 2 ? all : [...all].sort((p, q) => (p.id < q.id ? -1 : 1))
  for (const a of sorted) {
    if (isMeasurement(a.shape)) continue
    const part = a.shape !== null ? parts.drawn : isRecord(a) ? parts.records : parts.tags
    const place = placeOf(a.target)
    const list = part.get(place)
    if (list) list.push(a)
    else part.set(place, [a])
  }
  return parts
}
const placeOf = (t: Target): string =>
  t.kind === 'item' ? '' : t.kind === 'slot' ? t.slot : `${t.slot}\u0001${t.frame}`

function* together<T>(a: ReadonlyMap<string, T[]>, b: ReadonlyMap<string, T[]>): Generator<[string, [T[], T[]]]> {
  for (const key of new Set([...a.keys(), ...b.keys()])) yield [key, [a.get(key) ?? [], b.get(key) ?? []]]
}

type Out = { pairs: Pair[]; onlyA: Annotation[]; onlyB: Annotation[] }

function pairDrawn(
  place: string,
  a: readonly Annotation[],
  b: readonly Annotation[],
  { threshold, schema, diagonal }: CompareOptions,
  out: Out,
): void {
  const [left, right] = [a.flatMap((x) => thingOf(x) ?? []), b.flatMap((x) => thingOf(x) ?? [])]
  const found = new Map<string, number>()
  const candidates: Candidate[] = []
  const scale = diagonal(place.split('\u0001')[0] ?? '')
  for (const [i, j] of nearPairs(left, right, scale)) {
    const alike = likeness(left[i]!, right[j]!, scale)
    if (alike <= 0 || alike < threshold) continue
    const same = left[i]!.annotation.classId === right[j]!.annotation.classId
    found.set(`${i} ${j}`, alike)
    candidates.push({ a: i, b: j, weight: alike + (same ? SAME_LABEL : 0) })
  }
  const [doneA, doneB] = [new Set<number>(), new Set<number>()]
  for (const { a: i, b: j } of assign(candidates)) {
    doneA.add(i)
    doneB.add(j)
    out.pairs.push(pairOf(left[i]!.annotation, right[j]!.annotation, found.get(`${i} ${j}`) ?? 0, schema))
  }
  out.onlyA.push(...left.flatMap((t, i) => (doneA.has(i) ? [] : [t.annotation])))
  out.onlyB.push(...right.flatMap((t, j) => (doneB.has(j) ? [] : [t.annotation])))
}

/** Index pairs whose bounds come near each other; the right side is walked in order of its left edges. */
function* nearPairs(left: readonly Thing[], right: readonly Thing[], diagonal: number): Generator<[number, number]> {
  if (left.length * right.length <= 256) {
    for (let i = 0; i < left.length; i++)
      for (let j = 0; j < right.length; j++) if (mayBeAlike(left[i]!, right[j]!, diagonal)) yield [i, j]
    return
  }
  const order = right.map((_, j) => j).sort((p, q) => right[p]!.bounds.x - right[q]!.bounds.x)
  const reach = right.reduce((most, t) => Math.max(most, t.bounds.width, t.bounds.height), 0)
  for (let i = 0; i < left.length; i++) {
    const { x, width, height } = left[i]!.bounds
    const spare = reach + Math.max(width, height) + diagonal * 0.02 + 1
    for (let k = lowerBound(order, right, x - spare); k < order.length; k++) {
      const j = order[k]!
      if (right[j]!.bounds.x > x + width + spare) break
      if (mayBeAlike(left[i]!, right[j]!, diagonal)) yield [i, j]
    }
  }
}

function lowerBound(order: readonly number[], things: readonly Thing[], x: number): number {
  let [from, to] = [0, order.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (things[order[middle]!]!.bounds.x < x) from = middle + 1
    else to = middle
  }
  return from
}

/** Labels of the picture as a whole: equal ones first, then whatever is left over against each other. */
function pairTags(a: readonly Annotation[], b: readonly Annotation[], schema: LabelSchema, out: Out): void {
  const left = [...a].sort(byClass)
  const right = [...b].sort(byClass)
  const rest = left.filter((tag) => {
    const same = right.findIndex((other) => other.classId === tag.classId)
    if (same < 0) return true
    out.pairs.push(pairOf(tag, right.splice(same, 1)[0]!, null, schema))
    return false
  })
  rest.forEach((tag, i) => {
    const other = right[i]
    if (other) out.pairs.push(pairOf(tag, other, null, schema))
    else out.onlyA.push(tag)
  })
  out.onlyB.push(...right.slice(rest.length))
}
const byClass = (p: Annotation, q: Annotation): number => ((p.classId ?? '') < (q.classId ?? '') ? -1 : 1)

function pairOf(a: Annotation, b: Annotation, iou: number | null, schema: LabelSchema): Pair {
  if (a.classId !== b.classId) return { a, b, iou, attributes: [] }
  const different = (definitionsOf(a, schema) ?? []).filter(
    (d) => COMPARED.has(d.type.kind) && keyOf(given(a, d)) !== keyOf(given(b, d)),
  )
  return { a, b, iou, attributes: different.map((d) => d.id) }
}

function answersOf(a: Annotation | undefined, b: Annotation | undefined, schema: LabelSchema): Answer[] {
  const one = a ?? b
  if (!one) return []
  return (definitionsOf(one, schema) ?? []).flatMap((d): Answer[] => {
    if (!COMPARED.has(d.type.kind)) return []
    const [mine, theirs] = [a ? given(a, d) : blank(d), b ? given(b, d) : blank(d)]
    // A flag that nobody has set is no answer.
    if (d.type.kind === 'flag' ? !mine && !theirs : mine === null && theirs === null) return []
    return [{ target: one.target, attribute: d.id, kind: d.type.kind, a: mine, b: theirs }]
  })
}

const blank = (d: AttributeDef): AttributeValue => (d.type.kind === 'flag' ? false : null)
/** An empty value is none; a flag that is not set is off. */
function given(a: Annotation, d: AttributeDef): AttributeValue {
  const value = a.attributes[d.id]
  return value === undefined || isEmptyValue(value) ? blank(d) : value
}

/** Order of a list of answers does not matter. */
export const keyOf = (v: AttributeValue): string => (Array.isArray(v) ? [...v].sort().join(' + ') : String(v ?? ''))
export const sameAnswer = ({ a, b }: Pick<Answer, 'a' | 'b'>): boolean => keyOf(a) === keyOf(b)
export const answered = ({ a, b }: Pick<Answer, 'a' | 'b'>): 'both' | 'a' | 'b' =>
  a === null ? 'b' : b === null ? 'a' : 'both'
