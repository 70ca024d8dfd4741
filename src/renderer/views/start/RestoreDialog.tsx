import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { ProjectInfo } from '../../../shared/contract/project.ts'
import { api } from '../../api/client.ts'
import { byteSize, dayAndTime } from '../../app/format.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'

export function RestoreDialog(p: {
  path: string
  title: string
  onClose(): void
  onRestored(project: ProjectInfo): void
}) {
  const t = useText()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const backups = useQuery(p.path, () => api.project.backups({ path: p.path }))
  const restore = async (file: string) => {
    setBusy(true)
    try {
      p.onRestored(await api.project.restore({ path: p.path, file }))
    } catch (error) {
      toastFault(error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={p.onClose} title={t('start.restore.of', { title: p.title })} size={560}>
      <div className="column">
        {backups.loading ? <Waiting /> : null}
        {backups.fault ? <FaultNotice fault={backups.fault} retry={backups.reload} /> : null}
        {backups.data?.length === 0 ? <p className="quiet">{t('start.backups.none')}</p> : null}
        {(backups.data ?? []).map((b) => (
          <div key={b.file} className="row">
            <span className="grow">{dayAndTime(b.time, language)}</span>
            <span className="faint numbers">{byteSize(b.bytes)}</span>
            <Button variant="default" loading={busy} onClick={() => restore(b.file)}>
              {t('start.backups.restore')}
            </Button>
          </div>
        ))}
        <p className="faint small">{t('start.backups.hint')}</p>
      </div>
    </Modal>
  )
}
