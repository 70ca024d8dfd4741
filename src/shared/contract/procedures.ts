// Every call a window can make, with what goes in and what comes out. main/api/router.ts serves this table and nothing else.
import { z } from 'zod'
import { labelSchemaSchema } from '../annotation/labelSchema.ts'
import { annotationSchema } from '../annotation/model.ts'
import { keySetSchema } from '../commands/keySet.ts'
import { EXPORTER_IDS, LABEL_FORMAT_IDS } from '../domains/domainPack.ts'
import { xrayReportSchema } from '../domains/xraySecurity/report.ts'
import { placeRuleSchema, xraySettingsSchema } from '../domains/xraySecurity/settings.ts'
import { idSchema } from '../ids.ts'
import {
  agreeAskedSchema,
  agreeItemInputSchema,
  agreeItemSchema,
  policyInputSchema,
  settleInputSchema,
} from './agree.ts'
import { appInfoSchema, selfTestSchema, supportPackSchema } from './app.ts'
import { findingSchema } from './basics.ts'
import { bulkInputSchema, bulkRunSchema } from './bulk.ts'
import {
  caseActInputSchema,
  caseAskSchema,
  caseSheetSchema,
  openCasesInputSchema,
  openCasesSchema,
  priorCaseSchema,
} from './cases.ts'
import {
  CLINICAL_ONLY,
  clinicalPageSchema,
  clinicalRowSchema,
  clinicalRunSchema,
  clinicalUndoneSchema,
  clinicalVariableSchema,
  datedValueSchema,
  sheetAskedSchema,
  sheetPreviewSchema,
} from './clinical.ts'
import { coverageSchema, readingPlaceSchema } from './coverage.ts'
import { dicomHeaderSchema, dicomPictureSchema, overlayBitsSchema } from './dicom.ts'
import {
  applyDiffInputSchema,
  applyDiffResultSchema,
  documentMetaSchema,
  historyEntrySchema,
  logEntrySchema,
  openDocumentInputSchema,
  openDocumentSchema,
} from './document.ts'
import { mammoChoicesSchema, PICTURE_KINDS, xrayChoicesSchema } from './exportOptions.ts'
import { fileEntrySchema, folderListingSchema } from './files.ts'
import { machineHabitsSchema, saveHabitsSchema } from './habits.ts'
import {
  itemDetailSchema,
  itemPageInputSchema,
  itemPageSchema,
  itemRowSchema,
  itemStateSchema,
  whereSchema,
} from './item.ts'
import { jobSchema } from './job.ts'
import { namePlanSchema, renameInputSchema, renameRunSchema } from './names.ts'
import { placePreviewSchema } from './pack.ts'
import {
  annotationHistoryInputSchema,
  annotationHistorySchema,
  checkpointNameSchema,
  checkpointSchema,
  removedInputSchema,
  removedPageSchema,
} from './past.ts'
import {
  backupSchema,
  createProjectInputSchema,
  projectInfoSchema,
  recentProjectSchema,
  userSchema,
} from './project.ts'
import { noteDraftSchema, reviewDecisionSchema, reviewNoteSchema, reviewPageSchema } from './review.ts'
import { schemaAskedSchema, schemaChangeSchema, schemaVersionSchema } from './schema.ts'
import { viewingSchema } from './viewing.ts'
import { rememberedViewSchema } from './views.ts'

export type ProcedureDef<K extends 'query' | 'mutation', I extends z.ZodType, O extends z.ZodType> = {
  kind: K
  input: I
  output: O
}
const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): ProcedureDef<'query', I, O> => ({
  kind: 'query',
  input,
  output,
})
const mutation = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): ProcedureDef<'mutation', I, O> => ({
  kind: 'mutation',
  input,
  output,
})

const none = z.void()
const path = z.string().min(1).max(4096)
const inProject = z.object({ projectId: z.string().max(100) })
const paths = z.array(path).min(1).max(10_000)
/** Slices of a DICOM series as one item, or every file by itself. */
const group = z.enum(['series', 'none']).optional()
const name = z.string().trim().min(1).max(120)
const colour = z.string().regex(/^#[0-9a-f]{6}$/i)
const login = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\s/\\]+$/)
const labelFormat = z.enum(['auto', ...LABEL_FORMAT_IDS])
const exporter = z.enum(EXPORTER_IDS)
const reason = z.string().max(1000).nullish()
const atRevision = inProject.extend({ documentId: z.string(), baseRevision: z.number().int().nonnegative() })

export const procedures = {
  app: {
    info: query(none, appInfoSchema),
    recent: query(none, z.array(recentProjectSchema)),
    forget: mutation(z.object({ path }), z.array(recentProjectSchema)),
    habits: query(none, machineHabitsSchema),
    /** Asks the system where to; null where the host has no such dialog, or it was called off. */
    saveKeys: mutation(
      z.object({ name: z.string().max(200), keys: keySetSchema }),
      z.object({ path: z.string().nullable() }),
    ),
    saveHabits: mutation(saveHabitsSchema, machineHabitsSchema),
    selfTest: query(none, selfTestSchema),
    supportPack: mutation(none, supportPackSchema),
    /** Shows a folder or file in the system's file browser; `opened` is false where the host has none. */
    reveal: mutation(z.object({ path }), z.object({ opened: z.boolean() })),
  },
  /** The system's own dialogs and window; null or false where the host has none (the in-app picker works everywhere). */
  host: {
    pickFolder: mutation(none, z.object({ path: z.string().nullable() })),
    saveFile: mutation(z.object({ name: z.string().max(200) }), z.object({ path: z.string().nullable() })),
    setTitle: mutation(z.object({ title: z.string().max(300) }), z.object({ set: z.boolean() })),
  },
  files: {
    roots: query(none, z.array(fileEntrySchema)),
    list: query(
      z.object({ path, show: z.enum(['folders', 'images', 'labels', 'sheets', 'all']) }),
      folderListingSchema,
    ),
    makeFolder: mutation(z.object({ parent: path, name: z.string().min(1).max(200) }), fileEntrySchema),
  },
  project: {
    create: mutation(createProjectInputSchema, projectInfoSchema),
    open: mutation(z.object({ path, prefer: z.enum(['write', 'read']).optional() }), projectInfoSchema),
    openSample: mutation(z.object({ domain: z.string() }), projectInfoSchema),
    info: query(inProject, projectInfoSchema),
    close: mutation(inProject, z.object({ closed: z.boolean() })),
    backups: query(z.object({ path }), z.array(backupSchema)),
    restore: mutation(z.object({ path, file: z.string().max(200) }), projectInfoSchema),
    relocate: mutation(inProject.extend({ folder: path }), jobSchema),
    verify: mutation(inProject, jobSchema),
    classesFromFile: query(z.object({ path }), labelSchemaSchema),
  },
  users: {
    create: mutation(inProject.extend({ login, name, colour }), userSchema),
    update: mutation(
      inProject.extend({
        id: z.string(),
        name: name.optional(),
        colour: colour.optional(),
        active: z.boolean().optional(),
      }),
      userSchema,
    ),
  },
  schema: {
    save: mutation(inProject.extend({ schema: labelSchemaSchema, reason: z.string().max(1000) }), labelSchemaSchema),
    /** What a new version would do to the labels (SchemaPreview). */
    preview: mutation(inProject.extend(schemaAskedSchema.shape), jobSchema),
    /** The new version and its labels (SchemaChangeResult). */
    change: mutation(inProject.extend(schemaChangeSchema.shape), jobSchema),
    versions: query(inProject, z.array(schemaVersionSchema)),
    version: query(inProject.extend({ version: z.number().int().positive() }), labelSchemaSchema),
    /** Keeps a copy of a picture (a finished upload, or a file) for the classes; `file` goes into their `example`. */
    keepExample: mutation(inProject.extend({ path }), z.object({ file: z.string() })),
    /** Writes the present version as a file of its own format into a folder. */
    writeFile: mutation(inProject.extend({ folder: path }), z.object({ path: z.string() })),
  },
  items: {
    page: query(itemPageInputSchema, itemPageSchema),
    get: query(inProject.extend({ itemId: z.string() }), itemDetailSchema),
    neighbours: query(
      inProject.extend({ itemId: z.string(), where: whereSchema.optional() }),
      z.object({
        previous: itemRowSchema.nullable(),
        next: itemRowSchema.nullable(),
        index: z.number(),
        total: z.number(),
      }),
    ),
    setState: mutation(
      inProject.extend({ itemId: z.string(), state: itemStateSchema, reason, viewing: viewingSchema.optional() }),
      itemRowSchema,
    ),
  },
  /** What the file behind a picture says about itself; read when it is asked for. */
  dicom: {
    header: query(inProject.extend({ sourceId: z.string() }), dicomHeaderSchema),
    picture: query(inProject.extend({ sourceId: z.string() }), dicomPictureSchema),
    overlay: query(
      inProject.extend({ sourceId: z.string(), frame: z.number().int().nonnegative(), group: z.number().int() }),
      overlayBitsSchema,
    ),
  },
  /** Pictures of a case in their places: findings with a proposal, and acts that can be taken back. */
  cases: {
    sheet: query(caseAskSchema, caseSheetSchema),
    act: mutation(caseActInputSchema, caseSheetSchema),
    undo: mutation(caseAskSchema, caseSheetSchema),
    redo: mutation(caseAskSchema, caseSheetSchema),
    open: query(openCasesInputSchema, openCasesSchema),
    /** Earlier examinations of the same patient in the project, newest first. */
    priors: query(caseAskSchema, z.array(priorCaseSchema)),
    /** What the person at work has seen of the pictures at 1:1 in this round. */
    coverage: query(readingPlaceSchema, z.array(coverageSchema)),
    cover: mutation(
      readingPlaceSchema.extend({ seen: z.array(coverageSchema).min(1).max(40) }),
      z.object({ kept: z.boolean() }),
    ),
  },
  document: {
    open: query(openDocumentInputSchema, openDocumentSchema),
    applyDiff: mutation(applyDiffInputSchema, applyDiffResultSchema),
    /** Where the pack asks for it, errors need a reason. `viewing`: functions used before, written in the same transaction. */
    submit: mutation(atRevision.extend({ reason, viewing: viewingSchema.optional() }), documentMetaSchema),
    reopen: mutation(atRevision.extend({ reason }), documentMetaSchema),
    log: query(
      inProject.extend({
        documentId: z.string(),
        /** Of an item that has no document yet: what the asking person looked at. */
        itemId: z.string().optional(),
        beforeSeq: z.number().int().nullish(),
        limit: z.number().int().min(1).max(500),
      }),
      z.array(logEntrySchema),
    ),
    moreHistory: query(
      inProject.extend({ documentId: z.string(), beforeOpId: z.string() }),
      z.array(historyEntrySchema),
    ),
    /** What was removed and can be brought back. */
    removed: query(removedInputSchema, removedPageSchema),
    /** Every change of one annotation. */
    historyOf: query(annotationHistoryInputSchema, annotationHistorySchema),
    /** The annotations right after a step of the log. */
    stateAt: query(
      inProject.extend({ documentId: z.string(), seq: z.number().int().nonnegative() }),
      z.array(annotationSchema),
    ),
    /** Gives the present moment a name; nothing of the work changes. */
    checkpoint: mutation(inProject.extend({ documentId: z.string(), name: checkpointNameSchema }), checkpointSchema),
    checkpoints: query(
      inProject.extend({
        documentId: z.string(),
        beforeSeq: z.number().int().nullish(),
        limit: z.number().int().min(1).max(200),
      }),
      z.array(checkpointSchema),
    ),
  },
  /** One change to many items: looked at, carried out, taken back. */
  bulk: {
    preview: mutation(bulkInputSchema, jobSchema),
    run: mutation(bulkInputSchema, jobSchema),
    undo: mutation(inProject.extend({ runId: idSchema }), jobSchema),
    runs: query(inProject, z.array(bulkRunSchema)),
  },
  /** How the person at work last looked at a picture, on this computer. */
  views: {
    recall: query(inProject.extend({ sourceId: z.string() }), rememberedViewSchema.nullable()),
    remember: mutation(
      inProject.extend({ sourceId: z.string(), view: rememberedViewSchema.nullable() }),
      z.object({ kept: z.boolean() }),
    ),
  },
  review: {
    /** Items with what the rules and the inspectors say, a page of the list; counts by maker of the whole project. */
    list: query(
      inProject.extend({
        where: whereSchema,
        after: z.string().nullish(),
        limit: z.number().int().min(1).max(100),
      }),
      reviewPageSchema,
    ),
    notes: query(inProject.extend({ itemId: z.string() }), z.array(reviewNoteSchema)),
    sendBack: mutation(
      inProject.extend({
        itemId: z.string(),
        documentId: z.string().nullish(),
        notes: z.array(noteDraftSchema).min(1).max(200),
      }),
      z.array(reviewNoteSchema),
    ),
    resolve: mutation(
      inProject.extend({
        itemId: z.string(),
        ids: z.array(z.string()).min(1).max(200),
        decision: reviewDecisionSchema,
      }),
      z.array(reviewNoteSchema),
    ),
    /** What the rules would say about this reading if it were submitted now. */
    selfCheck: query(
      inProject.extend({ itemId: z.string(), documentId: z.string().nullish() }),
      z.array(findingSchema),
    ),
  },
  /** Two readings of the same items against each other, and what two readers settle on. */
  agree: {
    /** How items are read, and what may be delivered; in the change log. */
    policy: mutation(inProject.extend(policyInputSchema.shape), projectInfoSchema),
    /** AgreeResult. */
    run: mutation(inProject.extend(agreeAskedSchema.shape), jobSchema),
    item: query(inProject.extend(agreeItemInputSchema.shape), agreeItemSchema),
    /** A proposal for what both mean; the two readings stay as they are. */
    settle: mutation(inProject.extend(settleInputSchema.shape), agreeItemSchema),
    consent: mutation(
      inProject.extend({ itemId: z.string(), revision: z.number().int().nonnegative() }),
      agreeItemSchema,
    ),
    withdraw: mutation(inProject.extend({ itemId: z.string(), reason }), agreeItemSchema),
  },
  /** The project's own copy of its pack. */
  pack: {
    save: mutation(inProject.extend({ xray: xraySettingsSchema, reason: z.string().max(1000) }), projectInfoSchema),
    previewPlace: query(
      inProject.extend({ place: placeRuleSchema, path: z.string().max(4096).nullish() }),
      placePreviewSchema,
    ),
    previewFields: mutation(inProject.extend({ place: placeRuleSchema.nullish() }), jobSchema),
    readFields: mutation(inProject, jobSchema),
    /** Counts against the targets; null for packs that have none. */
    report: query(inProject, xrayReportSchema.nullable()),
  },
  /** What hospitals say about the patients of mammography cases. */
  clinical: {
    look: query(inProject.extend(sheetAskedSchema.shape), sheetPreviewSchema),
    bringIn: mutation(inProject.extend(sheetAskedSchema.shape), sheetPreviewSchema),
    /** Of a sheet that was dropped and is not wanted after all. */
    putAway: mutation(inProject.extend({ path }), z.object({ removed: z.boolean() })),
    runs: query(inProject, z.array(clinicalRunSchema)),
    undo: mutation(inProject.extend({ run: z.string().max(100) }), clinicalUndoneSchema),
    /** Values must not be known before reading: whoever looks at them is in the change log. */
    reveal: mutation(inProject, z.object({ shown: z.boolean() })),
    page: query(
      inProject.extend({
        after: z.string().nullish(),
        limit: z.number().int().min(1).max(200),
        only: z.enum(CLINICAL_ONLY).default('all'),
      }),
      clinicalPageSchema,
    ),
    /** An empty value takes the earlier one away; both stay in the history. */
    set: mutation(
      inProject.extend({ itemId: z.string(), variable: clinicalVariableSchema, value: z.string().trim().max(1000) }),
      clinicalRowSchema,
    ),
    history: query(inProject.extend({ itemId: z.string() }), z.array(datedValueSchema)),
  },
  /** File names that are not what folders and data id say. */
  names: {
    plan: query(inProject, namePlanSchema),
    rename: mutation(inProject.extend({ itemIds: renameInputSchema.shape.itemIds.optional() }), jobSchema),
    undo: mutation(inProject.extend({ runId: z.string().max(100) }), jobSchema),
    runs: query(inProject, z.array(renameRunSchema)),
  },
  import: {
    preview: mutation(inProject.extend({ paths, group }), jobSchema),
    run: mutation(
      inProject.extend({ paths, mode: z.enum(['reference', 'copy']), labels: z.boolean().optional(), group }),
      jobSchema,
    ),
  },
  labels: {
    preview: mutation(inProject.extend({ files: paths, format: labelFormat }), jobSchema),
    run: mutation(inProject.extend({ files: paths, format: labelFormat }), jobSchema),
  },
  export: {
    preview: mutation(inProject.extend({ format: exporter, where: whereSchema.optional() }), jobSchema),
    run: mutation(
      inProject.extend({
        format: exporter,
        where: whereSchema.optional(),
        outDir: path,
        pictures: z.enum(PICTURE_KINDS).optional(),
        mammo: mammoChoicesSchema.optional(),
        xray: xrayChoicesSchema.optional(),
      }),
      jobSchema,
    ),
  },
  check: { run: mutation(inProject, jobSchema) },
  jobs: {
    get: query(inProject.extend({ jobId: z.string() }), jobSchema),
    list: query(inProject, z.array(jobSchema)),
    cancel: mutation(inProject.extend({ jobId: z.string() }), jobSchema),
    /** Starts an interrupted or cancelled job again with the input it had. */
    resume: mutation(inProject.extend({ jobId: z.string() }), jobSchema),
  },
} as const

export type Procedures = typeof procedures
export type TopicId = keyof Procedures
export type InputOf<P> = P extends ProcedureDef<'query' | 'mutation', infer I, z.ZodType> ? z.output<I> : never
export type OutputOf<P> = P extends ProcedureDef<'query' | 'mutation', z.ZodType, infer O> ? z.output<O> : never
