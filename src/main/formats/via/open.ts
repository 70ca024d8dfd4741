// VGG Image Annotator: the saved project, its annotations as JSON, or as CSV with JSON in the cells.
import { basename, dirname, join } from 'node:path'
import { type AttributeDef, plainAttribute } from '../../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readCsv } from '../csv/table.ts'
import { readText } from '../decodeText.ts'
import { asText, isEmpty, isFields } from '../guards.ts'
import { eachFile, type OpenSetting } from '../reader.ts'
import type { Fields, ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { imagesOf, parseJson } from '../wholeFile.ts'
import { attributesOf, readRegion } from './regions.ts'

type Picture = { name: string; fileAttributes: unknown; regions: unknown[] }

export const viaReader = eachFile('via', openVia)

export async function openVia(path: string, { losses }: Pick<OpenSetting, 'losses'>): Promise<LabelFile> {
  const { text, codePage } = await readText(path)
  if (codePage) losses.add('text-code-page', basename(path))
  const root = /\.[ct]sv$/i.test(path) ? null : parseJson(text)
  const pictures = root === null ? fromCsv(text) : fromJson(root)
  const questions = isFields(root) && isFields(root['_via_attributes']) ? root['_via_attributes'] : {}
  const classAttribute = classAttributeOf(pictures, questions['region'])
  return {
    format: 'via',
    name: basename(path),
    folder: dirname(path),
    classes: [],
    attributes: declared(questions['region'], classAttribute),
    root: null,
    total: pictures.length,
    notes: [],
    images: imagesOf(pictures.map((picture) => imageLabels(path, picture, classAttribute))),
  }
}

/** A project holds the pictures in a table of its own; a list of regions may be a table of numbers. */
function fromJson(root: unknown): Picture[] {
  const table = isFields(root) ? (root['_via_img_metadata'] ?? root) : null
  if (!isFields(table)) throw new PandokError('label-file-invalid', 'a VIA file is a table of pictures')
  return Object.values(table).flatMap((record) => {
    const name = isFields(record) ? asText(record['filename']) : null
    if (!isFields(record) || name === null) return []
    const { regions } = record
    const list: unknown[] = Array.isArray(regions) ? regions : isFields(regions) ? Object.values(regions) : []
    return [{ name, fileAttributes: record['file_attributes'], regions: list }]
  })
}

/** One row a region; a picture without any has one row with an empty shape. */
function fromCsv(text: string): Picture[] {
  const [header = [], ...rows] = readCsv(text)
  const names = header.map((name) => name.replace(/^#/, '').trim())
  const cell = (row: readonly string[], name: string) => row[names.indexOf(name)] ?? ''
  const table = (row: readonly string[], name: string): unknown => {
    const said = cell(row, name)
    return said === '' ? {} : parseJson(said)
  }
  return [...Map.groupBy(rows, (row) => cell(row, 'filename'))].map(([name, found]) => ({
    name,
    fileAttributes: table(found[0] ?? [], 'file_attributes'),
    regions: found.flatMap((row) => {
      const shape = table(row, 'region_shape_attributes')
      if (isFields(shape) && isEmpty(shape)) return []
      return [{ shape_attributes: shape, region_attributes: table(row, 'region_attributes') }]
    }),
  }))
}

const CLASS_WORDS = 'class label classname labelname name type category object 클래스 레이블 라벨 이름 분류 객체'.split(
  ' ',
)

/** VIA knows no classes: the question that is called so, the only one, else the first with a fixed list of answers. */
function classAttributeOf(pictures: readonly Picture[], questions: unknown): string | null {
  const seen = new Set(isFields(questions) ? Object.keys(questions) : [])
  for (const { regions } of pictures)
    for (const region of regions) {
      const answers = isFields(region) ? region['region_attributes'] : null
      if (isFields(answers)) for (const name of Object.keys(answers)) seen.add(name)
    }
  const names = [...seen]
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  for (const word of CLASS_WORDS) {
    const found = names.find((name) => plain(name) === word)
    if (found !== undefined) return found
  }
  if (names.length <= 1) return names[0] ?? null
  const fixed = names.find((name) => isFields(questions) && optionsOf(questions[name]).length > 0)
  return fixed ?? names[0] ?? null
}

const optionsOf = (question: unknown): string[] =>
  isFields(question) && isFields(question['options']) ? Object.keys(question['options']) : []

function declared(questions: unknown, classAttribute: string | null): AttributeDef[] {
  return Object.entries(isFields(questions) ? questions : {}).flatMap(([id, question]) => {
    const options = optionsOf(question)
    if (id === classAttribute || options.length === 0 || !isFields(question)) return []
    const kind = question['type'] === 'checkbox' ? ('multi' as const) : ('choice' as const)
    return [plainAttribute({ id, title: { ko: id, en: id }, type: { kind, options, titles: {} } })]
  })
}

function imageLabels(path: string, picture: Picture, classAttribute: string | null): ImageLabels {
  const about = attributesOf(picture.fileAttributes)
  const whole: ForeignLabel[] = isEmpty(about)
    ? []
    : [{ classKey: null, shape: null, keypoints: null, attributes: about, score: null, extra: {} }]
  const extra: Fields | null = isFields(picture.fileAttributes) ? { file_attributes: picture.fileAttributes } : null
  // A picture on the web stands there with its whole address.
  const name = picture.name.replace(/^[a-z]+:\/\/[^/]*\//i, '').replace(/[?#].*$/, '')
  return {
    image: { name, path: join(dirname(path), name.replaceAll('\\', '/')), size: null, foreignId: null, extra },
    count: picture.regions.length + whole.length,
    read: (_grid, report) => [
      ...whole,
      ...picture.regions.flatMap((region) => readRegion(region, classAttribute, report) ?? []),
    ],
  }
}
