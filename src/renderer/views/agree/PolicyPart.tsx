// How the project is read: blind or not, and what may be delivered. Saved as one row of the change log.
import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReviewPolicy } from '../../../shared/review/policy.ts'
import { api } from '../../api/client.ts'
import { sayNow, useText } from '../../app/useText.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'

export function PolicyPart() {
  const t = useText()
  const { project, user, refresh } = useProject()
  const [draft, setDraft] = useState<ReviewPolicy>(project.review)
  const [reason, setReason] = useState('')
  const shared = project.reading === 'shared'
  const able = user !== null && project.mode === 'write'
  const changed = JSON.stringify(draft) !== JSON.stringify(project.review)
  const save = () =>
    api.agree.policy({ projectId: project.id, policy: draft, reason }).then(() => {
      setReason('')
      refresh()
      toast(sayNow('agree.policy.saved'))
    }, toastFault)
  return (
    <section className="agree-policy" aria-label={t('agree.policy')}>
      <h2>{t('agree.policy')}</h2>
      {shared ? (
        <p className="quiet">{t('agree.policy.shared')}</p>
      ) : (
        <>
          <Checkbox
            label={t('agree.policy.blind')}
            description={t('agree.policy.blind.hint')}
            checked={draft.blind}
            disabled={!able}
            onChange={(e) => setDraft({ ...draft, blind: e.currentTarget.checked })}
          />
          <Checkbox
            label={t('agree.policy.gate')}
            description={t('agree.policy.gate.hint')}
            checked={draft.gate}
            disabled={!able}
            onChange={(e) => setDraft({ ...draft, gate: e.currentTarget.checked })}
          />
        </>
      )}
      <div className="row wrap agree-foot">
        <NumberInput
          label={t('agree.policy.iou')}
          value={draft.iou}
          min={0.05}
          max={1}
          step={0.05}
          decimalScale={2}
          disabled={!able}
          onChange={(v) => typeof v === 'number' && v >= 0.01 && v <= 1 && setDraft({ ...draft, iou: v })}
        />
        {changed ? (
          <>
            <TextInput
              className="grow"
              label={t('agree.policy.reason')}
              value={reason}
              maxLength={1000}
              onChange={(e) => setReason(e.currentTarget.value)}
            />
            <Button disabled={!able} onClick={save}>
              {t('agree.policy.save')}
            </Button>
          </>
        ) : null}
      </div>
    </section>
  )
}
