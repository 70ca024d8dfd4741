// Label files among the pictures of an intake: named as what they are, not as broken pictures.
import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { FORMAT_NAMES, type KnownFormat } from '../../shared/contract/formatNames.ts'
import { isZip } from '../files/zip.ts'
import { isMaskName, pictureStem, picturesBeside } from '../formats/maskPng/open.ts'
import { sniffFile } from '../formats/sniff.ts'
import { isYoloText } from '../formats/yolo/sets.ts'
import { zipHoldsLabels } from './labelArchives.ts'

/** The name of the label format, or null for a file that holds no labels. Damaged files of a format count as none. */
export async function labelsIn(path: string): Promise<string | null> {
  if (isZip(path)) return (await zipHoldsLabels(path)) ? 'ZIP' : null
  try {
    const format = await sniffFile(path, 'auto', false)
    if (format === null || format === 'unknown') return null
    if (format === 'yolo' && !(await isYoloText(path))) return null
    return FORMAT_NAMES[format satisfies KnownFormat]
  } catch (error) {
    if (error instanceof PandokError && error.code !== 'cancelled') return null
    throw error
  }
}

/** Pictures that are the labels of other pictures: masks with a picture of their name beside, panoptic PNGs. One for an intake. */
export class MaskFinder {
  readonly #beside = new Map<string, Promise<ReadonlyMap<string, string>>>()

  async format(path: string): Promise<string | null> {
    const folder = dirname(path)
    if (/^panoptic/i.test(basename(folder)) && existsSync(`${folder}.json`)) return FORMAT_NAMES.coco
    if (!isMaskName(path)) return null
    const stem = pictureStem(path)
    const other = (await this.#picturesOf(folder)).get(stem)
    if (other !== undefined && other !== path) return FORMAT_NAMES['mask-png']
    return stem !== basename(path, extname(path)) && hasPicture(folder, stem) ? FORMAT_NAMES['mask-png'] : null
  }

  #picturesOf(folder: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#beside.get(folder)
    if (known) return known
    const found = picturesBeside(folder)
    this.#beside.set(folder, found)
    return found
  }
}

const hasPicture = (folder: string, stem: string): boolean =>
  ['png', 'jpg', 'jpeg', 'bmp', 'tif', 'dcm'].some((ending) => existsSync(join(folder, `${stem}.${ending}`)))
