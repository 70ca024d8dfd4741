// The commands that work on a project. Each answers with the document of product.md section 5.
import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Finding, Loss, Skipped } from '../../shared/contract/basics.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { packs } from '../../shared/domains/index.ts'
import { type ExportFormat, exportProject } from '../exporters/index.ts'
import { previewImport, runImport } from '../importers/imageFiles.ts'
import { LABEL_FILE } from '../importers/judgeFile.ts'
import type { AskedFormat } from '../importers/labelSources.ts'
import { importLabels } from '../importers/labels.ts'
import { checkProject } from '../jobs/check.ts'
import { reportOf } from '../jobs/report.ts'
import { PROJECT_ENDING, withEnding } from '../projectPath.ts'
import { pageItems } from '../store/items.ts'
import { createProject } from '../store/open.ts'
import { readProject } from '../store/project.ts'
import { ensureRound, newestRound } from '../store/rounds.ts'
import { verifyProject } from '../store/verify.ts'
import { type Answer, type Io, reasonOf, say } from './io.ts'
import { absolute, ctxOf, projectFolder, withPool, withProject } from './projects.ts'

/** Rows of a page of the store; a longer list is several of them. */
const PAGE = 500

export async function newProject(io: Io, path: string, options: { domain: string; title?: string }): Promise<Answer> {
  const pack = packs[options.domain]
  if (!pack) throw new PandokError('bad-request', 'no such domain', { domain: options.domain })
  const dir = withEnding(absolute(io, path))
  if (existsSync(dir)) throw new PandokError('project-exists', 'the folder exists', { name: basename(dir) })
  mkdirSync(dirname(dir), { recursive: true })
  const title = options.title ?? basename(dir, PROJECT_ENDING)
  const user = { login: io.login, name: io.login, colour: '#4c9be8' }
  const project = createProject(dir, { title, pack, schema: null, user }, { clock: io.clock })
  await project.close()
  const document = { project: dir, domain: pack.id, version: pack.version }
  return { document, exit: 0, lines: [say(io, 'cli.said.new', { project: dir })] }
}

export const importFiles = (
  io: Io,
  path: string,
  files: string[],
  options: { dryRun?: boolean; copy?: boolean; group?: 'series' | 'none' },
): Promise<Answer> =>
  withPool((pool) =>
    withProject(io, path, options.dryRun ? 'read' : 'write', async (project) => {
      const paths = files.map((file) => absolute(io, file))
      const control = { signal: io.signal, onProgress: io.onProgress, group: options.group ?? 'series' }
      const mode = options.copy ? 'copy' : 'reference'
      const { items, sources, skipped, findings } = options.dryRun
        ? await previewImport({ project, pool }, paths, control)
        : await runImport({ project, pool }, paths, { ...control, ctx: ctxOf(io, project), mode })
      // Labels beside the pictures are no error, and the same bytes a second time neither: importing a folder again must end well.
      const failed = skipped.some((s) => s.code !== 'duplicate' && s.code !== LABEL_FILE)
      return {
        document: { items, sources, skipped, findings },
        exit: failed ? 1 : 0,
        lines: [
          say(io, 'cli.said.import', { items, sources }),
          ...skippedLines(io, skipped),
          ...findingLines(findings),
        ],
      }
    }),
  )

export type LabelOptions = { format: AskedFormat; reader?: string; round?: number }

export const importForeignLabels = (io: Io, path: string, files: string[], options: LabelOptions): Promise<Answer> =>
  withPool((pool) =>
    withProject(io, path, 'write', async (project) => {
      const db = project.writable()
      const ctx = ctxOf(io, project)
      const round = options.round === undefined ? newestRound(db) : ensureRound(db, options.round, ctx)
      const { annotations, items, skipped, losses } = await importLabels(
        { db, pack: readProject(db).pack, pool },
        files.map((file) => absolute(io, file)),
        {
          format: options.format,
          readerLogin: options.reader ?? null,
          round: round.number,
          ctx,
          dryRun: false,
          signal: io.signal,
          onProgress: io.onProgress,
        },
      )
      return {
        document: { annotations, items, skipped, losses },
        exit: skipped.length > 0 ? 1 : 0,
        lines: [
          say(io, 'cli.said.labels', { annotations, items }),
          ...skippedLines(io, skipped),
          ...lossLines(io, losses),
        ],
      }
    }),
  )

export const listItems = (
  io: Io,
  path: string,
  options: { where?: string; limit: number; after?: string },
): Promise<Answer> =>
  withProject(io, path, 'read', async ({ db }) => {
    const items = []
    let after = options.after ?? null
    do {
      const limit = Math.min(PAGE, options.limit - items.length)
      const page = pageItems(db, { where: options.where ?? null, after, limit })
      items.push(...page.items)
      after = page.next
    } while (after !== null && items.length < options.limit)
    const rows = items.map(({ sourceId: _, ...item }) => item)
    const lines = rows.map((i) => `${i.name}\t${i.state}\t${i.width}x${i.height}\t${i.annotations}`)
    if (after !== null) lines.push(say(io, 'cli.said.next', { next: after }))
    return { document: { items: rows, next: after }, exit: 0, lines }
  })

export const check = (io: Io, path: string): Promise<Answer> =>
  withProject(io, path, 'write-if-free', async (project) => {
    const ctx = ctxOf(io, project)
    const findings = await checkProject(project, { signal: io.signal, onProgress: io.onProgress, ctx })
    const report = reportOf(project.db)
    return {
      document: {
        findings: findings.map(({ rule, severity, item, annotation, message }) => ({
          rule,
          severity,
          item,
          annotation,
          message,
        })),
        ...(report ? { report } : {}),
      },
      exit: findings.some((f) => f.severity === 'error') ? 1 : 0,
      lines: [...findingLines(findings), say(io, 'cli.said.findings', { count: findings.length })],
    }
  })

export const exportDelivery = (
  io: Io,
  path: string,
  outDir: string,
  options: {
    format: ExportFormat
    where?: string
    images?: boolean
    png?: '8' | '16'
    jpg?: boolean
    partGb?: number
    validation?: number
    seed?: number
    folds?: number
    integer?: boolean
  },
): Promise<Answer> =>
  withPool((pool) =>
    withProject(io, path, 'read', async (project) => {
      const { jpg = false, validation, seed, folds, integer = false, partGb } = options
      const report = await exportProject({ project, pool }, absolute(io, outDir), {
        pictures: options.png ? `png${options.png}` : options.images ? 'copy' : 'none',
        xray: {
          jpeg: jpg,
          ...(validation === undefined ? {} : { validation }),
          ...(seed === undefined ? {} : { seed }),
          ...(partGb === undefined ? {} : { partBytes: Math.round(partGb * 1e9) }),
        },
        mammo: {
          integer,
          split: {
            ...(validation === undefined ? {} : { validation }),
            ...(seed === undefined ? {} : { seed }),
            ...(folds === undefined ? {} : { folds }),
          },
        },
        now: io.clock(),
        format: options.format,
        where: options.where ?? '',
        signal: io.signal,
        onProgress: io.onProgress,
        language: io.language,
      })
      const { files, items, annotations, losses, compared } = report
      return {
        document: report,
        exit: compared && compared.different > 0 ? 1 : 0,
        lines: [
          say(io, 'cli.said.export', { files: files.length, items, annotations }),
          ...lossLines(io, losses),
          ...(compared ? [say(io, 'cli.said.compared', { equal: compared.equal, different: compared.different })] : []),
        ],
      }
    }),
  )

export const verify = (io: Io, path: string): Promise<Answer> =>
  withPool((pool) =>
    withProject(io, path, 'read', async (project) => {
      const result = await verifyProject(project, {
        signal: io.signal,
        onProgress: io.onProgress,
        hashFile: (file: string) => pool.hash(file, { signal: io.signal }),
        language: io.language,
      })
      const head = result.ok
        ? say(io, 'cli.said.sound')
        : say(io, 'cli.said.problems', { count: result.problems.length })
      const lines = result.problems.map((p) => `  ${p.code}: ${p.message}${p.subject ? ` (${p.subject})` : ''}`)
      return { document: result, exit: result.ok ? 0 : 1, lines: [head, ...lines] }
    }),
  )

/** Folder as the command line understands it, for `serve`. */
export const servedProject = (io: Io, path: string | undefined): string | null =>
  path === undefined ? null : projectFolder(io, path)

const skippedLines = (io: Io, skipped: readonly Skipped[]): string[] =>
  skipped.length === 0
    ? []
    : [
        say(io, 'cli.said.skipped', { count: skipped.length }),
        ...[...Map.groupBy(skipped, (s) => s.code)].flatMap(([code, all]) => [
          ...all.slice(0, MOST_LINES).map((s) => `  ${s.path}: ${code}: ${reasonOf(io.language, s)}`),
          ...(all.length > MOST_LINES ? [say(io, 'cli.said.more', { code, count: all.length - MOST_LINES })] : []),
        ]),
      ]

/** Files of one reason that are named for people; --json has them all. */
const MOST_LINES = 20

const lossLines = (io: Io, losses: readonly Loss[]): string[] =>
  losses.length === 0
    ? []
    : [
        say(io, 'cli.said.losses', { count: losses.length }),
        ...losses.map((l) => `  ${l.code} x${l.count}: ${l.message}`),
      ]

const findingLines = (findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.severity}\t${f.rule}\t${f.item ?? ''}\t${f.message}`)
