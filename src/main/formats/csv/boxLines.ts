// Lines of `picture class x1 y1 x2 y2`, parted by spaces, in one text file a picture or in one for all: how OPIXray and
// HiXray state their boxes.
import { basename } from 'node:path'
import { readTextFile } from '../decodeText.ts'
import type { ForeignLabel, ImageLabels, Report } from '../record.ts'
import { textSetReader } from '../textSets.ts'
import { linesOf } from '../wholeFile.ts'

const LINE =
  /^\s*(\S(?:.*\S)?\.(?:png|jpe?g|bmp|tiff?|webp))\s+(\S+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s*$/i
/** As many lines as tell what the file is. */
const LOOKED_AT = 20

const contentLines = (text: string): string[] => linesOf(text).filter((line) => line.trim() !== '')

export const looksLikeBoxLines = (text: string): boolean => {
  const lines = contentLines(text).slice(0, LOOKED_AT)
  return lines.length > 0 && lines.every((line) => LINE.test(line))
}

export function readBoxLine(line: string, report: Report): ForeignLabel[] {
  const [, , name = '', ...corners] = LINE.exec(line) ?? []
  const [x1, y1, x2, y2] = corners.map(Number)
  if (corners.length !== 4 || !corners.every((c) => Number.isFinite(Number(c)))) {
    report('csv-row-invalid')
    return []
  }
  const [x, y] = [Math.min(x1!, x2!), Math.min(y1!, y2!)]
  const shape = { kind: 'box', x, y, width: Math.max(x1!, x2!) - x, height: Math.max(y1!, y2!) - y } as const
  return [{ classKey: name, shape, keypoints: null, attributes: {}, score: null, extra: {} }]
}

async function readPictures(path: string): Promise<ImageLabels[]> {
  const lines = contentLines(await readTextFile(path))
  const pictures = Map.groupBy(lines, (line) => LINE.exec(line)?.[1] ?? basename(path).replace(/\.txt$/i, ''))
  return [...pictures].map(([name, own]) => ({
    image: { name, path: null, size: null, foreignId: null, extra: null },
    count: own.length,
    read: (_grid, report) => own.flatMap((line) => readBoxLine(line, report)),
  }))
}

export const boxLineReader = textSetReader('csv', readPictures)
