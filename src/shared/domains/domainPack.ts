// A pack is data that names capabilities by id (codebases.md 3.4). It is copied into a project when the project is made.
import { z } from 'zod'
import { bilingualSchema, labelSchemaSchema } from '../annotation/labelSchema.ts'
import { NO_POLICY, reviewPolicySchema } from '../review/policy.ts'
import { mammoSettingsSchema } from './mammography/settings.ts'
import { xraySettingsSchema } from './xraySecurity/settings.ts'

export const IMPORTER_IDS = ['image-files', 'cases'] as const
export const LABEL_FORMAT_IDS = [
  'coco',
  'voc',
  'yolo',
  'cvat',
  'labelme',
  'labelstudio',
  'datumaro',
  'dota',
  'icdar',
  'mmocr',
  'csv',
  'via',
  'mask-png',
  'dicom-seg',
  'mammo-json',
  'dicom-sr',
  'dicom-rtstruct',
  'dicom-gsps',
] as const
export const EXPORTER_IDS = [
  'coco',
  'voc',
  'yolo-detect',
  'yolo-segment',
  'yolo-obb',
  'yolo-pose',
  'icdar',
  'csv',
  'mask-png',
  'xray-coco',
  'xray-voc',
  'xray-delivery',
  'labelme',
  'labelstudio',
  'mammo-json',
  'contour-png',
  'dicom-seg',
  'dicom-sr',
  'png16',
  'clinical-xlsx',
] as const
export const RULE_IDS = [
  'class-missing',
  'attribute-required',
  'attribute-value',
  'shape-not-allowed',
  'shape-degenerate',
  'shape-self-crossing',
  'outside-image',
  'source-missing',
  'declared',
  'inside-ignored',
  'xray-name',
  'xray-place',
  'xray-image',
  'xray-duplicate-id',
  'xray-missing',
  'xray-item',
  'xray-verdict',
  'xray-box',
  'mammo-case',
  'mammo-duplicate',
  'mammo-image',
  'mammo-view',
  'mammo-levels',
  'mammo-discard',
  'mammo-lesion',
  'mammo-clinical',
  'double-reading',
] as const
/** Asked of every project, whatever the copy of its pack says: these rules are the project's own. */
export const STANDING_RULES: readonly RuleId[] = ['declared', 'double-reading']
export const VIEW_IDS = ['image'] as const

/** What the workbench offers beyond drawing. */
export const deskSchema = z.object({
  /** Item attribute (a choice) that is asked with large buttons beside the picture. */
  verdict: z.string().nullable(),
  /** Item attribute (several of a list) that takes the reasons when an item is excluded. */
  excluded: z.string().nullable(),
  /** Findings are shown before a submission; errors have to be fixed or explained. */
  selfCheck: z.boolean(),
  /** Outlines are delivered with the box around them, which the desk shows. */
  derivedBox: z.boolean(),
})
export type DeskOffer = z.infer<typeof deskSchema>
const PLAIN_DESK: DeskOffer = { verdict: null, excluded: null, selfCheck: false, derivedBox: false }

export const domainPackSchema = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  title: bilingualSchema,
  item: z.object({ kind: z.enum(['image', 'case']), slots: z.array(z.string()).min(1) }),
  reading: z.enum(['shared', 'independent']),
  importer: z.enum(IMPORTER_IDS),
  rules: z.array(z.enum(RULE_IDS)),
  labelFormats: z.array(z.enum(LABEL_FORMAT_IDS)),
  exporters: z.array(z.enum(EXPORTER_IDS)),
  view: z.enum(VIEW_IDS),
  desk: deskSchema.default(PLAIN_DESK),
  /** Only where everybody reads for themselves. */
  review: reviewPolicySchema.default(NO_POLICY),
  /** Only of the pack for security X-ray images. */
  xray: xraySettingsSchema.nullable().default(null),
  /** Only of the pack for mammograms. */
  mammo: mammoSettingsSchema.nullable().default(null),
  /** Starting label schema of a new project. */
  schema: labelSchemaSchema,
})
export type DomainPack = z.infer<typeof domainPackSchema>
export type RuleId = (typeof RULE_IDS)[number]
export type ExporterId = (typeof EXPORTER_IDS)[number]
export type LabelFormatId = (typeof LABEL_FORMAT_IDS)[number]

export const definePack = (pack: z.input<typeof domainPackSchema>): DomainPack => domainPackSchema.parse(pack)
