// Words as JSON: one list a picture in one file (ICDAR 2019 ArT and LSVT), or behind the picture's name line by line (PaddleOCR).
import { dirname, join } from 'node:path'
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { asText, isFields, isNumbers } from '../guards.ts'
import type { ForeignLabel, ImageLabels, Report } from '../record.ts'
import { parseJson } from '../wholeFile.ts'
import { contentLines, DO_NOT_CARE, IGNORE, wordLabel } from './lines.ts'

const LINE = /^([^\t]+\.\w+)\t\s*(\[.*\])\s*$/

export const isPaddle = (lines: readonly string[]): boolean =>
  lines.length > 0 && lines.every((line) => isList(LINE.exec(line)?.[2]))

function isList(text: string | undefined): boolean {
  try {
    return text !== undefined && Array.isArray(JSON.parse(text))
  } catch {
    return false
  }
}

export function* paddleImages(path: string, text: string): Generator<ImageLabels> {
  for (const line of contentLines(text)) {
    const [, name = '', list = '[]'] = LINE.exec(line) ?? []
    const words = isList(list) ? parseJson(list) : []
    yield wordsOf(name.trim(), join(dirname(path), name.trim()), words)
  }
}

/** `gt_12` is the picture gt_12.jpg; answers of a program are called `res_12`. */
export function* artImages(text: string): Generator<ImageLabels> {
  const root = parseJson(text)
  if (!isFields(root)) throw new PandokError('label-file-invalid', 'the file is no table of pictures')
  for (const [key, words] of Object.entries(root)) yield wordsOf(key.replace(/^res_/, 'gt_'), null, words)
}

function wordsOf(name: string, path: string | null, words: unknown): ImageLabels {
  const list: unknown[] = Array.isArray(words) ? words : []
  return {
    image: { name, path, size: null, foreignId: null, extra: null },
    count: list.length,
    read: (_grid, report) => list.flatMap((word) => readWord(word, report)),
  }
}

function readWord(word: unknown, report: Report): ForeignLabel[] {
  const record = isFields(word) ? word : {}
  const shape = shapeOf(record['points'])
  if (!shape) {
    report('icdar-line-invalid')
    return []
  }
  const text = asText(record['transcription']) ?? ''
  const isIgnored = [record['illegibility'], record['difficult'], record['ignore']].some((v) => v === true || v === 1)
  const language = asText(record['language'])
  const more: Record<string, AttributeValue> = {
    ...(isIgnored && text !== DO_NOT_CARE ? { [IGNORE]: true } : {}),
    ...(language === null ? {} : { script: language }),
  }
  return [wordLabel(shape, text, more, false)]
}

function shapeOf(points: unknown): Shape | null {
  const flat: unknown = Array.isArray(points) && Array.isArray(points[0]) ? points.flat() : points
  if (!isNumbers(flat) || flat.length < 6 || flat.length % 2 !== 0) return null
  return { kind: 'polygon', parts: [{ outer: flat, holes: [] }] }
}
