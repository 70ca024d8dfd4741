// Adds comparisons up: the counts of the command line and of the page. What they mean is in docs/agreement.md.
import { answered, type Comparison, keyOf, sameAnswer } from './compare.ts'
import { type Counting, countPair, kappaOfAnswer, kappaOver } from './kappa.ts'

export type ItemCounts = {
  readonly matched: number
  readonly onlyA: number
  readonly onlyB: number
  /** Pairs with different labels, and questions with different answers. */
  readonly labelMismatch: number
  /** Pairs of one class with different attributes. */
  readonly attributeMismatch: number
  readonly meanIou: number | null
  /** Nothing differs. */
  readonly agreed: boolean
}
export type ClassCounts = {
  readonly class: string
  /** Both say so. */
  readonly matched: number
  readonly onlyA: number
  readonly onlyB: number
  /** One says so, the other says something else of the same thing. */
  readonly labelMismatch: number
  /** matched / (matched + onlyA + onlyB + labelMismatch). */
  readonly agreement: number
  readonly meanIou: number | null
  /** This label against all others of its question. */
  readonly kappa: number | null
}
/** `a` or `b` is null where only the other one marked something. */
export type MatrixCell = { readonly a: string | null; readonly b: string | null; readonly count: number }

const mean = (sum: number, n: number): number | null => (n === 0 ? null : sum / n)

export function countsOf(c: Comparison): ItemCounts {
  let [matched, onlyA, onlyB, labelMismatch, attributeMismatch] = [0, c.onlyA.length, c.onlyB.length, 0, 0]
  let [sum, drawn] = [0, 0]
  for (const { a, b, iou, attributes } of c.pairs) {
    matched++
    if (a.classId !== b.classId) labelMismatch++
    else if (attributes.length > 0) attributeMismatch++
    if (iou !== null) {
      sum += iou
      drawn++
    }
  }
  for (const answer of c.answers) {
    const who = answered(answer)
    if (who === 'a') onlyA++
    else if (who === 'b') onlyB++
    else {
      matched++
      if (!sameAnswer(answer)) labelMismatch++
    }
  }
  const agreed = onlyA + onlyB + labelMismatch + attributeMismatch === 0
  return { matched, onlyA, onlyB, labelMismatch, attributeMismatch, meanIou: mean(sum, drawn), agreed }
}

/** What has no class yet is a label of its own. */
export const NO_CLASS = '(none)'
const NOBODY = '\u0001'
type PerClass = { matched: number; onlyA: number; onlyB: number; labelMismatch: number; sum: number; drawn: number }
/** `rated`: answered by both it counts for kappa. A flag is set or not answered: its table has no "neither". */
type Question = { readonly table: Counting; readonly classes: Map<string, PerClass>; readonly rated: boolean }

export class AgreementTally {
  /** Drawn things and labels of pictures are one question, each attribute of item or slot is one. */
  readonly #questions = new Map<string, Question>()
  items = 0
  agreed = 0
  matched = 0
  onlyA = 0
  onlyB = 0
  labelMismatch = 0
  attributeMismatch = 0
  #sum = 0
  #drawn = 0

  add(c: Comparison): ItemCounts {
    const counts = countsOf(c)
    this.items++
    if (counts.agreed) this.agreed++
    this.matched += counts.matched
    this.onlyA += counts.onlyA
    this.onlyB += counts.onlyB
    this.labelMismatch += counts.labelMismatch
    this.attributeMismatch += counts.attributeMismatch
    for (const { a, b, iou } of c.pairs) {
      if (iou !== null) {
        this.#sum += iou
        this.#drawn++
      }
      this.#pair(iou === null ? 'tag' : CLASS, a.classId ?? NO_CLASS, b.classId ?? NO_CLASS, iou)
    }
    for (const a of c.onlyA) this.#pair(a.shape ? CLASS : 'tag', a.classId ?? NO_CLASS, NOBODY, null)
    for (const b of c.onlyB) this.#pair(b.shape ? CLASS : 'tag', NOBODY, b.classId ?? NO_CLASS, null)
    for (const answer of c.answers) {
      const who = answered(answer)
      const question = `${answer.target.kind}:${answer.attribute}`
      const name = (v: typeof answer.a) => `${question}=${keyOf(v)}`
      const [a, b] = [who === 'b' ? NOBODY : name(answer.a), who === 'a' ? NOBODY : name(answer.b)]
      this.#pair(question, a, b, null, answer.kind !== 'flag')
    }
    return counts
  }

  #pair(question: string, a: string, b: string, iou: number | null, rated = true): void {
    const q = this.#questions.get(question) ?? { table: new Map(), classes: new Map(), rated }
    this.#questions.set(question, q)
    countPair(q.table, a, b)
    const of = (name: string): PerClass => {
      const known = q.classes.get(name) ?? { matched: 0, onlyA: 0, onlyB: 0, labelMismatch: 0, sum: 0, drawn: 0 }
      q.classes.set(name, known)
      return known
    }
    if (a === NOBODY) of(b).onlyB++
    else if (b === NOBODY) of(a).onlyA++
    else if (a !== b) {
      of(a).labelMismatch++
      of(b).labelMismatch++
    } else {
      const own = of(a)
      own.matched++
      if (iou !== null) {
        own.sum += iou
        own.drawn++
      }
    }
  }

  get meanIou(): number | null {
    return mean(this.#sum, this.#drawn)
  }

  /** What only one of them marked was not rated twice and is no unit of kappa. */
  get kappa(): number | null {
    return kappaOver([...this.#questions.values()].map(ratedTwice))
  }

  /** Everything that is the same in both, of everything that one of them said. */
  get agreement(): number | null {
    const all = this.matched + this.onlyA + this.onlyB
    return all === 0 ? null : (this.matched - this.labelMismatch - this.attributeMismatch) / all
  }

  /** Drawn classes first, most frequent first. */
  perClass(): ClassCounts[] {
    return [...this.#questions].flatMap(([, q]) => {
      const rated = ratedTwice(q)
      return [...q.classes]
        .map(([name, c]): ClassCounts => {
          const { sum, drawn, ...counts } = c
          const all = c.matched + c.onlyA + c.onlyB + c.labelMismatch
          const kappa = kappaOfAnswer(rated, name)
          return { class: name, ...counts, agreement: c.matched / all, meanIou: mean(sum, drawn), kappa }
        })
        .sort((p, q2) => sizeOf(q2) - sizeOf(p) || (p.class < q2.class ? -1 : 1))
    })
  }

  /** Cells of the confusion matrix of one question. */
  matrix(question: string): MatrixCell[] {
    const who = (name: string) => (name === NOBODY ? null : name)
    return [...(this.#questions.get(question)?.table ?? [])].flatMap(([a, row]) =>
      [...row].map(([b, count]) => ({ a: who(a), b: who(b), count })),
    )
  }

  questions(): string[] {
    return [...this.#questions.keys()]
  }
}

/** The question which class a drawn thing has. */
export const CLASS = 'class'

const sizeOf = (c: ClassCounts): number => c.matched + c.onlyA + c.onlyB + c.labelMismatch

function ratedTwice({ table, rated }: Question): Counting {
  const out: Counting = new Map()
  for (const [a, row] of rated ? table : [])
    for (const [b, n] of row) if (a !== NOBODY && b !== NOBODY) countPair(out, a, b, n)
  return out
}
