// DOTA: x1 y1 x2 y2 x3 y3 x4 y4 class difficult, pixels; lines such as `imagesource:GoogleEarth` and `gsd:0.15` come first.
import { basename } from 'node:path'
import { readText } from '../decodeText.ts'
import { contentLines } from '../icdar/lines.ts'
import { type Fields, type ForeignLabel, type ImageLabels, type Report, reporting } from '../record.ts'
import { textSetReader } from '../textSets.ts'
import { turnedBox } from '../yolo/oriented.ts'

const HEAD = /^\s*([a-z]\w*)\s*:\s*(.*)$/i

export function looksLikeDota(text: string): boolean {
  const lines = contentLines(text).slice(0, 20)
  const body = lines.filter((line) => !HEAD.test(line))
  return body.length > 0
    ? // One broken line is no other format.
      body.filter((line) => readLine(line) !== null).length * 2 >= body.length
    : lines.some((l) => /^(imagesource|gsd)\s*:/i.test(l))
}

function readLine(line: string): { corners: number[]; name: string; difficult: string | null } | null {
  const words = line.trim().split(/\s+/)
  const corners = words.slice(0, 8).map(Number)
  const [name, difficult, more] = words.slice(8)
  if (corners.length !== 8 || !corners.every(Number.isFinite) || name === undefined || more !== undefined) return null
  // A number instead of a name is another format.
  return Number.isFinite(Number(name)) ? null : { corners, name, difficult: difficult ?? null }
}

function readLabels(text: string, report: Report): ForeignLabel[] {
  return contentLines(text).flatMap((line) => {
    if (HEAD.test(line)) return []
    const read = readLine(line)
    if (!read) {
      report('dota-line-invalid')
      return []
    }
    const { difficult } = read
    return [
      {
        classKey: read.name,
        ...turnedBox(read.corners, report),
        keypoints: null,
        attributes:
          difficult === null
            ? {}
            : { difficult: difficult === '0' || difficult === '1' ? difficult === '1' : difficult },
        score: null,
      },
    ]
  })
}

function headOf(text: string): Fields | null {
  const fields = contentLines(text).flatMap((line) => {
    const found = HEAD.exec(line)
    return found ? [[found[1]!, found[2]!.trim()] as const] : []
  })
  return fields.length > 0 ? Object.fromEntries(fields) : null
}

async function readPicture(path: string): Promise<ImageLabels[]> {
  const { text, codePage } = await readText(path)
  const image: ImageLabels = {
    image: { name: basename(path), path: null, size: null, foreignId: null, extra: headOf(text) },
    count: contentLines(text).filter((line) => !HEAD.test(line)).length,
    read: (_grid, report) => readLabels(text, report),
  }
  return [codePage ? reporting(image, 'text-code-page') : image]
}

export const dotaReader = textSetReader('dota', readPicture)
