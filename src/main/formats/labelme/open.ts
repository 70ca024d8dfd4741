// labelme: one JSON file a picture.
import { basename, dirname, resolve } from 'node:path'
import type { AttributeValue } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readText } from '../decodeText.ts'
import { asPixels, asText, isFields } from '../guards.ts'
import { JsonSplitter } from '../json/splitter.ts'
import type { Fields, ForeignLabel, ImageLabels, LabelFile, Report } from '../record.ts'
import { parseJson } from '../wholeFile.ts'
import { readShape } from './fromLabelme.ts'

const MOST_BYTES = 256 * 2 ** 20
/** Everything of the file but its shapes and its picture, to be written back. */
const LEFT_OUT = new Set(['shapes', 'imageData', 'imageHeight', 'imageWidth'])

export async function readLabelme(path: string): Promise<{ record: Fields; codePage: boolean }> {
  const { text, codePage } = await readText(path, MOST_BYTES)
  // Nesting is bounded before anything walks through it.
  const shape = new JsonSplitter({ wants: () => 'skip' })
  shape.feed(Buffer.from(text))
  shape.finish()
  const record = parseJson(text)
  if (!isFields(record) || !Array.isArray(record['shapes']))
    throw new PandokError('label-file-invalid', 'a labelme file has a list of shapes')
  return { record, codePage }
}

/** The files below one folder are one data set; each is read again for every walk. */
export function openLabelme(root: string, paths: readonly string[]): LabelFile {
  return {
    format: 'labelme',
    name: basename(root),
    folder: paths.length === 1 ? dirname(paths[0]!) : root,
    classes: [],
    attributes: [],
    root: null,
    total: paths.length,
    notes: [],
    async *images(signal) {
      for (const path of paths) {
        if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
        try {
          const { record, codePage } = await readLabelme(path)
          yield labelmeImage(path, record, codePage)
        } catch (error) {
          if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
          yield { path, error }
        }
      }
    },
  }
}

export function labelmeImage(path: string, record: Fields, codePage = false): ImageLabels {
  const shapes: readonly unknown[] = Array.isArray(record['shapes']) ? record['shapes'] : []
  const stated = asText(record['imagePath'])?.replaceAll('\\', '/') ?? null
  const [width, height] = [asPixels(record['imageWidth']), asPixels(record['imageHeight'])]
  const kept = Object.fromEntries(Object.entries(record).filter(([name]) => !LEFT_OUT.has(name)))
  const flags = imageFlags(record)
  return {
    image: {
      name: stated?.replace(/^(\.{0,2}\/)+/, '') ?? basename(path).replace(/\.json$/i, ''),
      path: stated === null ? null : resolve(dirname(path), stated),
      size: width !== null && height !== null ? { width, height } : null,
      foreignId: null,
      extra: kept,
      embedded: asText(record['imageData']) !== null,
    },
    count: shapes.length + (flags ? 1 : 0),
    read: (_grid, report) => {
      if (codePage) report('text-code-page')
      return [...(flags ? [flags] : []), ...shapes.flatMap((s) => readOne(s, report))]
    },
  }
}

function readOne(value: unknown, report: Report): ForeignLabel[] {
  const label = isFields(value) ? readShape(value, report) : null
  if (!isFields(value)) report('label-number-invalid')
  return label ? [label] : []
}

/** Flags of the picture are its attributes. Flags that all say no are only the list that was offered; they stay fields. */
function imageFlags(record: Fields): ForeignLabel | null {
  const flags = record['flags']
  if (!isFields(flags)) return null
  const attributes: Record<string, AttributeValue> = {}
  for (const [name, value] of Object.entries(flags))
    if (typeof value === 'boolean') Object.defineProperty(attributes, name, { value, enumerable: true })
  if (!Object.values(attributes).some((v) => v === true)) return null
  return { classKey: null, shape: null, keypoints: null, attributes, score: null, extra: {} }
}
