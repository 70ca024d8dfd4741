// What a label file is, by its content. Formats that are known but not read are named, so that nobody has to guess.
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { FORMAT_NAMES, type KnownFormat } from '../../shared/contract/formatNames.ts'
import { isDicom, openDicom } from '../imaging/dicom/file.ts'
import { sopClassOf } from '../imaging/dicom/objectKind.ts'
import { looksLikeBoxLines } from './csv/boxLines.ts'
import { isClassDescriptions } from './csv/open.ts'
import { readTextFile } from './decodeText.ts'
import { looksLikeDota } from './dota/open.ts'
import { fileError } from './fileError.ts'
import { isFields } from './guards.ts'
import { icdarKind } from './icdar/open.ts'
import { decoderOf } from './json/splitFile.ts'
import { JsonSplitter, parsePiece } from './json/splitter.ts'
import { isClassMapName } from './maskPng/classMap.ts'
import { isMaskName } from './maskPng/open.ts'
import { type Fields, isReadable, type LabelFormat } from './record.ts'
import { readXmlFile } from './voc/open.ts'
import type { XmlNode } from './voc/xml.ts'

const YOLO_FILE = /\.(ya?ml|data|names|labels|txt)$/i
const MASK_FILE = /\.(png|bmp|tiff?|gif)$/i
/** DICOM files often have no ending, or a number. */
const DICOM_FILE = /(^|[\\/])([^.\\/]+|.*\.(dcm|dicom|ima|seg|\d+))$/i

type Sniffer = {
  readonly file: RegExp
  /** Null: part of a set of labels, but none itself. */
  readonly format: (path: string, named: boolean) => Promise<KnownFormat | null> | KnownFormat | null
}
/** By ending of the name, then by content. */
const SNIFFERS: readonly Sniffer[] = [
  { file: /\.json$/i, format: (path) => sniffJson(path) },
  { file: /\.xml$/i, format: (path, named) => sniffXmlFile(path, named) },
  { file: /\.txt$/i, format: sniffText },
  { file: YOLO_FILE, format: () => 'yolo' },
  { file: /\.[ct]sv$/i, format: sniffTable },
  { file: MASK_FILE, format: () => 'mask-png' },
  { file: DICOM_FILE, format: sniffDicom },
]

/**
 * Null when the file holds no labels, or cannot be of the format asked for. `named` = a person pointed at this very file: then
 * a picture may be a mask whatever it is called.
 */
export async function sniffFile(
  path: string,
  asked: 'auto' | LabelFormat,
  named: boolean,
): Promise<KnownFormat | null> {
  const sniffer = SNIFFERS.find(({ file }) => file.test(path))
  if (!sniffer || (asked !== 'auto' && !ENDINGS[asked].test(path))) return null
  if (MASK_FILE.test(path)) return (named && asked === 'mask-png') || isMaskName(path) ? 'mask-png' : null
  // A text says little about itself: who names the format is believed.
  if (/\.txt$/i.test(path) && asked !== 'auto') return isClassMapName(basename(path)) && asked !== 'yolo' ? null : asked
  if (!named && (isBackupPart(path) || isDeliveryPart(path) || isClassDescriptions(basename(path)))) return null
  const format = await sniffer.format(path, named)
  return format === 'unknown' && sniffer.format === sniffDicom ? null : format
}

/** What lies beside the annotations of a CVAT backup, or above those of its tasks. */
const isBackupPart = (path: string): boolean =>
  (basename(path) === 'task.json' && existsSync(join(dirname(path), 'annotations.json'))) ||
  (basename(path) === 'project.json' && existsSync(join(dirname(path), 'task_0'))) ||
  (basename(path) === 'index.json' && existsSync(join(dirname(path), 'manifest.jsonl')))

/** What a security X-ray delivery says about itself (exporters/xray/xrayDelivery.ts). */
const isDeliveryPart = (path: string): boolean =>
  /^(summary\.json|(manifest|viewing)\.csv)$/.test(basename(path)) &&
  ['manifest.csv', 'summary.json', 'split'].every((name) => existsSync(join(dirname(path), name)))

/** Which names a format's files have. */
const ENDINGS: Readonly<Record<LabelFormat, RegExp>> = {
  coco: /\.json$/i,
  voc: /\.xml$/i,
  yolo: YOLO_FILE,
  cvat: /\.(xml|json)$/i,
  labelme: /\.json$/i,
  labelstudio: /\.(json|[ct]sv)$/i,
  datumaro: /\.json$/i,
  dota: /\.txt$/i,
  icdar: /\.(txt|json)$/i,
  mmocr: /\.json$/i,
  csv: /\.([ct]sv|txt)$/i,
  via: /\.([ct]sv|json)$/i,
  'mask-png': MASK_FILE,
  'dicom-seg': DICOM_FILE,
  'mammo-json': /\.json$/i,
  'dicom-sr': DICOM_FILE,
  'dicom-rtstruct': DICOM_FILE,
  'dicom-gsps': DICOM_FILE,
}

/** By the header, which some programs begin with a hash. */
async function sniffTable(path: string): Promise<KnownFormat | null> {
  const [header = ''] = (await readTextFile(path).catch(() => '')).split(/\r\n|\r|\n/, 1)
  const names = header.split(/[,;\t]/).map((name) => name.replace(/[#"]/g, '').trim())
  // How the pictures of one of our deliveries were made (exporters/pictures.ts, exporters/mammo/pictures.ts).
  if (names[0] === 'file' && ['window_width', 'bits_stored'].some((n) => names.includes(n))) return null
  if (names.includes('region_shape_attributes')) return 'via'
  return names.includes('annotation_id') && names.includes('lead_time') ? 'labelstudio' : 'csv'
}

/** Texts with coordinates that are not YOLO's; everything else is for the YOLO reader to judge. */
async function sniffText(path: string): Promise<KnownFormat> {
  if (isClassMapName(basename(path))) return 'yolo'
  const text = await readTextFile(path).catch(() => '')
  if (looksLikeBoxLines(text)) return 'csv'
  if (looksLikeDota(text)) return 'dota'
  return icdarKind(text) !== null ? 'icdar' : 'yolo'
}

/** Segmentations, reports (no key object selections), structure sets, presentation states: SOP class behind the common root. */
const DICOM_OBJECTS: readonly (readonly [RegExp, LabelFormat])[] = [
  [/^66\.[47]$/, 'dicom-seg'],
  [/^88\.(?!59$)\d+$/, 'dicom-sr'],
  [/^481\.3$/, 'dicom-rtstruct'],
  [/^11\.[123]$/, 'dicom-gsps'],
]
const STORAGE = '1.2.840.10008.5.1.4.1.1.'

/** The label format of a DICOM object, or null when it holds none. */
export const dicomLabelFormat = (sopClass: string): LabelFormat | null =>
  sopClass.startsWith(STORAGE)
    ? (DICOM_OBJECTS.find(([rest]) => rest.test(sopClass.slice(STORAGE.length)))?.[1] ?? null)
    : null

/** The SOP class stands in the first few kilobytes, in the file meta information or near the start of the data set. */
const DICOM_HEAD = 16 * 1024

function sopClassIn(head: Uint8Array): string | null {
  try {
    return sopClassOf(openDicom(head))
  } catch (error) {
    // Damaged before its SOP class: whoever opens it says so.
    if (error instanceof PandokError) return null
    throw error
  }
}

async function sniffDicom(path: string): Promise<KnownFormat> {
  const file = await open(path, 'r').catch(fileError)
  try {
    const buffer = Buffer.alloc(DICOM_HEAD)
    const { bytesRead } = await file.read(buffer, 0, DICOM_HEAD, 0).catch(fileError)
    const head = buffer.subarray(0, bytesRead)
    if (!isDicom(head)) return 'unknown'
    return dicomLabelFormat(sopClassIn(head) ?? '') ?? 'unknown'
  } finally {
    await file.close()
  }
}

const HEAD = 256 * 1024

/** Looks at the beginning only: the keys of the object, or the fields of a list's first element. */
export async function sniffJson(path: string): Promise<KnownFormat> {
  const file = await open(path, 'r').catch(fileError)
  try {
    const buffer = Buffer.allocUnsafe(HEAD)
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0).catch(fileError)
    if (bytesRead === 0) throw new PandokError('file-empty', 'the file is empty')
    const head = buffer.subarray(0, bytesRead)
    const wide = decoderOf(head)
    return sniffHead(wide ? Buffer.from(wide.decode(head, { stream: true })) : head, bytesRead === HEAD)
  } finally {
    await file.close()
  }
}

/** `cut` = the file goes on behind the head. */
function sniffHead(head: Buffer, cut: boolean): KnownFormat {
  const keys: string[] = []
  const wants = (key: string) => {
    if (keys[keys.length - 1] !== key) keys.push(key)
    return key === '' ? ('elements' as const) : ('skip' as const)
  }
  const splitter = new JsonSplitter({ wants, maxPieceBytes: HEAD })
  const pieces = splitter.feed(head)
  if (splitter.rootIsArray) {
    const first = pieces[0] && parsePiece(pieces[0].bytes)
    // A first element larger than the head is no result of COCO.
    if (pieces.length === 0 && cut && LARGE_TASK.test(head.toString('latin1'))) return 'labelstudio'
    if (pieces.length === 0 && cut && LARGE_BACKUP.test(head.toString('latin1'))) return 'cvat'
    if (pieces.length === 0) return /^[\s\ufeff]*\[\s*\]/.test(head.toString('utf8')) ? 'coco' : 'unknown'
    if (!isFields(first)) return 'unknown'
    if ('image_id' in first) return 'coco'
    if (['tags', 'shapes', 'tracks'].every((key) => Array.isArray(first[key]))) return 'cvat'
    return isLabelStudio(first) ? 'labelstudio' : 'unknown'
  }
  if (keys.length > 0 && keys.every((key) => TEXT_PICTURE.test(key))) return 'icdar'
  if (keys.includes('_via_img_metadata') || VIA_TABLE.test(head.toString('utf8'))) return 'via'
  const has = (...names: string[]) => names.every((name) => keys.includes(name))
  if (has('shapes') || has('imagePath')) return 'labelme'
  // One task alone, as the program's own interface gives it.
  if (has('data') && (has('annotations') || has('completions') || has('predictions'))) return 'labelstudio'
  if (has('items') && has('categories')) return 'datumaro'
  if (has('case_id', 'views')) return 'mammo-json'
  if (has('data_list') && has('metainfo')) return 'mmocr'
  if (has('images') || has('annotations') || has('categories') || has('info') || has('licenses')) return 'coco'
  return 'unknown'
}

/** ICDAR 2019 ArT and LSVT name their pictures in the keys: gt_0, gt_1 … */
const TEXT_PICTURE = /^(gt|res)_\d+$/

/** The annotations of a VIA project by themselves: a table of pictures. */
const VIA_TABLE =
  /^\s*\{\s*"[^"]*"\s*:\s*\{\s*("(fileref|size|base64_img_data|regions|file_attributes)"\s*:\s*("[^"]*"|-?\d+|\{\}|\[\])\s*,\s*)*"filename"\s*:/

/** Masks make a task larger than what is looked at; its first words still tell. */
const LARGE_TASK = /^\s*\[\s*\{[\s\S]{0,400}"(annotations|completions|annotation_id|predictions)"\s*:/

/** A job of a CVAT backup begins with its version or its tags. */
const LARGE_BACKUP = /^\s*\[\s*\{\s*("version"\s*:\s*\d+\s*,\s*)?"tags"\s*:/

/** A task with its answers, or the flat record of JSON-MIN. */
const isLabelStudio = (first: Fields): boolean =>
  isFields(first['data'])
    ? ['annotations', 'completions', 'predictions', 'result'].some((key) => key in first)
    : ['annotation_id', 'annotator', 'lead_time'].some((key) => key in first)

async function sniffXmlFile(path: string, named: boolean): Promise<KnownFormat | null> {
  const root = await readXmlFile(path)
  // The labelling interface of Label Studio lies beside its exports.
  if (root.name !== 'View') return sniffXml(root)
  if (named) throw new PandokError('label-classes-only', 'the labelling interface of Label Studio')
  return null
}

export function sniffXml(root: XmlNode): KnownFormat {
  if (root.name === 'annotation') return 'voc'
  const names = new Set((root.children ?? []).map((node) => node.name))
  if (root.name === 'annotations') {
    if (names.has('annotation')) return 'voc'
    if (names.has('meta') || names.has('image') || names.has('track') || names.has('version')) return 'cvat'
  }
  return 'unknown'
}

export function unreadable(format: KnownFormat): PandokError {
  if (format === 'unknown') return new PandokError('unknown-format', 'not a label file of a known format')
  const why = isReadable(format) ? 'is not the format that was asked for' : 'is not read by this version'
  return new PandokError('unknown-format', `${FORMAT_NAMES[format]} ${why}`, { format })
}
