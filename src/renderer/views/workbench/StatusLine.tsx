import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { draftProblems } from '../../../shared/annotation/schemaRules.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { withKeys } from '../../../shared/text/keyNames.ts'
import { problemText } from '../../../shared/text/problems.ts'
import { count } from '../../app/format.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { useKeys } from '../../commands/keymap.ts'
import type { Session } from '../../document/session.ts'
import { useProject } from '../project/projectContext.ts'
import { useDesk } from './deskView.ts'
import type { Neighbours } from './useItem.ts'
import { MaterialUnderCursor } from './xray/MaterialUnderCursor.tsx'

/** The nearest hint for a dotted tool state: `polygon.drawing.placing`, then `polygon.drawing`, then `polygon`. */
function hintFor(state: string, language: 'ko' | 'en'): string {
  for (let path = state; path; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const hint = translateCode(language, `hint.${path}`)
    if (hint) return hint
  }
  return ''
}

export function StatusLine(p: { session: Session | null; neighbours: Neighbours | null }) {
  const t = useText()
  const language = useLanguage()
  return (
    <footer className="status">
      <PointerFacts />
      <span className="grow cut">
        <DraftProblems />
        <Hint />
      </span>
      {p.neighbours && p.neighbours.total > 0 ? (
        <span className="numbers">
          {t('desk.position', {
            index: count(p.neighbours.index + 1, language),
            total: count(p.neighbours.total, language),
          })}
        </span>
      ) : null}
      {p.session ? <UndoDepth session={p.session} /> : null}
      <span className="row status-offline">
        <IconShieldCheck size={14} aria-hidden />
        {t('start.offline')}
      </span>
    </footer>
  )
}

function PointerFacts() {
  const t = useText()
  const pointer = useDesk((v) => v.pointer)
  if (!pointer) return <span className="status-pointer faint">{t('desk.noPointer')}</span>
  const { point, values, shown } = pointer
  return (
    <span className="status-pointer numbers">
      x {point.x.toFixed(1)} y {point.y.toFixed(1)}
      <MaterialUnderCursor />
      <span className="status-value">{values ? <ShownValue values={values} shown={shown} /> : null}</span>
    </span>
  )
}

/** Modality value with its unit first, the stored one behind it. */
function ShownValue({ values, shown }: { values: readonly number[]; shown: number | null }) {
  const t = useText()
  const unit = useDesk((v) => v.grey?.unit ?? '')
  const stored = values.join(' ')
  if (shown === null) return `${t('desk.value')} ${stored}`
  const value = String(Math.round(shown * 1000) / 1000)
  if (!unit && value === stored) return `${t('desk.value')} ${stored}`
  return t('desk.modalityValue', { value: `${value} ${unit}`.trim(), stored })
}

/** What the project's rules say about the shape in hand; nothing is refused. */
function DraftProblems() {
  const language = useLanguage()
  const { project } = useProject()
  const draft = useDesk((v) => v.draft)
  if (!draft) return null
  const problems = draftProblems(draft.shape, draft.classId, project.schema)
  const text = problems.map((p) => problemText(p, language)).join(' ')
  if (!text) return null
  return (
    <span className="warn status-draft">
      <IconAlertTriangle size={14} aria-hidden /> {text}
    </span>
  )
}

function Hint() {
  const language = useLanguage()
  const keys = useKeys()
  const state = useDesk((v) => v.toolState)
  return <span className="quiet">{withKeys(hintFor(state, language), keys)}</span>
}

function UndoDepth({ session }: { session: Session }) {
  const t = useText()
  const depth = useStore(session.state, (s) => s.undo.length)
  const more = useStore(session.state, (s) => s.more)
  return <span className="numbers">{t('desk.undoDepth', { count: `${depth}${more ? '+' : ''}` })}</span>
}
