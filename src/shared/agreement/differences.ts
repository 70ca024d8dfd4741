// What two readings differ in, one by one, and the reading that comes of deciding each of them. The two readings stay as they are.
import { z } from 'zod'
import { isRecord } from '../annotation/attributes.ts'
import {
  type Annotation,
  type AttributeValue,
  attributeValueSchema,
  isMeasurement,
  targetSchema,
} from '../annotation/model.ts'
import { type Answer, answered, type Comparison, type Pair, sameAnswer } from './compare.ts'

export const TAKES = ['a', 'b', 'none'] as const
export const takeSchema = z.enum(TAKES)
export type Take = (typeof TAKES)[number]
export const choicesSchema = z.record(z.string().max(300), takeSchema)
export type Choices = z.infer<typeof choicesSchema>

/** `a` and `b` are ids of annotations; null where one of them has none. */
export const differenceSchema = z.object({
  /** The same as long as nobody changes the readings. */
  key: z.string(),
  kind: z.enum(['onlyA', 'onlyB', 'label', 'attributes', 'answer']),
  target: targetSchema,
  a: z.string().nullable(),
  b: z.string().nullable(),
  iou: z.number().nullable(),
  /** Attributes of the pair that differ, or the one that is asked about. */
  attributes: z.array(z.string()),
  /** Of an answer. */
  answers: z.tuple([attributeValueSchema, attributeValueSchema]).nullable(),
})
export type Difference = z.infer<typeof differenceSchema>

const placeOf = ({ target: t }: Pick<Answer, 'target'>): string => (t.kind === 'item' ? '' : t.slot)
const keyOfPair = ({ a, b }: Pair): string => `p:${a.id}:${b.id}`
const keyOfAnswer = (q: Answer): string => `q:${placeOf(q)}:${q.attribute}`

const differs = (p: Pair): boolean => p.a.classId !== p.b.classId || p.attributes.length > 0

export function differencesOf(c: Comparison): Difference[] {
  const alone = (a: Annotation, kind: 'onlyA' | 'onlyB'): Difference => ({
    key: `${kind}:${a.id}`,
    kind,
    target: a.target,
    a: kind === 'onlyA' ? a.id : null,
    b: kind === 'onlyB' ? a.id : null,
    iou: null,
    attributes: [],
    answers: null,
  })
  return [
    ...c.pairs.filter(differs).map(
      (p): Difference => ({
        key: keyOfPair(p),
        kind: p.a.classId === p.b.classId ? 'attributes' : 'label',
        target: p.a.target,
        a: p.a.id,
        b: p.b.id,
        iou: p.iou,
        attributes: [...p.attributes],
        answers: null,
      }),
    ),
    ...c.onlyA.map((a) => alone(a, 'onlyA')),
    ...c.onlyB.map((b) => alone(b, 'onlyB')),
    ...c.answers
      .filter((q) => answered(q) !== 'both' || !sameAnswer(q))
      .map(
        (q): Difference => ({
          key: keyOfAnswer(q),
          kind: 'answer',
          target: q.target,
          a: null,
          b: null,
          iou: null,
          attributes: [q.attribute],
          answers: [q.a, q.b],
        }),
      ),
  ]
}

export type Settled = { readonly annotations: Annotation[]; readonly undecided: number }

/** `newId` gives every annotation of the agreed reading an id of its own. */
export function agreedReading(
  readings: { readonly a: readonly Annotation[]; readonly b: readonly Annotation[] },
  comparison: Comparison,
  choices: Choices,
  newId: () => string,
): Settled {
  const undecided = differencesOf(comparison).filter((d) => choices[d.key] === undefined).length
  const lesions = lesionIds(comparison)
  const drawn: Annotation[] = []
  for (const p of comparison.pairs) {
    const take = choices[keyOfPair(p)] ?? 'a'
    if (take === 'a') drawn.push(p.a)
    else if (take === 'b') drawn.push(lesions.asInA(p.b))
  }
  for (const a of comparison.onlyA) if (choices[`onlyA:${a.id}`] === 'a') drawn.push(a)
  for (const b of comparison.onlyB) if (choices[`onlyB:${b.id}`] === 'b') drawn.push(lesions.asInA(b))
  const own = (a: Annotation, z: number): Annotation => ({ ...a, id: newId(), z, locked: false })
  return { annotations: [...drawn, ...recordsOf(readings, comparison.answers, choices)].map(own), undecided }
}

/** The first reader's records, with what was decided; what neither question nor answer is (notes in words) comes along. */
function recordsOf(
  { a, b }: { readonly a: readonly Annotation[]; readonly b: readonly Annotation[] },
  answers: readonly Answer[],
  choices: Choices,
): Annotation[] {
  const records = new Map<string, Annotation>()
  for (const r of [...b, ...a]) {
    if (!isRecord(r) || isMeasurement(r.shape)) continue
    const known = records.get(placeOf(r))
    records.set(placeOf(r), known ? { ...r, attributes: { ...known.attributes, ...r.attributes } } : r)
  }
  for (const q of answers) {
    const record = records.get(placeOf(q))
    if (!record) continue
    const take = choices[keyOfAnswer(q)] ?? 'a'
    const value: AttributeValue = take === 'none' ? null : q[take]
    const { [q.attribute]: _, ...rest } = record.attributes
    records.set(placeOf(q), {
      ...record,
      attributes: value === null || value === false ? rest : { ...rest, [q.attribute]: value },
    })
  }
  return [...records.values()]
}

const LESION_ID = 'lesion_id'
const lesionOf = (a: Annotation): string | null => {
  const id = a.attributes[LESION_ID]
  return typeof id === 'string' && id !== '' ? id : null
}

/** Two readers count their lesions for themselves: what comes from the second keeps its lesion, but not a number that is taken. */
function lesionIds(c: Comparison): { asInA(b: Annotation): Annotation } {
  const taken = new Set([...c.pairs.map((p) => p.a), ...c.onlyA].flatMap((a) => lesionOf(a) ?? []))
  const known = new Map<string, string>()
  for (const { a, b } of c.pairs) {
    const [one, other] = [lesionOf(a), lesionOf(b)]
    if (one && other && !known.has(other)) known.set(other, one)
  }
  const free = (wanted: string): string => {
    let id = wanted
    for (let n = 1; taken.has(id); n++) id = `L${n}`
    taken.add(id)
    return id
  }
  return {
    asInA(b) {
      const id = lesionOf(b)
      if (id === null) return b
      const as = known.get(id) ?? free(id)
      known.set(id, as)
      return as === id ? b : { ...b, attributes: { ...b.attributes, [LESION_ID]: as } }
    },
  }
}
