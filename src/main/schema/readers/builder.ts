// What the readers of foreign class lists share: ids, colours, attributes.
import {
  type AllowedShape,
  type AttributeDef,
  allowedShapeSchema,
  type ClassDef,
  EMPTY_SCHEMA,
  type LabelSchema,
  plainAttribute,
  plainClass,
} from '../../../shared/annotation/labelSchema.ts'
import { classColour } from '../../formats/palette.ts'

/** Names of CSS that class lists really use. */
const NAMED: Readonly<Record<string, string>> = {
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  purple: '#800080',
  cyan: '#00ffff',
  magenta: '#ff00ff',
  pink: '#ffc0cb',
  brown: '#a52a2a',
  black: '#000000',
  white: '#ffffff',
  gray: '#808080',
  grey: '#808080',
  darkgreen: '#006400',
  darkblue: '#00008b',
  darkorange: '#ff8c00',
}

/** `#abc`, `#aabbcc`, `#aabbccdd`, `rgb()`, `rgba()` or a name; null for anything else. */
export function readColour(text: string | null | undefined): string | null {
  const colour = text?.trim().toLowerCase() ?? ''
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour)
  if (short)
    return `#${short
      .slice(1)
      .map((h) => h + h)
      .join('')}`
  const long = /^#([0-9a-f]{6})([0-9a-f]{2})?$/.exec(colour)
  if (long) return `#${long[1]}`
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(colour)
  if (rgb)
    return `#${rgb
      .slice(1, 4)
      .map((n) => Math.min(255, Number(n)).toString(16).padStart(2, '0'))
      .join('')}`
  return NAMED[colour] ?? null
}

const both = (name: string) => ({ ko: name, en: name })
const ORDER = allowedShapeSchema.options

/** Classes in the order of the file; one that comes twice gets the shapes of both. */
export class SchemaBuilder {
  readonly #classes = new Map<string, ClassDef>()
  readonly #item = new Map<string, AttributeDef>()
  readonly #object = new Map<string, AttributeDef>()

  class(name: string, shapes: readonly AllowedShape[], change: Partial<ClassDef> & { hint?: string } = {}): void {
    const id = name.trim()
    if (id === '') return
    const { hint, ...given } = change
    const known = this.#classes.get(id)
    const allowed = new Set([...(known?.shapes ?? []), ...shapes])
    const n = this.#classes.size
    this.#classes.set(
      id,
      known
        ? { ...known, ...given, attributes: merged(known.attributes, given.attributes ?? []), shapes: inOrder(allowed) }
        : plainClass({
            id,
            title: both(id),
            colour: classColour(n),
            key: n < 10 ? (n + 1) % 10 : null,
            help: hint ? both(hint) : null,
            ...given,
            shapes: inOrder(allowed),
          }),
    )
  }
  itemAttribute(a: AttributeDef): void {
    if (!this.#item.has(a.id)) this.#item.set(a.id, a)
  }
  objectAttribute(a: AttributeDef): void {
    if (!this.#object.has(a.id)) this.#object.set(a.id, a)
  }
  get isEmpty(): boolean {
    return this.#classes.size === 0 && this.#item.size === 0 && this.#object.size === 0
  }
  schema(): LabelSchema {
    return {
      ...EMPTY_SCHEMA,
      classes: [...this.#classes.values()],
      itemAttributes: [...this.#item.values()],
      objectAttributes: [...this.#object.values()],
    }
  }
}

const inOrder = (shapes: ReadonlySet<AllowedShape>): AllowedShape[] => {
  const all = ORDER.filter((s) => shapes.has(s))
  return all.length > 0 ? all : ['box', 'polygon']
}
const merged = (a: readonly AttributeDef[], b: readonly AttributeDef[]): AttributeDef[] => [
  ...a,
  ...b.filter((d) => !a.some((k) => k.id === d.id)),
]

export const attribute = (
  name: string,
  type: AttributeDef['type'],
  change: Partial<Omit<AttributeDef, 'id' | 'type'>> = {},
): AttributeDef => plainAttribute({ id: name, title: both(name), type, ...change })

/** A choice without options is no choice: such a list becomes text. */
export const oneOf = (options: readonly string[]): AttributeDef['type'] => {
  const real = [...new Set(options.map((o) => o.trim()).filter(Boolean))]
  return real.length > 0 ? { kind: 'choice', options: real, titles: {} } : { kind: 'text' }
}
export const severalOf = (options: readonly string[]): AttributeDef['type'] => {
  const type = oneOf(options)
  return type.kind === 'choice' ? { ...type, kind: 'multi' } : type
}
export const number = (min: unknown, max: unknown): AttributeDef['type'] => {
  const limit = (v: unknown) =>
    v === undefined || v === null || v === '' || !Number.isFinite(Number(v)) ? null : Number(v)
  return { kind: 'number', min: limit(min), max: limit(max), unit: null }
}
