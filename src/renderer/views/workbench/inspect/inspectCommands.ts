// Commands that hand an item on: self-check and submission, exclusion, sending back, passing; verdict, turned copies.

import type { RefObject } from 'react'
import { DERIVED_BOXES } from '../../../../shared/contract/habits.ts'
import type { ItemState } from '../../../../shared/contract/item.ts'
import type { ProjectInfo } from '../../../../shared/contract/project.ts'
import type { NoteDraft } from '../../../../shared/contract/review.ts'
import { api } from '../../../api/client.ts'
import { changeAids, habits } from '../../../app/habits.ts'
import { changeSettings } from '../../../app/settings.ts'
import { sayNow } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { holdKeys } from '../../../commands/heldKeys.ts'
import type { Handlers } from '../../../commands/registry.ts'
import { Fault } from '../../../document/transport.ts'
import { duplicateTurnedDiff, turnDiff } from '../../../tools/turnDiffs.ts'
import { toast, toastFault } from '../../../ui/toast.ts'
import { isCaseDetail, mayBeSigned } from '../case/caseCommands.ts'
import type { Asking, DeskViewStore } from '../deskView.ts'
import { ITEM, recordOf, setRecordAttribute } from '../itemLabels.ts'
import type { ItemRows } from '../itemRows.ts'
import type { OnDesk } from '../useItem.ts'
import { usesForSubmit } from '../xray/xrayStore.ts'
import { answers } from './answers.ts'

type Setting = {
  readonly desk: OnDesk
  readonly rows: ItemRows
  readonly project: ProjectInfo
  readonly view: DeskViewStore
  readonly stage: RefObject<Stage | null>
  step(to: 'next'): Promise<void>
  /** To what waits: sent back, then to do. */
  ahead(): Promise<void>
}

export function inspectHandlers({ desk, rows, project, view, stage, step, ahead }: Setting): Handlers {
  const { session, detail } = desk
  const place = { projectId: project.id, itemId: detail?.id ?? '' }
  const ask = (asking: Asking | null) => {
    view.setState({ asking })
    if (asking) changeSettings({ rightOpen: true })
  }
  const refresh = async () => {
    const row = await api.items.get(place)
    rows.patch(row)
    desk.changed(row)
  }
  const attempt = (work: () => Promise<void>) => holdKeys(work().catch(toastFault))
  const saved = async (): Promise<boolean> => {
    if (await session?.flush()) return true
    toast(sayNow('desk.stay'), 'bad', 'stay')
    return false
  }

  /** A second press with nothing worse than warnings goes through; errors wait for their reason. */
  const mayGo = async (): Promise<boolean> => {
    if (!session || !project.desk.selfCheck) return true
    if (isCaseDetail(detail)) return mayBeSigned({ desk, rows, project, view, stage })
    const { document } = session.state.getState()
    const all = await api.review.selfCheck({ ...place, documentId: document.revision > 0 ? document.id : null })
    const findings = all.filter((f) => f.severity !== 'info')
    const errors = findings.some((f) => f.severity === 'error')
    const again = view.getState().asking?.kind === 'submit'
    if (findings.length === 0 || (again && !errors)) return true
    ask({ kind: 'submit', findings })
    return false
  }
  const hand = async (reason: string) => {
    if (!session || !detail) return
    const { document } = session.state.getState()
    // An item on which nothing was marked has no document yet; its state alone says that it was looked at.
    const { viewing, failed } = usesForSubmit(detail.id)
    const extra = { ...(reason ? { reason } : {}), ...(viewing ? { viewing } : {}) }
    try {
      if (document.revision === 0) await api.items.setState({ ...place, state: 'submitted', ...extra })
      else if (!(await session.submit(reason, viewing))) throw new Fault('unreachable')
    } catch (error) {
      failed()
      throw error
    }
    const mended = detail.state === 'returned'
    await refresh()
    // Items around a mended one are handed in already.
    await (mended ? ahead() : step('next'))
  }
  const submit = () =>
    attempt(async () => {
      if (!session || !detail || !(await saved())) return
      if (!session.state.getState().writable) return step('next')
      if (!(await mayGo())) return
      ask(null)
      await hand('')
    })
  const setState = async (state: ItemState, reason: string) => {
    const row = await api.items.setState({ ...place, state, ...(reason ? { reason } : {}) })
    rows.patch(row)
    desk.changed(row)
  }
  answers.submit = (reason) => attempt(async () => ((await saved()) ? hand(reason) : undefined))
  answers.exclude = (reason) =>
    attempt(async () => {
      if (await saved()) await setState('excluded', reason)
    })
  answers.sendBack = (notes: readonly NoteDraft[]) =>
    attempt(async () => {
      const { revision, id } = session?.state.getState().document ?? { revision: 0, id: '' }
      const kept = await api.review.sendBack({ ...place, documentId: revision > 0 ? id : null, notes: [...notes] })
      view.setState({ notes: kept })
      toast(sayNow('return.done'), 'plain', 'review')
      await session?.takeTheirs()
      await refresh()
    })

  const verdict = (n: number) => () => {
    const def = project.schema.itemAttributes.find((d) => d.id === project.desk.verdict)
    if (!session || def?.type.kind !== 'choice') return
    const { records } = session.records.getState()
    const value = def.type.options[n]
    const now = recordOf(records, ITEM)?.attributes[def.id]
    // The same key again takes it back.
    if (value !== undefined)
      session.commit(setRecordAttribute(records, def.id, now === value ? undefined : value, ITEM), 'verdict.set')
  }
  const frame = detail?.slots[0]?.source ?? null
  const turn = (degrees: number) => () => {
    if (!session) return
    const { records, selection } = session.records.getState()
    session.commit(turnDiff(records, selection, degrees, frame), 'shape.turn')
  }
  return {
    'item.submit': submit,
    'item.submitBare': submit,
    'item.exclude': () =>
      detail?.state === 'excluded' ? attempt(() => setState('todo', '')) : ask({ kind: 'exclude' }),
    'review.sendBack': () => {
      if (detail?.state === 'submitted' || detail?.state === 'done') ask({ kind: 'return' })
      else toast(sayNow('return.none'), 'plain', 'review')
    },
    'review.pass': () =>
      attempt(async () => {
        const open = view.getState().notes.filter((n) => n.decision !== 'closed')
        if (open.length > 0)
          view.setState({
            notes: await api.review.resolve({ ...place, ids: open.map((n) => n.id), decision: 'closed' }),
          })
        await setState('done', '')
        toast(sayNow('pass.done'), 'plain', 'review')
        await step('next')
      }),
    'verdict.first': verdict(0),
    'verdict.second': verdict(1),
    'verdict.third': verdict(2),
    'edit.duplicateTurned': () => {
      if (!session) return
      const { records, selection } = session.records.getState()
      const diff = duplicateTurnedDiff(records, selection, frame)
      session.commit(diff, 'shape.duplicateTurned')
      session.records.select(new Set(diff.added.map((a) => a.id)))
    },
    'edit.turnRight': turn(15),
    'edit.turnLeft': turn(-15),
    'edit.turnQuarter': turn(90),
    'aid.boxes': () => {
      const { boxes } = habits.getState().habits.aids
      const next = DERIVED_BOXES[(DERIVED_BOXES.indexOf(boxes) + 1) % DERIVED_BOXES.length] ?? 'selected'
      changeAids({ boxes: next })
      toast(sayNow(`aid.boxes.${next}`), 'plain', 'boxes')
    },
  }
}
