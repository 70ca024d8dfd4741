// Commands of a case: fields by keys, what follows from what was said, places of the pictures, decisions, same lesion, signing.
import type { RefObject } from 'react'
import { slotsOf } from '../../../../shared/annotation/activeSlot.ts'
import type { CaseFinding, CaseSheet } from '../../../../shared/contract/cases.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import type { ProjectInfo } from '../../../../shared/contract/project.ts'
import type { CaseAct } from '../../../../shared/domains/mammography/caseActs.ts'
import { conclusionOf } from '../../../../shared/domains/mammography/conclusion.ts'
import { isMammoView } from '../../../../shared/domains/mammography/views.ts'
import { slotOrderOf } from '../../../../shared/domains/slotNames.ts'
import { api } from '../../../api/client.ts'
import { settings } from '../../../app/settings.ts'
import { sayNow } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { holdKeys } from '../../../commands/heldKeys.ts'
import type { Handlers } from '../../../commands/registry.ts'
import { toast, toastFault } from '../../../ui/toast.ts'
import type { DeskViewStore } from '../deskView.ts'
import { lookedAt } from '../hanging/lookedAt.ts'
import type { ItemRows } from '../itemRows.ts'
import type { OnDesk } from '../useItem.ts'
import { actWords } from './actWords.ts'
import { saidDiff } from './caseDiffs.ts'
import { caseDesk, closeQuestions } from './caseStore.ts'
import { atSheet, focusAt, focusFirstOpen, focusPlace, openSheet } from './focusPlace.ts'
import { isLesion, sameLesion } from './lesionIds.ts'
import { type SignSaid, signSaid } from './signChecks.ts'

export const isCaseDetail = (detail: OnDesk['detail']): boolean =>
  detail?.slots.some((s) => isMammoView(s.slot)) ?? false

type Setting = {
  readonly desk: OnDesk
  readonly rows: ItemRows
  readonly project: ProjectInfo
  readonly view: DeskViewStore
  readonly stage: RefObject<Stage | null>
}

/** Panels put their wishes here while the desk is shown; the commands of the desk carry them out. */
export const caseWork: {
  act(act: CaseAct, keys: readonly string[], reason: string): Promise<void>
  undo(): Promise<void>
  redo(): Promise<void>
} = { act: async () => undefined, undo: async () => undefined, redo: async () => undefined }

export const openFindings = (sheet: CaseSheet | null): CaseFinding[] =>
  (sheet?.findings ?? []).filter((f) => f.kept === null && f.severity !== 'info')

export function caseHandlers({ desk, rows, project, view }: Setting): Handlers {
  const { session, detail } = desk
  if (!session || !detail || !isCaseDetail(detail)) return {}
  const place = { projectId: project.id, itemId: detail.id }
  const records = () => session.records.getState().records
  const views = () => new Set(slotsOf(detail.slots).filter(isMammoView))

  /** Whatever was changed in the store about the pictures: the marks follow their picture, so the reading is asked for again. */
  const changed = async (ask: () => Promise<CaseSheet>) => {
    if (!(await session.flush())) return toast(sayNow('desk.stay'), 'bad', 'stay')
    closeQuestions()
    const sheet = await ask()
    if (caseDesk.getState().itemId === detail.id) caseDesk.setState({ sheet })
    await session.takeTheirs()
    const now = await api.items.get(place)
    rows.patch(now)
    desk.changed(now)
  }
  const attempt = (work: () => Promise<void>): Promise<void> => {
    const done = work().catch(toastFault)
    holdKeys(done)
    return done
  }
  caseWork.act = (act, keys, reason) =>
    attempt(async () => {
      await changed(() => api.cases.act({ ...place, act, keys: [...keys], reason }))
      toast(actWords(act, sayNow, slotsOf(detail.slots), settings.getState().language), 'plain', 'case')
    })
  caseWork.undo = () => attempt(() => changed(() => api.cases.undo(place)))
  caseWork.redo = () => attempt(() => changed(() => api.cases.redo(place)))

  /** A case that has just come up may still wait for its findings. */
  const sheetNow = async (): Promise<CaseSheet> => {
    const sheet = caseDesk.getState().sheet ?? (await api.cases.sheet(place))
    if (caseDesk.getState().itemId === detail.id) caseDesk.setState({ sheet })
    return sheet
  }
  const decide = (choose: (f: CaseFinding) => CaseAct) => () =>
    attempt(async () => {
      openSheet(view)
      const [first] = openFindings(await sheetNow())
      if (!first) return toast(sayNow('case.findings.none'), 'plain', 'case')
      caseDesk.setState({ asking: { act: choose(first), keys: first.keys } })
    })
  return {
    'panel.case': () => openSheet(view),
    'case.fields': () => {
      openSheet(view)
      focusFirstOpen()
    },
    'case.conclude': () => {
      const all = [...records().values()]
      const said = conclusionOf(all, views())
      const open = fieldsOpen()
      session.records.select(new Set())
      if (said.length > 0) session.commit(saidDiff(records(), said), 'case.conclude')
      else toast(sayNow(open ? 'case.conclude.nothing' : 'case.conclude.complete'), 'plain', 'case')
      openSheet(view)
      focusFirstOpen()
    },
    'case.places': () =>
      void attempt(async () => {
        openSheet(view)
        // What needs a hand first, else what is looked at.
        const doubtful = new Set(openFindings(await sheetNow()).flatMap((f) => f.slots))
        const held = slotsOf(detail.slots).sort((a, b) => slotOrderOf(a) - slotOrderOf(b))
        const active = view.getState().hanging ? held[0] : detail.slots[0]?.slot
        focusAt(atSheet('place', held.find((slot) => doubtful.has(slot)) ?? active ?? 'RCC'))
      }),
    'case.accept': () => void decide((f) => f.proposal)(),
    'case.keep': () => void decide(() => ({ do: 'keep' }))(),
    'case.discard': () => {
      openSheet(view)
      const slot = view.getState().hanging ? null : (detail.slots[0]?.slot ?? null)
      caseDesk.setState({ discarding: { slot: slot !== null && isMammoView(slot) ? slot : null } })
    },
    'case.sameLesion': () => {
      const { selection } = session.records.getState()
      const [id, another] = selection
      const chosen = id && !another ? records().get(id) : undefined
      if (!chosen || !isLesion(chosen)) return toast(sayNow('case.lesion.choose'), 'plain', 'case')
      const made = sameLesion(chosen, records())
      if (!made) return toast(sayNow('case.lesion.noPartner'), 'plain', 'case')
      session.commit(made.diff, 'lesion.same')
      toast(sayNow(made.own ? 'case.lesion.own' : 'case.lesion.same', { id: made.id }), 'plain', 'case')
    },
    'edit.undo': () => {
      const [mine, decided] = [session.state.getState().undo.at(-1), caseDesk.getState().sheet?.undo]
      // What was done last is taken back first; a move that carried marks along is taken back as a whole.
      if (mine?.mark === 'slot.move' || (decided && (!mine || decided.time > mine.time))) {
        caseDesk.setState((c) => ({ undone: [...c.undone, 'case'] }))
        void caseWork.undo()
      } else {
        caseDesk.setState((c) => ({ undone: [...c.undone, 'reading'] }))
        void session.undo()
      }
    },
    'edit.redo': () => {
      const { undone, sheet } = caseDesk.getState()
      caseDesk.setState({ undone: undone.slice(0, -1) })
      if (undone.at(-1) === 'case' && sheet?.redo) void caseWork.redo()
      else session.redo()
    },
  }

  function fieldsOpen(): boolean {
    const language = settings.getState().language
    const facts = { detail: detail as ItemDetail, records: records(), sheet: null, findings: [], language }
    return signSaid(facts).some((s) => s.place?.kind === 'field')
  }
}

/** True when the case may be signed now; otherwise what stands in the way is shown in one line and gets the focus. */
export async function mayBeSigned({ desk, project, view, stage }: Setting): Promise<boolean> {
  const { session, detail } = desk
  if (!session || !detail) return false
  const place = { projectId: project.id, itemId: detail.id }
  const { document } = session.state.getState()
  const [findings, sheet] = await Promise.all([
    api.review.selfCheck({ ...place, documentId: document.revision > 0 ? document.id : null }),
    api.cases.sheet(place),
  ])
  const { records } = session.records.getState()
  const looked = lookedAt(detail)
  const said = signSaid({ detail, records, sheet, findings, looked, language: settings.getState().language })
  const before = caseDesk.getState().said
  // The same questions, though more of a view may have been seen meanwhile.
  const asked = (all: readonly SignSaid[]) => JSON.stringify(all.map((s) => [s.kind, s.place?.kind]))
  const again = before.length > 0 && asked(before) === asked(said)
  if (said.length === 0 || (again && said.every((s) => s.kind === 'asks'))) {
    caseDesk.setState({ said: [] })
    return true
  }
  caseDesk.setState({ sheet, said })
  openSheet(view)
  const [first] = said
  if (first?.place) focusPlace(first.place, session, view, stage.current)
  return false
}
