import { Button } from '@mantine/core'
import { useState } from 'react'
import type { User } from '../../../shared/contract/project.ts'
import { api } from '../../api/client.ts'
import { useText } from '../../app/useText.ts'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from './projectContext.ts'
import { ReaderForm } from './ReaderForm.tsx'
import { initials } from './ReaderGate.tsx'

/** Profiles are never deleted: changes in the log carry them. They can be put out of use. */
export function Readers() {
  const t = useText()
  const { project, user, refresh } = useProject()
  const [form, setForm] = useState<{ user?: User } | null>(null)
  const can = project.mode === 'write' && user !== null
  const setActive = (u: User) =>
    api.users.update({ projectId: project.id, id: u.id, active: !u.active }).then(refresh, toastFault)
  return (
    <section>
      <h2>{t('overview.readers')}</h2>
      {project.users.map((u) => (
        <div key={u.id} className="row">
          <span className="avatar" style={{ borderColor: u.colour }} aria-hidden data-initials={initials(u.name)} />
          <span className="grow">
            {u.name} <span className="faint small">{u.login}</span>
            {u.active ? null : <span className="warn small"> {t('overview.readers.inactive')}</span>}
          </span>
          <Button
            variant="subtle"
            color="gray"
            disabled={!can}
            aria-label={t('overview.readers.edit', { name: u.name })}
            onClick={() => setForm({ user: u })}
          >
            {t('overview.readers.change')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            disabled={!can || u.id === user?.id}
            aria-label={t(u.active ? 'overview.readers.deactivate' : 'overview.readers.activate', { name: u.name })}
            onClick={() => setActive(u)}
          >
            {t(u.active ? 'overview.readers.off' : 'overview.readers.on')}
          </Button>
        </div>
      ))}
      {form ? (
        <ReaderForm
          key={form.user?.id ?? 'new'}
          projectId={project.id}
          taken={project.users.length}
          {...(form.user ? { user: form.user } : {})}
          onClose={() => setForm(null)}
          onSaved={() => {
            setForm(null)
            refresh()
          }}
        />
      ) : (
        <div>
          <Button variant="default" disabled={!can} onClick={() => setForm({})}>
            {t('reader.add')}
          </Button>
        </div>
      )}
    </section>
  )
}
