// When somebody has to decide: two states of one document, or a change the store will not take. Beside the picture, not
// in a dialog: nothing here goes away by a stray click, and nothing is overwritten without being asked.
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Annotation } from '../../../shared/annotation/model.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { mediaUrl } from '../../../shared/imaging/mediaUrl.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { faultText, useLanguage, useText } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { ShapeSketch } from '../../ui/ShapeSketch.tsx'
import { FaultNotice } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'

export function TroublePanel({ session, detail }: { session: Session; detail: ItemDetail | null }) {
  const save = useStore(session.state, (s) => s.save)
  if (save.kind === 'conflict') return <Conflict session={session} detail={detail} />
  if (save.kind === 'refused') return <Refused session={session} code={save.code} waiting={save.waiting} />
  return null
}

function useDecision() {
  const [busy, setBusy] = useState(false)
  return {
    busy,
    decide: (work: () => Promise<void>) => {
      setBusy(true)
      work().then(
        () => setBusy(false),
        (error) => {
          setBusy(false)
          toastFault(error)
        },
      )
    },
  }
}

/** Ids that are not the same on both sides. */
function differences(mine: ReadonlyMap<string, Annotation>, theirs: readonly Annotation[]): ReadonlySet<string> {
  const other = new Map(theirs.map((a) => [a.id, a]))
  const ids = new Set([...mine.keys(), ...other.keys()])
  return new Set([...ids].filter((id) => JSON.stringify(mine.get(id)) !== JSON.stringify(other.get(id))))
}

function Conflict({ session, detail }: { session: Session; detail: ItemDetail | null }) {
  const t = useText()
  const { project } = useProject()
  const { busy, decide } = useDecision()
  const conflict = useStore(session.state, (s) => s.conflict)
  const fault = useStore(session.state, (s) => s.fault)
  const waiting = useStore(session.state, (s) => (s.save.kind === 'conflict' ? s.save.waiting : 0))
  const mine = useStore(session.records, (s) => s.records)
  const theirs = conflict?.theirs.annotations ?? null
  const marked = useMemo(() => (theirs ? differences(mine, theirs) : new Set<string>()), [mine, theirs])
  const source = detail?.slots[0]?.source
  const picture = source
    ? { url: mediaUrl.preview(project.id, source.id, 0), width: source.width, height: source.height }
    : null
  const classes = project.schema.classes
  const author = conflict?.theirs.history.undo.at(-1)?.authorId
  const name = project.users.find((u) => u.id === author)?.name ?? t('conflict.somebody')
  return (
    <section className="trouble" role="alertdialog" aria-label={t('conflict.title')}>
      <h2>
        <IconAlertTriangle size={18} className="bad" aria-hidden /> {t('conflict.title')}
      </h2>
      <p className="quiet">{t('conflict.hint', { name })}</p>
      {fault ? <FaultNotice fault={fault} /> : null}
      <div className="trouble-sides">
        <figure>
          <figcaption>
            <b>{t('conflict.mine')}</b>
            <span className="quiet small">{t('conflict.mine.facts', { count: mine.size, waiting })}</span>
          </figcaption>
          <ShapeSketch
            picture={picture}
            annotations={[...mine.values()]}
            classes={classes}
            marked={marked}
            label={t('conflict.mine')}
          />
        </figure>
        <figure>
          <figcaption>
            <b>{t('conflict.theirs')}</b>
            <span className="quiet small">
              {theirs ? t('conflict.theirs.facts', { count: theirs.length, name }) : ''}
            </span>
          </figcaption>
          <ShapeSketch
            picture={picture}
            annotations={theirs ?? []}
            classes={classes}
            marked={marked}
            label={t('conflict.theirs')}
          />
        </figure>
      </div>
      <div className="row wrap">
        <span className="grow quiet small">{t('conflict.differences', { count: marked.size })}</span>
        <Button variant="default" loading={busy} onClick={() => decide(() => session.takeTheirs())}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button loading={busy} onClick={() => decide(() => session.reapplyMine())}>
          {t('conflict.reapply')}
        </Button>
      </div>
    </section>
  )
}

function Refused(p: { session: Session; code: string; waiting: number }) {
  const t = useText()
  const language = useLanguage()
  const { busy, decide } = useDecision()
  const fault = useStore(p.session.state, (s) => s.fault)
  return (
    <section className="trouble" role="alertdialog" aria-label={t('refusedByStore.title')}>
      <h2>
        <IconAlertTriangle size={18} className="bad" aria-hidden /> {t('refusedByStore.title')}
      </h2>
      <p>{translateCode(language, `error.${p.code}`) ?? p.code}</p>
      <p className="quiet">{t('refusedByStore.hint', { count: p.waiting })}</p>
      {fault ? <p className="bad">{faultText(fault, language)}</p> : null}
      <div className="row">
        <span className="grow" />
        <Button variant="default" loading={busy} onClick={() => decide(() => p.session.takeTheirs())}>
          {t('refusedByStore.back')}
        </Button>
        <Button loading={busy} onClick={() => decide(() => p.session.reapplyMine())}>
          {t('app.retry')}
        </Button>
      </div>
    </section>
  )
}
