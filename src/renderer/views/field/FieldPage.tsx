// What a security X-ray project may set for itself: where facts lie in a path, makers, scenarios, items, targets.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type XraySettings, xraySettingsSchema } from '../../../shared/domains/xraySecurity/settings.ts'
import { api } from '../../api/client.ts'
import { sayNow, useText } from '../../app/useText.ts'
import { Blank } from '../../ui/states.tsx'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import './field.css'
import { ImagePart } from './ImagePart.tsx'
import { ItemsPart } from './ItemsPart.tsx'
import { MakersPart } from './MakersPart.tsx'
import { PlacePart } from './PlacePart.tsx'
import { ScenariosPart } from './ScenariosPart.tsx'
import { ViewsPart } from './ViewsPart.tsx'

export type Part = { readonly draft: XraySettings; readonly disabled: boolean; change(c: Partial<XraySettings>): void }

export function FieldPage() {
  const t = useText()
  const { project } = useProject()
  return project.xray ? <Editor saved={project.xray} /> : <Blank title={t('field.other')}>{t('field.hint')}</Blank>
}

function Editor({ saved }: { saved: XraySettings }) {
  const t = useText()
  const { project, user, refresh } = useProject()
  const [draft, setDraft] = useState(saved)
  const [reason, setReason] = useState('')
  const disabled = project.mode !== 'write' || user === null
  const changed = JSON.stringify(draft) !== JSON.stringify(saved)
  const valid = xraySettingsSchema.safeParse(draft).success
  const part: Part = { draft, disabled, change: (c) => setDraft((d) => ({ ...d, ...c })) }
  const save = () =>
    api.pack.save({ projectId: project.id, xray: draft, reason: reason.trim() }).then(() => {
      toast(sayNow('field.saved'), 'plain', 'field')
      refresh()
    }, toastFault)
  return (
    <div className="page field-page">
      <h1>{t('command.project.field')}</h1>
      <p className="quiet">{t('field.hint')}</p>
      <PlacePart {...part} changed={JSON.stringify(draft.place) !== JSON.stringify(saved.place)} />
      <ViewsPart {...part} key={JSON.stringify(saved.views)} />
      <ScenariosPart {...part} />
      <ImagePart {...part} />
      <MakersPart {...part} />
      <ItemsPart {...part} />
      <footer className="field-foot">
        <TextInput
          className="grow"
          aria-label={t('field.reason')}
          placeholder={t('field.reason')}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
        />
        <Button variant="default" disabled={!changed} onClick={() => setDraft(saved)}>
          {t('field.undo')}
        </Button>
        <Button disabled={disabled || !changed || !valid} onClick={save}>
          {t('field.save')}
        </Button>
      </footer>
    </div>
  )
}
