// Label files that are small enough to be read as a whole.
import { basename } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { readText } from './decodeText.ts'
import type { LossTally } from './losses.ts'
import type { ImageLabels, LabelFile } from './record.ts'

export async function readJsonFile(path: string, losses?: LossTally): Promise<unknown> {
  const { text, codePage } = await readText(path)
  if (codePage) losses?.add('text-code-page', basename(path))
  return parseJson(text)
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PandokError('label-file-invalid', 'the file is not valid JSON')
  }
}

/** The images of a file that is already in memory, as often as somebody walks them. */
export const imagesOf = (images: readonly ImageLabels[]): LabelFile['images'] =>
  async function* (signal) {
    for (const image of images) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      yield image
    }
  }

/** Lines without their ends and without a byte order mark. */
export const linesOf = (text: string): string[] => text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
