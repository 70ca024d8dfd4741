import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ProjectInfo } from '../../../shared/contract/project.ts'
import { useText } from '../../app/useText.ts'
import { ReaderForm } from './ReaderForm.tsx'

/** Two letters, or one syllable: two do not fit into the circle. */
export const initials = (name: string): string => {
  const letters = [...name.trim()]
  return letters.slice(0, /^[\u1100-\uffdc]/.test(name.trim()) ? 1 : 2).join('')
}

export function ReaderGate(p: {
  project: ProjectInfo
  suggested: string | null
  refresh(): void
  onPick(who: string): void
}) {
  const t = useText()
  const [adding, setAdding] = useState(false)
  const active = p.project.users.filter((u) => u.active)
  const writable = p.project.mode === 'write'
  return (
    <main className="gate">
      <h1>{t('reader.title')}</h1>
      <p className="quiet">
        {p.project.title} · {t('reader.hint')}
      </p>
      <div className="gate-people">
        {active.map((u) => (
          <button
            key={u.id}
            type="button"
            className="gate-person"
            // biome-ignore lint/a11y/noAutofocus: the one decision of this screen
            autoFocus={u.id === p.suggested}
            aria-label={t('reader.start', { name: `${u.name} ${u.login}` })}
            onClick={() => p.onPick(u.id)}
          >
            <span
              className="avatar avatar-large"
              style={{ borderColor: u.colour }}
              aria-hidden
              data-initials={initials(u.name)}
            />
            <span>{u.name}</span> <span className="faint small">{u.login}</span>
          </button>
        ))}
      </div>
      {adding ? (
        <ReaderForm
          projectId={p.project.id}
          taken={p.project.users.length}
          onClose={() => setAdding(false)}
          onSaved={(u) => {
            p.refresh()
            p.onPick(u.id)
          }}
        />
      ) : (
        <div className="row">
          {writable ? (
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('reader.add')}
            </Button>
          ) : null}
          <Button variant="subtle" color="gray" onClick={() => p.onPick('looking')}>
            {t('reader.lookOnly')}
          </Button>
        </div>
      )}
    </main>
  )
}
