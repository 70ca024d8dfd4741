// ICDAR text sets: one file per picture (gt_img_1.txt), one list of words for many pictures, or coloured characters.
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import { readText } from '../decodeText.ts'
import { asColours, type LabelPicture, maskOfColour, type ReadPicture } from '../maskPng/picture.ts'
import {
  type BrokenFile,
  type ForeignImage,
  type ForeignLabel,
  type ImageLabels,
  type LabelFile,
  type Report,
  reporting,
} from '../record.ts'
import { contentLines, looksLikeIcdar, readIcdarLines, TEXT_CLASS, wordLabel } from './lines.ts'
import { artImages, isPaddle, paddleImages } from './textJson.ts'

export type IcdarKind = 'boxes' | 'words' | 'characters' | 'paddle'

/** Null when the text file is none of ICDAR's. */
export function icdarKind(text: string): IcdarKind | null {
  const lines = contentLines(text).slice(0, 20)
  if (lines.length === 0) return null
  if (isPaddle(lines)) return 'paddle'
  if (lines.every((line) => WORD.test(line))) return 'words'
  if (lines.every((line) => line.startsWith('#') || CHARACTER.test(line))) return 'characters'
  return looksLikeIcdar(text) ? 'boxes' : null
}

/** word_1.png, "PROPER" */
const WORD = /^\s*([^,"]+\.(?:png|jpe?g|bmp|tiff?|gif|webp))\s*[,\t]\s*(.*?)\s*$/i
/** R G B centre-x centre-y left top right bottom "character" */
const CHARACTER = /^\s*#?\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+"(.*)"\s*$/

export function openIcdar(root: string, paths: readonly string[], read: ReadPicture): LabelFile {
  return {
    format: 'icdar',
    name: basename(root),
    folder: paths.length === 1 ? dirname(paths[0]!) : root,
    classes: [{ key: TEXT_CLASS, name: TEXT_CLASS, extra: {} }],
    root: null,
    total: paths.length,
    notes: [],
    images: (signal) => readImages(paths, read, signal),
  }
}

async function* readImages(
  paths: readonly string[],
  read: ReadPicture,
  signal?: AbortSignal,
): AsyncGenerator<ImageLabels | BrokenFile> {
  for (const path of paths) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    try {
      const { text, codePage } = await readText(path)
      const images = /\.json$/i.test(path)
        ? artImages(text)
        : await IMAGES[icdarKind(text) ?? 'boxes'](path, text, read)
      let said = !codePage
      for (const image of images) {
        yield said ? image : reporting(image, 'text-code-page')
        said = true
      }
    } catch (error) {
      if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
      yield { path, error }
    }
  }
}

const IMAGES: Readonly<
  Record<
    IcdarKind,
    (path: string, text: string, read: ReadPicture) => Iterable<ImageLabels> | Promise<Iterable<ImageLabels>>
  >
> = {
  boxes: (path, text) => [boxes(path, text)],
  characters: async (path, text, read) => [await characters(path, text, read)],
  paddle: paddleImages,
  words,
}

const imageOf = (name: string, path: string | null): ForeignImage => ({
  name,
  path,
  size: null,
  foreignId: null,
  extra: null,
})

/** gt_img_1.txt, img_1_gt.txt and 1_GT.txt are about img_1 and 1. The ending keeps a dot inside the name. */
export const pictureOf = (path: string): string =>
  basename(path)
    .replace(/^gt_/i, '')
    .replace(/_gt(\.txt)$/i, '$1')

function boxes(path: string, text: string): ImageLabels {
  return {
    image: imageOf(pictureOf(path), null),
    count: contentLines(text).length,
    read: (_grid, report) => readIcdarLines(text, report),
  }
}

/** The picture is one word: a label of the whole picture. */
function* words(path: string, text: string): Generator<ImageLabels> {
  for (const line of contentLines(text)) {
    const found = WORD.exec(line)
    if (!found) continue
    const [, name = '', said = ''] = found
    const quoted = said.length >= 2 && said.startsWith('"') && said.endsWith('"')
    const word = quoted ? said.slice(1, -1).replaceAll('\\"', '"') : said
    yield {
      image: imageOf(name.trim(), join(dirname(path), name.trim())),
      count: 1,
      read: () => [wordLabel(null, word, {}, quoted)],
    }
  }
}

/** Characters: a box each, and where the coloured picture lies beside, their exact pixels. Blank lines part the words. */
async function characters(path: string, text: string, read: ReadPicture): Promise<ImageLabels> {
  const picture = [...'bmp png'.split(' ')].map((e) => path.replace(/\.txt$/i, `.${e}`)).find((p) => existsSync(p))
  const colours = picture ? asColours(await read(picture)) : null
  const lines = contentLines(text)
  return {
    image: imageOf(pictureOf(path), null),
    count: lines.length,
    read: (grid, report) => {
      const fits = colours && colours.width === grid.width && colours.height === grid.height
      if (colours && !fits) report('mask-other-size', lines.length)
      return lines.flatMap((line) => character(line, fits ? colours : null, report))
    },
  }
}

function character(line: string, colours: LabelPicture | null, report: Report): ForeignLabel[] {
  const found = CHARACTER.exec(line)
  if (!found) {
    report('icdar-line-invalid')
    return []
  }
  const [r, g, b, , , x1, y1, x2, y2] = found.slice(1, 10).map(Number)
  const label = wordLabel(
    { kind: 'box', x: x1!, y: y1!, width: x2! - x1!, height: y2! - y1! },
    found[10] ?? '',
    line.trimStart().startsWith('#') ? { ignore: true } : {},
    true,
  )
  const mask = colours && maskOfColour(colours, (r! << 16) | (g! << 8) | b!)
  return [mask ? { ...label, shape: mask } : label]
}
