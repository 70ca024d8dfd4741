// A delivery: list what the format cannot hold, write, read it again, compare.
import type { Loss } from '../../shared/contract/basics.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { type PictureKind, XRAY_CHOICES, type XrayChoices } from '../../shared/contract/exportOptions.ts'
import type { ExportReport } from '../../shared/contract/job.ts'
import type { ExporterId } from '../../shared/domains/domainPack.ts'
import type { Language } from '../../shared/text/text.ts'
import { LossTally } from '../formats/losses.ts'
import { breathe } from '../importers/labelSurvey.ts'
import { pageItems } from '../store/items.ts'
import type { OpenProject } from '../store/open.ts'
import { sourceBytes } from '../store/sources.ts'
import { CocoExporter } from './coco.ts'
import { CsvExporter } from './csv.ts'
import type { CaseExporter, Exporter, ExportPool, ExportSetting } from './exporter.ts'
import { exportItems } from './exportItems.ts'
import { IcdarExporter } from './icdar.ts'
import { LabelmeExporter } from './labelme.ts'
import { LabelStudioExporter } from './labelStudio.ts'
import { exportCases } from './mammo/caseExport.ts'
import { MAMMO_SPLIT, type SplitOptions } from './mammo/caseSplit.ts'
import { ClinicalXlsxExporter } from './mammo/clinicalXlsx.ts'
import { DicomSegExporter } from './mammo/dicomSeg.ts'
import { DicomSrExporter } from './mammo/dicomSr.ts'
import { MammoJsonExporter } from './mammo/mammoJson.ts'
import { ContourPngExporter, Png16Exporter } from './mammo/pictures.ts'
import { withSplit } from './mammo/withSplit.ts'
import { MaskPngExporter } from './maskPng.ts'
import { OutFolder } from './outFolder.ts'
import { Pictures } from './pictures.ts'
import { VocExporter } from './voc.ts'
import { XrayCocoExporter } from './xray/xrayCoco.ts'
import { XrayDeliveryExporter } from './xray/xrayDelivery.ts'
import { XrayVocExporter } from './xray/xrayVoc.ts'
import { YoloExporter } from './yolo.ts'

/** `yolo` = yolo-segment when anything has an outline, else yolo-detect. */
export type ExportFormat = ExporterId | 'yolo'
/** `pool`: where pictures are converted and files hashed; without it files are hashed here. */
export type ExportDeps = { readonly project: OpenProject; readonly pool?: ExportPool }
export type ExportOptions = {
  readonly format: ExportFormat
  readonly where?: string
  /** Puts the pictures beside the labels; off by default, deliveries of pictures are large. */
  readonly pictures?: PictureKind
  readonly xray?: XrayChoices
  readonly mammo?: { readonly integer?: boolean; readonly split?: Partial<SplitOptions> }
  readonly now?: Date
  readonly language?: Language | undefined
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | null) => void
}
export type ExportPreview = { items: number; annotations: number; losses: Loss[] }

const exporters = {
  coco: (s) => new CocoExporter(s),
  voc: (s) => new VocExporter(s),
  'yolo-detect': (s) => new YoloExporter(s, 'detect'),
  'yolo-segment': (s) => new YoloExporter(s, 'segment'),
  'yolo-obb': (s) => new YoloExporter(s, 'obb'),
  'yolo-pose': (s) => new YoloExporter(s, 'pose'),
  icdar: (s) => new IcdarExporter(s),
  csv: (s) => new CsvExporter(s),
  'mask-png': (s) => new MaskPngExporter(s),
  'xray-coco': (s) => new XrayCocoExporter(s),
  'xray-voc': (s) => new XrayVocExporter(s),
  'xray-delivery': (s) => new XrayDeliveryExporter(s),
  labelme: (s) => new LabelmeExporter(s),
  labelstudio: (s) => new LabelStudioExporter(s),
  'mammo-json': (s) => withSplit(s, new MammoJsonExporter(s)),
  'contour-png': (s) => withSplit(s, new ContourPngExporter(s)),
  'dicom-seg': (s) => withSplit(s, new DicomSegExporter(s)),
  'dicom-sr': (s) => withSplit(s, new DicomSrExporter(s)),
  'clinical-xlsx': (s) => new ClinicalXlsxExporter(s),
  png16: (s) => withSplit(s, new Png16Exporter(s)),
} satisfies Record<ExporterId, (setting: ExportSetting) => Exporter | CaseExporter>

/** What would go out and what would not; writes nothing. */
export async function previewExport(deps: ExportDeps, options: ExportOptions): Promise<ExportPreview> {
  const { project } = deps
  const losses = new LossTally(options.language)
  const exporter = exporters[await formatOf(project, options)](settingOf(deps, options, losses, null))
  const counts = await takeAll(project, exporter, losses, options)
  return { ...counts, losses: losses.list() }
}

export async function exportProject(deps: ExportDeps, outDir: string, options: ExportOptions): Promise<ExportReport> {
  const { project } = deps
  const losses = new LossTally(options.language)
  const format = await formatOf(project, options)
  const out = new OutFolder(outDir, project.dir)
  const { db } = project
  const cache = Number(db.pragma('cache_size', { simple: true }))
  try {
    // Every page is read once: a large cache would only be memory that is missing elsewhere.
    db.pragma(`cache_size = ${-8 * 1024}`)
    const setting = settingOf(deps, options, losses, out)
    const exporter: Exporter | CaseExporter = exporters[format](setting)
    const counts = await takeAll(project, exporter, losses, options)
    await exporter.finish()
    const drawn = await setting.pictures.make(setting)
    const compared = await exporter.verify()
    losses.add('reimport-different', compared.examples[0] ?? null, compared.different)
    out.commit()
    const { split = null, windows = drawn, parts = null } = exporter.notes?.() ?? {}
    return { files: [...out.files].sort(), ...counts, losses: losses.list(), compared, split, windows, parts }
  } catch (error) {
    out.abort()
    throw error
  } finally {
    db.pragma(`cache_size = ${cache}`)
  }
}

const settingOf = (
  { project, pool }: ExportDeps,
  { pictures = 'none', signal, xray = {}, mammo = {}, now = new Date() }: ExportOptions,
  losses: LossTally,
  out: OutFolder | null,
): ExportSetting => ({
  project,
  losses,
  out,
  copyImages: pictures !== 'none',
  pictures: new Pictures(pictures),
  signal,
  xray: {
    jpeg: xray.jpeg ?? XRAY_CHOICES.jpeg,
    validation: xray.validation ?? XRAY_CHOICES.validation,
    seed: xray.seed ?? XRAY_CHOICES.seed,
    partBytes: xray.partBytes ?? XRAY_CHOICES.partBytes,
  },
  mammo: { integer: mammo.integer ?? false, split: { ...MAMMO_SPLIT, ...mammo.split } },
  now,
  imageBytes: sourceBytes(project.db),
  pool: pool ?? null,
})

async function takeAll(
  project: OpenProject,
  exporter: Exporter | CaseExporter,
  losses: LossTally,
  { where = '', pictures = 'none', signal, onProgress }: ExportOptions,
): Promise<{ items: number; annotations: number }> {
  const { total } = pageItems(project.db, { where, limit: 1 })
  let items = 0
  let annotations = 0
  let done = 0
  const counts =
    'takeCase' in exporter
      ? taken(exportCases(project.db, where, losses), (c) => exporter.takeCase(c))
      : taken(exportItems(project.db, where, losses, isPng(pictures)), (entry) => exporter.take(entry))
  for (const found of counts) {
    if (found !== null) {
      items++
      annotations += found
    }
    // A format of pictures takes each place of a case by itself: more of them than items.
    if (++done % 100 === 0) {
      onProgress?.(done, Math.max(done, total))
      await breathe(signal)
    }
  }
  onProgress?.(done, Math.max(done, total))
  return { items, annotations }
}

const isPng = (kind: PictureKind): boolean => kind === 'png8' || kind === 'png16'

/** Annotations of each that goes out; null for one that does not. */
function* taken<T>(entries: Iterable<T | null>, take: (entry: T) => number): Generator<number | null> {
  for (const entry of entries) yield entry === null ? null : take(entry)
}

async function formatOf(project: OpenProject, { format, where = '', signal }: ExportOptions): Promise<ExporterId> {
  if (format !== 'yolo') {
    if (!(format in exporters)) throw new PandokError('unknown-format', 'no such export format', { format })
    return format
  }
  let done = 0
  for (const entry of exportItems(project.db, where, new LossTally())) {
    if (entry?.annotations.some((a) => a.shape?.kind === 'polygon' || a.shape?.kind === 'mask')) return 'yolo-segment'
    if (++done % 100 === 0) await breathe(signal)
  }
  return 'yolo-detect'
}
