// Attributes of CVAT labels: how a task declares them, and what the texts in the file then mean.
// Declared today as elements; CVAT before 1.0 wrote one text, `~select=action:standing,walking` (`@` = not mutable).
import { type AttributeDef, plainAttribute } from '../../../shared/annotation/labelSchema.ts'
import type { AttributeValue } from '../../../shared/annotation/model.ts'
import { isFiniteNumber } from '../guards.ts'
import type { Report } from '../record.ts'
import { child, childText, type XmlNode } from '../voc/xml.ts'

type Declared = { name: string; input: string; values: string[]; mutable: boolean }

export function declaredAttributes(label: XmlNode): AttributeDef[] {
  const taken = new Set<string>()
  return (child(label, 'attributes')?.children ?? []).flatMap((node) => {
    const declared = node.children ? fromElements(node) : fromText(node.text ?? '')
    if (!declared || taken.has(declared.name)) return []
    taken.add(declared.name)
    const { name, mutable } = declared
    return [plainAttribute({ id: name, title: { ko: name, en: name }, type: typeOf(declared), mutable })]
  })
}

function fromElements(node: XmlNode): Declared | null {
  const name = childText(node, 'name')
  if (name === null) return null
  return {
    name,
    input: childText(node, 'input_type') ?? 'text',
    values: (childText(node, 'values') ?? '').split(/\r\n|\r|\n/).map((v) => v.trim()),
    mutable: childText(node, 'mutable')?.toLowerCase() === 'true',
  }
}

function fromText(text: string): Declared | null {
  const found = /^([~@])(\w+)=([^:]+):(.*)$/s.exec(text.trim())
  if (!found) return null
  const [, prefix, input, name, values] = found
  return {
    name: name!.trim(),
    input: input!,
    values: values!.split(',').map((v) => v.trim().replace(/^(["'])(.*)\1$/, '$2')),
    mutable: prefix === '~',
  }
}

function typeOf({ input, values }: Declared): AttributeDef['type'] {
  const options = [...new Set(values.filter((v) => v !== ''))]
  if ((input === 'select' || input === 'radio') && options.length > 0) return { kind: 'choice', options, titles: {} }
  if (input === 'checkbox') return { kind: 'flag' }
  if (input !== 'number') return { kind: 'text' }
  // min;max;step, one a line or in one line.
  const [min, max] = values.flatMap((v) => v.split(/[;,]/)).map((v) => (v.trim() === '' ? Number.NaN : Number(v)))
  return {
    kind: 'number',
    min: isFiniteNumber(min) ? min : null,
    max: isFiniteNumber(max) ? max : null,
    unit: null,
  }
}

/** The text of a file as the kind the task declares; as text when it is something else. */
export function attributeValue(def: AttributeDef | undefined, text: string, report: Report): AttributeValue {
  switch (def?.type.kind) {
    case 'flag': {
      const word = text.toLowerCase()
      if (word === 'true' || word === '1') return true
      if (word === 'false' || word === '0' || word === '') return false
      break
    }
    case 'number': {
      if (text === '') return null
      const n = Number(text)
      if (Number.isFinite(n)) return n
      break
    }
    default:
      return text
  }
  report('cvat-attribute-kind')
  return text
}

export function readAttributes(
  node: XmlNode,
  defs: readonly AttributeDef[],
  report: Report,
): Record<string, AttributeValue> {
  const out = new Map<string, AttributeValue>()
  for (const attribute of node.children ?? []) {
    if (attribute.name !== 'attribute') continue
    const name = attribute.attributes?.['name']
    if (name === undefined || name === '' || out.has(name)) {
      report('cvat-attribute-invalid')
      continue
    }
    out.set(
      name,
      attributeValue(
        defs.find((d) => d.id === name),
        attribute.text ?? '',
        report,
      ),
    )
  }
  return Object.fromEntries(out)
}
