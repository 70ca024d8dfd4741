// Folders of mask pictures: class masks, with the instance masks beside them where there are some.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { FoundFile, LabelReader, OpenSetting } from '../reader.ts'
import type { BrokenFile, ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { readViewName, type ViewName } from '../slotNames.ts'
import { type ClassMap, findClassMap } from './classMap.ts'
import { type LabelPicture, type ReadPicture, valuesOf } from './picture.ts'
import { MOST_VALUES, ONE_CLASS, readMasks } from './read.ts'

/** VOC and CVAT keep instances in a folder of their own beside the classes: these pairs, inside the last folders of a path. */
const PAIRS = [
  ['SegmentationClass', 'SegmentationObject'],
  ['semantic', 'instance'],
  ['classes', 'instances'],
] as const
/** Folders that hold masks, by habit. */
const MASK_FOLDER =
  /^(SegmentationClass\w*|SegmentationObject|masks?|label_?ids|labelTrainIds|gt|ground_?truth|annots?|segmentations?|seg|semantic|instances?|.*[_-]masks?)$/i
const SUFFIX = /[_-](mask|masks|gt|seg|label|labels|labelIds|labelTrainIds|gtFine_labelIds|L)$/i
const ENDING = /\.(png|bmp|tiff?|gif)$/i
/** Pictures may lie in folders of their own below the one that says what they are. */
const FOLDERS_ABOVE = 3

const foldersOf = (path: string): string[] => dirname(path).split(/[\\/]/).slice(-FOLDERS_ABOVE)

export const isMaskName = (path: string): boolean =>
  ENDING.test(path) &&
  (foldersOf(path).some((name) => MASK_FOLDER.test(name)) || SUFFIX.test(basename(path).replace(ENDING, '')))

export const pictureStem = (path: string): string => {
  const stem = basename(path, extname(path))
  return stem.replace(SUFFIX, '') || stem
}

/** The same file under the other folder of a pair; null when there is none. */
function counterpart(path: string, from: 0 | 1): string | null {
  for (const pair of PAIRS) {
    const parts = path.split(sep)
    const at = parts.lastIndexOf(pair[from], parts.length - 2)
    if (at < parts.length - 1 - FOLDERS_ABOVE || at < 0) continue
    const other = parts.with(at, pair[1 - from]!).join(sep)
    if (existsSync(other)) return other
  }
  return null
}

type MaskSet = { root: string; paths: readonly string[] }

export const maskPngReader: LabelReader = {
  sources: (files) =>
    maskSets(files).map((set) => ({
      format: 'mask-png' as const,
      shown: set.root,
      open: async ({ pictures }: OpenSetting) => openMasks(set, await findClassMap(set.root), pictures),
    })),
}

/** Instances alone have no class: with class masks beside them they are read there. So are ICDAR's coloured characters with their text. */
const maskSets = (files: readonly FoundFile[]): MaskSet[] =>
  [...Map.groupBy(files, ({ path }) => dirname(path))].flatMap(([root, found]) => {
    const paths = found
      .map(({ path }) => path)
      .filter((path) => counterpart(path, 1) === null && !existsSync(path.replace(ENDING, '.txt')))
    return paths.length > 0 ? [{ root, paths }] : []
  })

function openMasks({ root, paths }: MaskSet, map: ClassMap, pictures: ReadPicture): LabelFile {
  return {
    format: 'mask-png',
    name: basename(root),
    folder: root,
    classes: [],
    root: null,
    total: paths.length,
    notes: [],
    images: (signal) => readImages(root, paths, map, pictures, signal),
  }
}

async function* readImages(
  root: string,
  paths: readonly string[],
  map: ClassMap,
  read: ReadPicture,
  signal?: AbortSignal,
): AsyncGenerator<ImageLabels | BrokenFile> {
  const pictures = await picturesBeside(root)
  const set = namesOfSet(paths)
  for (const path of paths) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    try {
      const beside = counterpart(path, 0)
      const picture = pictures.get(pictureStem(path)) ?? null
      yield maskImage(
        path,
        picture,
        await readMaskFile(path, read),
        beside ? await readMaskFile(beside, read) : null,
        map,
        set,
      )
    } catch (error) {
      if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
      yield { path, error }
    }
  }
}

async function readMaskFile(path: string, read: ReadPicture): Promise<LabelPicture> {
  const picture = await read(path)
  if (valuesOf(picture).size > MOST_VALUES)
    throw new PandokError('unknown-format', 'the picture holds too many different values to be a mask', {
      limit: MOST_VALUES,
    })
  return picture
}

/** Folders where the pictures of a set of masks lie, by habit; they come before any other folder beside the masks. */
const PICTURE_FOLDER = /^(images?|imgs?|JPEGImages|pictures|photos|raw|rgb|input)$/i
const PICTURE = /\.(png|jpe?g|bmp|tiff?|webp|gif|dcm)$/i

/** Path by name without ending. A mask and its picture often have one name, so the place must tell them apart. */
export async function picturesBeside(root: string): Promise<Map<string, string>> {
  const out = new Map<string, string>()
  const above = dirname(root)
  const folders = (await readdir(above, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && !MASK_FOLDER.test(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => Number(PICTURE_FOLDER.test(b)) - Number(PICTURE_FOLDER.test(a)))
  for (const folder of folders)
    for (const name of await readdir(join(above, folder)).catch(() => [])) {
      const stem = basename(name, extname(name))
      if (PICTURE.test(name) && !out.has(stem)) out.set(stem, join(above, folder, name))
    }
  return out
}

function maskImage(
  path: string,
  picture: string | null,
  classes: LabelPicture,
  instances: LabelPicture | null,
  map: ClassMap,
  set: SetNames,
): ImageLabels {
  const fits = instances === null || (instances.width === classes.width && instances.height === classes.height)
  const stem = pictureStem(path)
  const said = readViewName(stem)
  const labels = ofView(
    readMasks(classes, fits ? instances : null, map, () => {}),
    said,
  )
  return {
    image: {
      name: stem + extname(path),
      inCase: said && { ...said, ...set },
      path: picture,
      size: { width: classes.width, height: classes.height },
      foreignId: null,
      extra: null,
    },
    mustFit: 'mask-other-size',
    mayBeWindow: said !== null,
    count: labels.length,
    read: (_grid, report) => {
      if (!fits) report('mask-other-size')
      return ofView(readMasks(classes, fits ? instances : null, map, report), said)
    },
  }
}

type SetNames = { readonly only: boolean; readonly perView: boolean }
function namesOfSet(paths: readonly string[]): SetNames {
  const said = paths.flatMap((path) => readViewName(pictureStem(path)) ?? [])
  const namesOf = (all: readonly ViewName[]) => new Set(all.map((s) => s.caseName)).size
  return {
    only: said.length === paths.length && namesOf(said) === 1,
    perView: [...Map.groupBy(said, (s) => s.slot).values()].every((all) => namesOf(all) === 1),
  }
}

/** White on black of a view is a lesion, and its name may say of which nature. */
const ofView = (labels: ForeignLabel[], said: ViewName | null): ForeignLabel[] =>
  said === null
    ? labels
    : labels.map((label) => ({
        ...label,
        classKey: label.classKey === ONE_CLASS ? 'lesion' : label.classKey,
        attributes: said.nature ? { ...label.attributes, nature: said.nature } : label.attributes,
      }))
