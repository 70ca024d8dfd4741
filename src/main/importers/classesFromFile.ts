// The classes of a label file as the label schema of a new project.
import { EMPTY_SCHEMA, type LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { LossTally } from '../formats/losses.ts'
import type { ReadPicture } from '../formats/maskPng/picture.ts'
import { readLabelPicture } from '../formats/maskPng/readPicture.ts'
import type { LabelSource } from '../formats/reader.ts'
import { SchemaPlan } from '../formats/schemaPlan.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import { withCocoTemplates } from '../schema/readers/coco.ts'
import { schemaFromFile } from '../schema/schemaFromFile.ts'
import { findLabelSources } from './labelSources.ts'

/** Shapes do not depend on the size of a picture; this one is never seen. */
const ANY_GRID = { width: 1, height: 1 }

/** A class list of its own (schema/schemaFromFile.ts), else the classes of labels: COCO JSON, VOC XML or folder, YOLO data.yaml / obj.names / classes.txt or folder. */
export async function classesFromFile(
  path: string,
  { pool, signal }: { pool?: Pick<PixelPool, 'labelPicture'>; signal?: AbortSignal } = {},
): Promise<LabelSchema> {
  const list = await schemaFromFile(path, signal)
  if (list) return list
  const pictures: ReadPicture = pool ? (file) => pool.labelPicture(file, { signal }) : readLabelPicture
  const { sources, refused, close } = await findLabelSources([path], 'auto', signal)
  try {
    let schema = EMPTY_SCHEMA
    for (const source of sources) schema = (await planOf(source, pictures, signal)).apply(schema).schema
    if (schema.classes.length > 0) return withCocoTemplates(schema)
    throw refused[0]?.error ?? new PandokError('label-file-invalid', 'the file names no classes')
  } finally {
    await close()
  }
}

async function planOf(source: LabelSource, pictures: ReadPicture, signal?: AbortSignal): Promise<SchemaPlan> {
  const file = await source.open({
    knownClass: () => null,
    losses: new LossTally(),
    signal,
    pictures,
  })
  const plan = new SchemaPlan(file.format)
  plan.list(file.classes)
  // Which shapes and attributes the classes need is only in the labels.
  for await (const entry of file.images(signal)) {
    if ('error' in entry) continue
    for (const label of entry.read(entry.image.size ?? ANY_GRID, () => {})) plan.note(label)
  }
  plan.list(file.classes)
  return plan
}
