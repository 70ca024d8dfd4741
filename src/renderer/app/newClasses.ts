// A label schema from a typed list of names.
import { freeColour } from '../../shared/annotation/freeColour.ts'
import {
  type AllowedShape,
  type ClassDef,
  EMPTY_SCHEMA,
  type LabelSchema,
  plainClass,
} from '../../shared/annotation/labelSchema.ts'

/** Okabe-Ito and Tol hues, apart for people who do not tell red from green, light enough for a dark surround. */
export const PALETTE = [
  '#4fb6ff',
  '#ffb454',
  '#57cf97',
  '#d68cff',
  '#ffe066',
  '#ff7f8f',
  '#5ad1d6',
  '#b8a1ff',
  '#c9e265',
  '#ff9ed2',
] as const
export const paletteColour = (n: number): string => PALETTE[n % PALETTE.length] ?? PALETTE[0]

/** The first digit no class has. */
export const freeKey = (taken: ReadonlySet<number | null>): number | null =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].find((k) => !taken.has(k)) ?? null

/** Everything but a skeleton, which needs a template first. */
export const DEFAULT_SHAPES: readonly AllowedShape[] = [
  'box',
  'polygon',
  'polyline',
  'point',
  'mask',
  'oriented',
  'ellipse',
  'tag',
]

/** The name itself where it is free, else with a number: `knife`, `knife-2`. Names are shown, ids are stable. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const base = name.trim().replace(/\s+/g, '-') || 'class'
  if (!taken.has(base)) return base
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

export function makeClass(name: string, existing: readonly ClassDef[]): ClassDef {
  return plainClass({
    id: freeId(name, new Set(existing.map((c) => c.id))),
    title: { ko: name.trim(), en: name.trim() },
    colour: freeColour(
      PALETTE,
      existing.length,
      existing.map((c) => c.colour),
    ),
    shapes: [...DEFAULT_SHAPES],
    key: freeKey(new Set(existing.map((c) => c.key))),
  })
}

/** One name per line (or separated by commas); empty lines and repeats are left out. */
export function schemaFromNames(text: string): LabelSchema | null {
  const names = [...new Set(text.split(/[\n,]/).map((s) => s.trim()))].filter(Boolean)
  if (names.length === 0) return null
  const classes: ClassDef[] = []
  for (const name of names) classes.push(makeClass(name, classes))
  return { ...EMPTY_SCHEMA, classes }
}
