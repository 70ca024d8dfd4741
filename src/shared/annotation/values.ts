// Does a value fit the type of its attribute?
import { type AttributeDef, dateSchema } from './labelSchema.ts'
import type { AttributeValue } from './model.ts'

export type ValueProblem = 'type' | 'range' | 'option'
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

/** Null = the value fits. */
export function valueProblem(v: AttributeValue, type: AttributeDef['type']): ValueProblem | null {
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
