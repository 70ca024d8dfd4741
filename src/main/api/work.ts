// Starts the long jobs of a project: what each needs, what it writes down, and how it is started again after a crash.
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { agreeAskedSchema } from '../../shared/contract/agree.ts'
import type { Finding } from '../../shared/contract/basics.ts'
import { bulkInputSchema } from '../../shared/contract/bulk.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import {
  type MammoChoices,
  mammoChoicesSchema,
  PICTURE_KINDS,
  xrayChoicesSchema,
} from '../../shared/contract/exportOptions.ts'
import type { Job } from '../../shared/contract/job.ts'
import { renameInputSchema } from '../../shared/contract/names.ts'
import { fieldsInputSchema } from '../../shared/contract/pack.ts'
import { schemaAskedSchema, schemaChangeSchema } from '../../shared/contract/schema.ts'
import { EXPORTER_IDS, LABEL_FORMAT_IDS } from '../../shared/domains/domainPack.ts'
import { exportProject, previewExport } from '../exporters/index.ts'
import { filesBelow } from '../files/filesBelow.ts'
import { previewImport, runImport } from '../importers/imageFiles.ts'
import { importLabels } from '../importers/labels.ts'
import { previewBulk, runBulk, undoBulk } from '../jobs/bulk.ts'
import { checkProject } from '../jobs/check.ts'
import { crossCheck } from '../jobs/crossCheck.ts'
import { readFieldsAgain } from '../jobs/readFields.ts'
import type { JobControl, JobRows } from '../jobs/runner.ts'
import { renameNames, undoNames } from '../names/names.ts'
import { changeSchema, previewSchema } from '../schema/changeSchema.ts'
import type { Ctx } from '../store/ctx.ts'
import { createJob, finishJob, updateJob } from '../store/jobs.ts'
import type { OpenProject } from '../store/open.ts'
import { readProject } from '../store/project.ts'
import { relocateMissing } from '../store/relocate.ts'
import { newestRound } from '../store/rounds.ts'
import { verifyProject } from '../store/verify.ts'
import type { Deps } from './deps.ts'
import { type Asked, ctxOf } from './openProjects.ts'
import { isStaged } from './uploadRoutes.ts'

const paths = z.array(z.string())
const group = z.enum(['series', 'none']).optional()
const format = z.enum(['auto', ...LABEL_FORMAT_IDS])
const exporter = z.enum(EXPORTER_IDS)
const where = z.string().optional()
const bulkOrder = bulkInputSchema.omit({ projectId: true })

type Setting = { deps: Deps; project: OpenProject; ctx: Ctx; control: JobControl }
type Work<I extends z.ZodType> = {
  input: I
  /** Writes to the project, so it needs somebody who does it. */
  writes: boolean
  run(input: z.output<I>, setting: Setting): Promise<unknown>
}
const work = <I extends z.ZodType>(w: Work<I>): Work<I> => w

/** What was dropped into a browser window has been taken in or refused; nobody asks for it again. */
async function removeStaged(project: OpenProject, given: readonly string[]): Promise<void> {
  for (const path of given) if (isStaged(project.dir, path)) await rm(path, { recursive: true, force: true })
}

const mammoOptions = ({ integer = false, validation, folds, seed }: MammoChoices = {}) => ({
  integer,
  split: {
    ...(validation === undefined ? {} : { validation }),
    ...(folds === undefined ? {} : { folds }),
    ...(seed === undefined ? {} : { seed }),
  },
})
const grouped = ({ group: how }: { group?: 'series' | 'none' | undefined }) => (how ? { group: how } : {})
const languageOf = ({ language }: Ctx) => (language ? { language } : {})
const labelDeps = ({ deps, project }: Pick<Setting, 'deps' | 'project'>) => ({
  db: project.writable(),
  pack: readProject(project.db).pack,
  pool: deps.pool,
})
const labelOptions = ({ project, ctx, control }: Setting, input: { format: z.output<typeof format> }) => ({
  ...control,
  ctx,
  format: input.format,
  // The pack decides whose reading it is: the shared one, or that of the person at work.
  readerLogin: null,
  round: newestRound(project.db).number,
})

export const works = {
  'import-preview': work({
    input: z.object({ paths, group }),
    writes: false,
    run: (input, { deps, project, ctx, control }) =>
      previewImport({ project, pool: deps.pool }, input.paths, { ...control, ...languageOf(ctx), ...grouped(input) }),
  }),
  import: work({
    input: z.object({ paths, mode: z.enum(['reference', 'copy']), labels: z.boolean().optional(), group }),
    writes: true,
    async run(input, setting) {
      const { deps, project, ctx, control } = setting
      const result = await runImport({ project, pool: deps.pool }, input.paths, {
        ...control,
        ctx,
        mode: input.mode,
        ...grouped(input),
      })
      const found = input.labels
        ? await importLabels(labelDeps(setting), input.paths, {
            ...labelOptions(setting, { format: 'auto' }),
            dryRun: false,
          })
        : null
      await removeStaged(project, input.paths)
      return { ...result, labels: found }
    },
  }),
  'labels-preview': work({
    input: z.object({ files: paths, format }),
    writes: false,
    run: (input, s) => importLabels(labelDeps(s), input.files, { ...labelOptions(s, input), dryRun: true }),
  }),
  labels: work({
    input: z.object({ files: paths, format }),
    writes: true,
    async run(input, s) {
      const found = await importLabels(labelDeps(s), input.files, { ...labelOptions(s, input), dryRun: false })
      await removeStaged(s.project, input.files)
      return found
    },
  }),
  'export-preview': work({
    input: z.object({ format: exporter, where }),
    writes: false,
    run: (input, { project, ctx, control }) =>
      previewExport({ project }, { ...control, ...languageOf(ctx), format: input.format, where: input.where ?? '' }),
  }),
  export: work({
    input: z.object({
      format: exporter,
      where,
      outDir: z.string(),
      pictures: z.enum(PICTURE_KINDS).optional(),
      mammo: mammoChoicesSchema.optional(),
      xray: xrayChoicesSchema.optional(),
    }),
    writes: false,
    run: (input, { deps, project, ctx, control }) =>
      exportProject({ project, pool: deps.pool }, input.outDir, {
        ...control,
        ...languageOf(ctx),
        format: input.format,
        where: input.where ?? '',
        pictures: input.pictures ?? 'none',
        mammo: mammoOptions(input.mammo),
        ...(input.xray ? { xray: input.xray } : {}),
      }),
  }),
  check: work({
    input: z.object({}),
    writes: false,
    run: (_input, { project, ctx, control }): Promise<Finding[]> => checkProject(project, { ...control, ctx }),
  }),
  agree: work({
    input: agreeAskedSchema,
    writes: false,
    run: (input, { project, ctx, control }) => crossCheck(project, input, { viewer: ctx.authorId }, control),
  }),
  'schema-preview': work({
    input: schemaAskedSchema,
    writes: false,
    run: (input, { project, ctx, control }) => previewSchema(project, input, control, { viewer: ctx.authorId }),
  }),
  schema: work({
    input: schemaChangeSchema,
    writes: true,
    run: (input, { project, ctx, control }) =>
      changeSchema(project, input, { ...control, ctx: { ...ctx, reason: input.reason || null } }),
  }),
  'fields-preview': work({
    input: fieldsInputSchema,
    writes: false,
    run: ({ place }, { project, control }) => readFieldsAgain(project, { ...control, place, write: null }),
  }),
  fields: work({
    input: fieldsInputSchema,
    writes: true,
    run: ({ place }, { project, ctx, control }) => readFieldsAgain(project, { ...control, place, write: ctx }),
  }),
  rename: work({
    input: renameInputSchema,
    writes: true,
    run: ({ itemIds }, { project, ctx, control }) => renameNames(project, itemIds, { ...control, ctx }),
  }),
  'rename-undo': work({
    input: z.object({ runId: z.string() }),
    writes: true,
    run: ({ runId }, { project, ctx, control }) => undoNames(project, runId, { ...control, ctx }),
  }),
  verify: work({
    input: z.object({}),
    writes: false,
    run: (_input, { deps, project, ctx, control }) =>
      verifyProject(project, {
        ...control,
        ...languageOf(ctx),
        hashFile: (path: string) => deps.pool.hash(path, control),
      }),
  }),
  'bulk-preview': work({
    input: bulkOrder,
    writes: false,
    run: (order, { project, ctx, control }) => previewBulk(project, order, { ...control, ctx }),
  }),
  bulk: work({
    input: bulkOrder.extend({ runId: z.string() }),
    writes: true,
    run: ({ runId, ...order }, { project, ctx, control }) => runBulk(project, runId, order, { ...control, ctx }),
  }),
  'bulk-undo': work({
    input: z.object({ runId: z.string() }),
    writes: true,
    run: ({ runId }, { project, ctx, control }) => undoBulk(project, runId, { ...control, ctx }),
  }),
  relocate: work({
    input: z.object({ folder: z.string() }),
    writes: true,
    async run({ folder }, { deps, project, ctx, control }) {
      const hashFile = (path: string) => deps.pool.hash(path, control)
      const files = filesBelow(folder, control.signal)
      const result = await relocateMissing(project, files, { ...control, hashFile, ctx })
      deps.roots.allow(dirname(folder))
      return result
    },
  }),
} as const satisfies Partial<Record<Job['kind'], unknown>>
export type WorkKind = keyof typeof works

/** The one way a job of a project starts, from a window or again after a crash. */
export function startWork<K extends WorkKind>(
  deps: Deps,
  project: OpenProject,
  asked: Asked,
  kind: K,
  input: z.input<(typeof works)[K]['input']>,
): Job {
  const ctx = ctxOf(project, asked, deps.clock)
  // The table line is looked up by the same K as its input; TypeScript cannot follow that through the union.
  const { input: schema, writes, run } = works[kind] as unknown as Work<z.ZodType>
  if (writes) {
    project.writable()
    if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
  }
  const checked = schema.parse(input)
  const params = { ...(input as Readonly<Record<string, unknown>>) }
  const request = { projectId: project.id, kind, params, authorId: ctx.authorId, rows: jobRows(project, ctx, deps) }
  return deps.jobs.start(request, (control) => run(checked, { deps, project, ctx, control }))
}

/** Previews write nothing at all, and a project open for reading cannot keep rows. */
function jobRows(project: OpenProject, ctx: Ctx, { clock }: Deps): JobRows | null {
  if (project.mode !== 'write') return null
  const db = project.writable()
  return {
    create: (job, input) => {
      if (!job.kind.endsWith('-preview')) createJob(db, { id: job.id, kind: job.kind, total: null, input }, ctx)
    },
    update: (job) => {
      if (!job.kind.endsWith('-preview')) updateJob(db, job.id, job)
    },
    finish(job) {
      if (job.kind.endsWith('-preview')) return
      const time = clock().toISOString()
      if (job.state === 'failed' && job.error) finishJob(db, job.id, { state: 'failed', error: job.error }, time)
      else if (job.state === 'cancelled') finishJob(db, job.id, { state: 'cancelled' }, time)
      else finishJob(db, job.id, { state: 'done', result: job.result }, time)
    },
  }
}
