// `clinical`: the sheet of a hospital comes in, or (with --dry-run) what it would change is shown.
import { PandokError } from '../../shared/contract/errors.ts'
import { problemText } from '../../shared/text/problems.ts'
import { importClinical } from '../importers/clinicalSheet.ts'
import { type Answer, type Io, say } from './io.ts'
import { absolute, ctxOf, withPool, withProject } from './projects.ts'

export type ClinicalOptions = { readonly dryRun?: boolean; readonly map: readonly string[]; readonly sheet?: string }

export const clinicalSheet = (io: Io, path: string, file: string, options: ClinicalOptions): Promise<Answer> =>
  withPool((pool) =>
    withProject(io, path, options.dryRun ? 'read' : 'write', async (project) => {
      const from = absolute(io, file)
      const map = new Map(options.map.map(pairOf))
      const result = importClinical(project, from, await pool.readSheet(from, { signal: io.signal }), {
        map,
        sheet: options.sheet ?? null,
        write: options.dryRun ? null : ctxOf(io, project),
      })
      const findings = result.findings.map(({ item, problem }) => ({
        rule: problem.rule,
        severity: problem.severity,
        item,
        annotation: null,
        message: problemText(problem, io.language),
      }))
      const { columns, rows, matched, changed, values, unmatched } = result
      return {
        document: { ...result, findings },
        exit: unmatched.length > 0 || findings.some((f) => f.severity === 'error') ? 1 : 0,
        lines: [
          say(io, options.dryRun ? 'cli.said.clinicalDry' : 'cli.said.clinical', { rows, matched, changed, values }),
          ...columns.map((c) => `  ${c.header} -> ${c.variable ?? '-'}`),
          ...unmatched.map((u) => say(io, 'cli.said.clinicalUnmatched', u)),
          ...findings.map((f) => `${f.severity}\t${f.rule}\t${f.item}\t${f.message}`),
        ],
      }
    }),
  )

function pairOf(text: string): [header: string, variable: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new PandokError('clinical-map', '--map takes variable=column', { map: text })
  return [text.slice(at + 1), text.slice(0, at)]
}
