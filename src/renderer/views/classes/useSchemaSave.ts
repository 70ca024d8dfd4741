// Saving a label schema: looked at first; what nothing depends on is written at once, the rest waits for choices.
import { useState } from 'react'
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { Choices } from '../../../shared/annotation/schemaChange.ts'
import { type SchemaPreview, schemaChangeResultSchema, schemaPreviewSchema } from '../../../shared/contract/schema.ts'
import { api } from '../../api/client.ts'
import { useText } from '../../app/useText.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { filledTitles } from './schemaEdits.ts'
import { waitForJob } from './waitForJob.ts'

type Asked = { readonly schema: LabelSchema; readonly restores: number | null; readonly reason: string }
type Pending = Asked & { readonly preview: SchemaPreview }

export function useSchemaSave() {
  const t = useText()
  const { project, refresh } = useProject()
  const [pending, setPending] = useState<Pending | null>(null)
  const [busy, setBusy] = useState(false)
  const projectId = project.id
  const guarded = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      toastFault(error)
    } finally {
      setBusy(false)
    }
  }
  const write = async ({ schema, restores, reason, preview }: Pending, choices: Choices) => {
    const input = { projectId, schema, restores, choices: { ...choices }, baseVersion: preview.version, reason }
    const job = await waitForJob(projectId, await api.schema.change(input))
    const done = schemaChangeResultSchema.parse(job.result)
    const said = t('classes.saved', { version: done.version })
    toast(done.labels > 0 ? `${said} ${t('classes.carried', { count: done.labels })}` : said, 'good')
    setPending(null)
    refresh()
  }
  return {
    pending,
    busy,
    back: () => setPending(null),
    look: (given: LabelSchema, restores: number | null, reason: string) =>
      guarded(async () => {
        const asked = { schema: filledTitles(given), restores, reason }
        const job = await waitForJob(projectId, await api.schema.preview({ projectId, schema: asked.schema, restores }))
        const preview = schemaPreviewSchema.parse(job.result)
        const next = { ...asked, preview }
        if (preview.cases.length + preview.takenBack === 0) await write(next, {})
        else setPending(next)
      }),
    carryOut: (choices: Choices) => guarded(() => (pending ? write(pending, choices) : Promise.resolve())),
  }
}
