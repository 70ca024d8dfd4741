// Over the picture, without a dialog: the name of a checkpoint, and the look at what going back would change.
import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { isEmptyDiff } from '../../../../shared/annotation/diff.ts'
import { api } from '../../../api/client.ts'
import { sayNow, useText } from '../../../app/useText.ts'
import type { Ghost } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { toast, toastFault } from '../../../ui/toast.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk, useDeskStore } from '../deskView.ts'

export function MomentBar({ session }: { session: Session }) {
  const naming = useDesk((v) => v.naming)
  const restore = useDesk((v) => v.restore)
  return (
    <>
      {naming ? <NameMoment session={session} /> : null}
      {restore && !naming ? <RestorePreview session={session} {...restore} /> : null}
    </>
  )
}

function NameMoment({ session }: { session: Session }) {
  const t = useText()
  const view = useDeskStore()
  const { project } = useProject()
  const [name, setName] = useState('')
  const close = () => view.setState({ naming: false })
  const store = async () => {
    const wanted = name.trim() || t('checkpoint.default')
    close()
    try {
      if (!(await session.flush())) return
      const { document } = session.state.getState()
      await api.document.checkpoint({ projectId: project.id, documentId: document.id, name: wanted })
      view.setState((v) => ({ checkpoints: v.checkpoints + 1 }))
      toast(sayNow('checkpoint.made', { name: wanted }), 'plain', 'checkpoint')
    } catch (error) {
      toastFault(error)
    }
  }
  return (
    <section className="moment-bar" aria-label={t('checkpoint.title')}>
      <span className="quiet">{t('checkpoint.hint')}</span>
      <div className="row">
        <TextInput
          className="grow"
          autoFocus
          maxLength={200}
          aria-label={t('checkpoint.name')}
          placeholder={t('checkpoint.default')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.nativeEvent.isComposing) return
            if (e.key === 'Enter') void store()
            if (e.key === 'Escape') close()
          }}
        />
        <Button onClick={() => void store()}>{t('checkpoint.store')}</Button>
        <Button variant="default" onClick={close}>
          {t('app.cancel')}
        </Button>
      </div>
    </section>
  )
}

function RestorePreview({ session, name, diff }: { session: Session } & NonNullable<ReturnType<typeof useRestore>>) {
  const t = useText()
  const view = useDeskStore()
  useEffect(() => {
    const ghosts: Ghost[] = [
      ...diff.removed.map((annotation) => ({ annotation, tone: 'removed' }) as const),
      ...diff.updated.flatMap(([from, to]) => [
        { annotation: from, tone: 'before' } as const,
        { annotation: to, tone: 'after' } as const,
      ]),
      ...diff.added.map((annotation) => ({ annotation, tone: 'after' }) as const),
    ]
    view.setState({ ghosts })
    return () => view.setState({ ghosts: [] })
  }, [diff, view])
  const close = () => view.setState({ restore: null })
  // The document went on under the preview: what it shows is no longer what would happen.
  useEffect(() => session.records.subscribe((now, before) => now.records !== before.records && close()))
  const nothing = isEmptyDiff(diff)
  return (
    <section className="moment-bar" aria-label={t('restore.title')}>
      <span>
        <b>{t('restore.to', { moment: name })}</b>{' '}
        <span className="quiet">
          {nothing
            ? t('restore.same')
            : t('restore.counts', {
                back: diff.added.length,
                changed: diff.updated.length,
                gone: diff.removed.length,
              })}
        </span>
      </span>
      <div className="row">
        <span className="faint small grow">{t('restore.hint')}</span>
        <Button
          disabled={nothing}
          onClick={() => {
            close()
            session.commit(diff, 'document.restore')
          }}
        >
          {t('restore.do')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('app.cancel')}
        </Button>
      </div>
    </section>
  )
}
const useRestore = () => useDesk((v) => v.restore)
