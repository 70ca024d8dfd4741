// The bulk changes of a project, newest first, as their jobs remember them.
import { z } from 'zod'
import { type BulkRun, bulkInputSchema, bulkResultSchema } from '../../shared/contract/bulk.ts'
import { type ReadableDb, rows } from './db.ts'

type JobRow = {
  kind: string
  state: BulkRun['state']
  author_id: string | null
  started_at: string
  result: string | null
  input: string | null
}
const inputSchema = bulkInputSchema.omit({ projectId: true }).extend({ runId: z.string() })
const undoSchema = z.object({ runId: z.string() })

const read = <T>(schema: z.ZodType<T>, text: string | null): T | null => {
  const found = schema.safeParse(text === null ? null : JSON.parse(text))
  return found.success ? found.data : null
}

export function bulkRuns(db: ReadableDb, limit = 100): BulkRun[] {
  const jobs = rows<JobRow>(
    db,
    `SELECT kind, state, author_id, started_at, result, input FROM jobs WHERE kind IN ('bulk', 'bulk-undo')
     ORDER BY no DESC LIMIT ?`,
    limit * 2,
  )
  const undone = new Set(
    jobs.flatMap((j) => (j.kind === 'bulk-undo' && j.state === 'done' ? (read(undoSchema, j.input)?.runId ?? []) : [])),
  )
  const listed = new Set<string>()
  return jobs.flatMap((j): BulkRun[] => {
    const asked = j.kind === 'bulk' ? read(inputSchema, j.input) : null
    // A run that was started again has two jobs; the newer one says how it stands.
    if (!asked || listed.has(asked.runId)) return []
    listed.add(asked.runId)
    const { runId, ...input } = asked
    const result = read(bulkResultSchema, j.result)
    const counts = { items: result?.items ?? null, annotations: result?.annotations ?? null }
    return [
      {
        runId,
        state: j.state,
        startedAt: j.started_at,
        authorId: j.author_id,
        input,
        ...counts,
        undone: undone.has(runId),
      },
    ]
  })
}
