// labelme: labels.txt, flags.txt, and the labels seen in its JSON files.
import { basename } from 'node:path'
import { z } from 'zod'
import type { AllowedShape, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { attribute, SchemaBuilder } from './builder.ts'

const SHAPES: Readonly<Record<string, AllowedShape>> = {
  rectangle: 'box',
  polygon: 'polygon',
  circle: 'ellipse',
  line: 'polyline',
  linestrip: 'polyline',
  point: 'point',
  points: 'point',
  mask: 'mask',
  oriented_rectangle: 'oriented',
}
const flags = z.record(z.string(), z.unknown()).nullish()
const fileSchema = z.looseObject({
  flags,
  shapes: z.array(z.looseObject({ label: z.coerce.string(), shape_type: z.string().nullish(), flags })),
})

const IGNORE = '__ignore__'
const BACKGROUND = '_background_'

/** Null when the text is no labelme list: these have one of its two special names, or the name of its flags file. */
export function readLabelmeList(path: string, text: string): LabelSchema | null {
  const lines = text
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter(Boolean)
  const builder = new SchemaBuilder()
  if (/^flags\.txt$/i.test(basename(path))) {
    for (const name of lines) if (name !== IGNORE) builder.itemAttribute(attribute(name, { kind: 'flag' }))
    return builder.isEmpty ? null : builder.schema()
  }
  if (!lines.includes(IGNORE) && !lines.includes(BACKGROUND)) return null
  for (const name of lines) {
    if (name === BACKGROUND) continue
    builder.class(
      name,
      ['box', 'polygon', 'polyline', 'point', 'mask', 'ellipse'],
      name === IGNORE ? { role: 'ignore' } : {},
    )
  }
  return builder.isEmpty ? null : builder.schema()
}

/** Adds what one file shows; false when it is none of labelme's. */
export function noteLabelmeFile(builder: SchemaBuilder, body: unknown): boolean {
  const read = fileSchema.safeParse(body)
  if (!read.success) return false
  for (const name of Object.keys(read.data.flags ?? {})) builder.itemAttribute(attribute(name, { kind: 'flag' }))
  for (const s of read.data.shapes)
    builder.class(s.label, [SHAPES[s.shape_type ?? 'polygon'] ?? 'polygon'], {
      attributes: Object.keys(s.flags ?? {}).map((name) => attribute(name, { kind: 'flag' })),
    })
  return true
}
