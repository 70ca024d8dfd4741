// The program's own file of a label schema (docs/formats/schema.md).
import { join } from 'node:path'
import { z } from 'zod'
import { type LabelSchema, labelSchemaSchema } from '../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { writeAll, writeFileAtomic } from '../files/atomicWrite.ts'

export const SCHEMA_FORMAT = 'pandok-label-schema'
export const SCHEMA_FORMAT_VERSION = 1

export function writeSchemaFile(schema: LabelSchema, folder: string): string {
  const path = join(folder, `labels-v${schema.version}.json`)
  // Example pictures lie in the project and do not travel with the file.
  const classes = schema.classes.map((c) => ({ ...c, example: null }))
  const body = { format: SCHEMA_FORMAT, formatVersion: SCHEMA_FORMAT_VERSION, schema: { ...schema, classes } }
  writeFileAtomic(path, (fd) => writeAll(fd, Buffer.from(`${JSON.stringify(body, null, 2)}\n`)))
  return path
}

const head = z.object({ format: z.literal(SCHEMA_FORMAT), formatVersion: z.number().int() })
/** How many problems are named; a file with more has one cause. */
const NAMED = 8

/** Null when it is no such file at all. */
export function readSchemaFile(body: unknown): LabelSchema | null {
  const known = head.safeParse(body)
  if (!known.success) return null
  if (known.data.formatVersion > SCHEMA_FORMAT_VERSION)
    throw new PandokError('schema-file-invalid', 'the file was made by a newer version', {
      problem: `formatVersion ${known.data.formatVersion}`,
    })
  const read = z
    .object({ schema: labelSchemaSchema.extend({ version: z.number().int().positive().default(1) }) })
    .safeParse(body)
  if (read.success) return read.data.schema
  const problems = read.error.issues.slice(0, NAMED).map((i) => `${i.path.join('.')}: ${i.message}`)
  throw new PandokError('schema-file-invalid', 'the label schema has mistakes', { problem: problems.join('; ') })
}
