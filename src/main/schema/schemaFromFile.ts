// Class lists of other programs that are not labels: our own file, CVAT's constructor and XML head, labelme's lists and
// files, Label Studio's configuration. Null = none of these; the label formats are asked next.
import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { readTextFile } from '../formats/decodeText.ts'
import { fileError } from '../formats/fileError.ts'
import { sniffJson } from '../formats/sniff.ts'
import { readXmlFile } from '../formats/voc/open.ts'
import { SchemaBuilder } from './readers/builder.ts'
import { readCvatLabels, readCvatXml } from './readers/cvat.ts'
import { noteLabelmeFile, readLabelmeList } from './readers/labelme.ts'
import { readLabelStudio } from './readers/labelStudio.ts'
import { readSchemaFile } from './schemaFile.ts'

/** labelme files of one folder that are looked at. */
const MOST_FILES = 20_000

const READERS: Readonly<Record<string, (path: string) => Promise<LabelSchema | null>>> = {
  '.json': readJson,
  '.xml': async (path) => {
    const root = await readXmlFile(path)
    return readLabelStudio(root) ?? readCvatXml(root)
  },
  '.txt': async (path) => readLabelmeList(path, await readTextFile(path)),
}

export async function schemaFromFile(path: string, signal?: AbortSignal): Promise<LabelSchema | null> {
  const facts = await stat(path).catch(fileError)
  if (facts.isDirectory()) return readLabelmeFolder(path, signal)
  return (await READERS[extname(path).toLowerCase()]?.(path)) ?? null
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new PandokError('label-file-invalid', 'the file is not JSON')
  }
}

async function readJson(path: string): Promise<LabelSchema | null> {
  const format = await sniffJson(path)
  if (format === 'labelme') {
    const builder = new SchemaBuilder()
    return noteLabelmeFile(builder, parse(await readTextFile(path))) && !builder.isEmpty ? builder.schema() : null
  }
  if (format !== 'unknown') return null
  const body = parse(await readTextFile(path))
  return readSchemaFile(body) ?? readCvatLabels(body)
}

async function readLabelmeFolder(folder: string, signal?: AbortSignal): Promise<LabelSchema | null> {
  const names = (await readdir(folder).catch(fileError)).filter((n) => extname(n).toLowerCase() === '.json').sort()
  const [first] = names
  if (first === undefined || (await sniffJson(join(folder, first)).catch(() => null)) !== 'labelme') return null
  const builder = new SchemaBuilder()
  for (const name of names.slice(0, MOST_FILES)) {
    signal?.throwIfAborted()
    const text = await readTextFile(join(folder, name)).catch(() => null)
    // One broken file does not hide the classes of the others.
    if (text !== null) noteLabelmeFile(builder, safely(text))
  }
  return builder.isEmpty ? null : builder.schema()
}

const safely = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
