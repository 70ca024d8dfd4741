// What the label schema must become to take in the classes, shapes and attributes that a label file brings. Pure.
import { freeColour } from '../../shared/annotation/freeColour.ts'
import {
  type AllowedShape,
  type AttributeDef,
  allowedShapeSchema,
  type ClassDef,
  type LabelSchema,
  plainAttribute,
  plainClass,
} from '../../shared/annotation/labelSchema.ts'
import type { AttributeValue } from '../../shared/annotation/model.ts'
import { shapeUse } from '../../shared/geometry/shapes.ts'
import { CLASS_COLOURS } from './palette.ts'
import type { Fields, ForeignClass, ForeignLabel, LabelFormat } from './record.ts'

type AttributeKind = AttributeDef['type']['kind']
type Seen = {
  count: number
  shapes: Set<AllowedShape>
  attributes: Map<string, Set<AttributeKind>>
  extra: Fields | null
  name: string
  stated: Stated
}
/** What a class list may say beside the name. */
type Stated = Pick<ForeignClass, 'skeleton' | 'code' | 'colour' | 'attributes'>

/** Class key of one file -> class id of the project. */
export type ClassIds = ReadonlyMap<string, string>

export class SchemaPlan {
  readonly #format: LabelFormat
  readonly #seen = new Map<string, Seen>()
  readonly #declared = new Map<string, AttributeDef>()
  /** Attributes that labels of whole images without a class carry. */
  readonly #ofItem = new Map<string, Set<AttributeKind>>()
  #declares = false

  constructor(format: LabelFormat) {
    this.#format = format
  }

  /** The file's class list, in its order; also classes that nothing uses, so that they go out again. */
  list(classes: readonly ForeignClass[]): void {
    for (const c of classes) {
      const seen = this.#entry(c.key)
      seen.extra = c.extra
      seen.name = c.name
      seen.stated = c
    }
  }

  /** Attributes whose kind and values the file tells, whatever has them. */
  declare(attributes: readonly AttributeDef[]): void {
    this.#declares = true
    for (const attribute of attributes) this.#declared.set(attribute.id, attribute)
  }

  note(label: ForeignLabel): void {
    if (label.classKey === null) {
      if (label.shape === null) noteKinds(this.#ofItem, label.attributes)
      return
    }
    const seen = this.#entry(label.classKey)
    seen.count++
    seen.shapes.add(shapeUse({ shape: label.shape, keypoints: label.keypoints ? [...label.keypoints] : null }))
    noteKinds(seen.attributes, label.attributes)
  }

  #entry(key: string): Seen {
    let seen = this.#seen.get(key)
    if (!seen) {
      seen = { count: 0, shapes: new Set(), attributes: new Map(), extra: null, name: key, stated: {} }
      this.#seen.set(key, seen)
    }
    return seen
  }

  counts(schema: LabelSchema): { name: string; count: number; known: boolean }[] {
    return [...this.#seen].map(([key, { name, count }]) => ({
      name,
      count,
      known: findClass(schema, key, name) !== null,
    }))
  }

  /** The next schema (the same object when nothing is missing) and where each class of the file went. */
  apply(schema: LabelSchema): { schema: LabelSchema; ids: ClassIds } {
    const classes = [...schema.classes]
    const ids = new Map<string, string>()
    let changed = false
    for (const [key, seen] of this.#seen) {
      const known = findClass({ ...schema, classes }, key, seen.name)
      if (known) {
        ids.set(key, known.id)
        const wider = this.#widen(known, seen)
        if (wider !== known) {
          classes[classes.findIndex((c) => c.id === known.id)] = wider
          changed = true
        }
      } else {
        classes.push(this.#newClass(key, seen, classes))
        ids.set(key, key)
        changed = true
      }
    }
    const ofItem = this.#declares ? [...this.#ofItem] : []
    const wanted = ofItem.map(([name, kinds]) => this.#declared.get(name) ?? newAttribute(name, kinds))
    const itemAttributes = mergeAttributes(schema.itemAttributes, wanted)
    changed ||= itemAttributes !== schema.itemAttributes
    return { schema: changed ? { ...schema, classes, itemAttributes: [...itemAttributes] } : schema, ids }
  }

  #newClass(key: string, seen: Seen, before: readonly ClassDef[]): ClassDef {
    const taken = new Set(before.map((c) => c.key))
    return plainClass({
      id: key,
      title: { ko: seen.name, en: seen.name },
      colour:
        seen.stated.colour ??
        freeColour(
          CLASS_COLOURS,
          before.length,
          before.map((c) => c.colour),
        ),
      code: seen.stated.code ?? null,
      skeleton: seen.stated.skeleton ?? null,
      // A class nobody has used yet may become anything the file format can say.
      shapes: seen.shapes.size > 0 ? sortShapes(seen.shapes) : seen.stated.skeleton ? ['skeleton'] : ['box', 'polygon'],
      attributes: this.#attributesOf(seen),
      key: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].find((digit) => !taken.has(digit)) ?? null,
      extra: seen.extra ? { [this.#format]: seen.extra } : {},
    })
  }

  /** Declared by the class first, then those that its labels have. */
  #attributesOf(seen: Seen): AttributeDef[] {
    const stated = seen.stated.attributes ?? []
    const others = [...seen.attributes].filter(([name]) => !stated.some((a) => a.id === name))
    return [...stated, ...others.map(([name, kinds]) => this.#declared.get(name) ?? newAttribute(name, kinds))]
  }

  #widen(known: ClassDef, seen: Seen): ClassDef {
    const shapes = new Set([...known.shapes, ...seen.shapes])
    const attributes = mergeAttributes(known.attributes, this.#attributesOf(seen))
    const skeleton = known.skeleton ?? seen.stated.skeleton ?? null
    const code = known.code ?? seen.stated.code ?? null
    const asBefore = attributes === known.attributes && skeleton === known.skeleton && code === known.code
    const addExtra = seen.extra !== null && !(this.#format in known.extra)
    if (shapes.size === known.shapes.length && asBefore && !addExtra) return known
    return {
      ...known,
      code,
      shapes: sortShapes(shapes),
      attributes: [...attributes],
      skeleton,
      extra: addExtra ? { ...known.extra, [this.#format]: seen.extra } : known.extra,
    }
  }
}

/** The same list when nothing is missing; a choice that knows fewer options gets the others. */
function mergeAttributes(known: readonly AttributeDef[], wanted: readonly AttributeDef[]): readonly AttributeDef[] {
  const out = [...known]
  let changed = false
  for (const attribute of wanted) {
    const at = out.findIndex((a) => a.id === attribute.id)
    const there = out[at]
    const next = there ? withOptionsOf(there, attribute) : attribute
    if (next === there) continue
    changed = true
    if (there) out[at] = next
    else out.push(next)
  }
  return changed ? out : known
}

function withOptionsOf(known: AttributeDef, other: AttributeDef): AttributeDef {
  const [a, b] = [known.type, other.type]
  if ((a.kind !== 'choice' && a.kind !== 'multi') || (b.kind !== 'choice' && b.kind !== 'multi')) return known
  const options = [...new Set([...a.options, ...b.options])]
  return options.length === a.options.length ? known : { ...known, type: { ...a, options } }
}

const ORDER: readonly AllowedShape[] = allowedShapeSchema.options
const sortShapes = (shapes: ReadonlySet<AllowedShape>): AllowedShape[] => ORDER.filter((s) => shapes.has(s))

/** The same id, else the same name in either language. */
function findClass(schema: LabelSchema, key: string, name: string): ClassDef | null {
  const byId = schema.classes.find((c) => c.id === key)
  if (byId) return byId
  // A second class of the same name in one file carries its number in the key and is a class of its own.
  if (key !== name) return null
  return schema.classes.find((c) => c.title.en === name || c.title.ko === name) ?? null
}

const kindOf = (value: AttributeValue): AttributeKind | null =>
  value === null
    ? null
    : typeof value === 'boolean'
      ? 'flag'
      : typeof value === 'number'
        ? 'number'
        : Array.isArray(value)
          ? 'multi'
          : 'text'

function noteKinds(into: Map<string, Set<AttributeKind>>, attributes: ForeignLabel['attributes']): void {
  for (const [name, value] of Object.entries(attributes)) {
    const kinds = into.get(name) ?? new Set<AttributeKind>()
    into.set(name, kinds)
    const kind = kindOf(value)
    if (kind) kinds.add(kind)
  }
}

/** Values of several kinds under one name can only be text together. */
function newAttribute(name: string, kinds: ReadonlySet<AttributeKind>): AttributeDef {
  const [only] = kinds
  const kind = kinds.size === 1 && only !== undefined ? only : 'text'
  const type: AttributeDef['type'] =
    kind === 'flag' ? { kind } : kind === 'number' ? { kind, min: null, max: null, unit: null } : { kind: 'text' }
  return plainAttribute({ id: name, title: { ko: name, en: name }, type })
}
