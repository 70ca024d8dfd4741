// Commands that work on several shapes at once: clipboard, copies of the previous picture, groups, order, lock, visibility.
import type { AnnotationDiff } from '../../../shared/annotation/diff.ts'
import type { Annotation } from '../../../shared/annotation/model.ts'
import type { CommandId } from '../../../shared/commands/table.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { api } from '../../api/client.ts'
import { sayNow } from '../../app/useText.ts'
import type { Handlers } from '../../commands/registry.ts'
import { clipboard, putOnClipboard } from '../../document/clipboard.ts'
import type { DocumentState } from '../../document/documentStore.ts'
import type { Session } from '../../document/session.ts'
import { pasteDiff, propagateDiff } from '../../tools/copies.ts'
import { lockDiff, type Order, reorderDiff } from '../../tools/diffs.ts'
import { groupDiff, ungroupDiff } from '../../tools/grouping.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import type { DeskViewStore } from './deskView.ts'

type Desk = {
  readonly session: Session | null
  readonly detail: ItemDetail | null
  readonly projectId: string
  readonly view: DeskViewStore
  previous(): Promise<{ id: string } | null>
}

export function editHandlers({ session, detail, projectId, view, previous }: Desk): Handlers {
  const withSelection = (run: (s: Session, state: DocumentState) => void) => () => {
    if (!session) return
    const state = session.records.getState()
    if (state.selection.size > 0) run(session, state)
  }
  const commit = (mark: string, make: (state: DocumentState) => AnnotationDiff) =>
    withSelection((s, state) => s.commit(make(state), mark))
  const reorder = (order: Order) => commit('shape.reorder', (s) => reorderDiff(s.records, s.selection, order))
  const landing = () => ({ size: detail?.slots[0]?.source ?? null, index: view.getState().frame, slot: here() })
  const here = () => detail?.slots[0]?.slot
  const add = (diff: AnnotationDiff, mark: string) => {
    session?.commit(diff, mark)
    session?.records.select(new Set(diff.added.map((a) => a.id)))
  }
  const hide = (choose: (all: readonly Annotation[], state: DocumentState) => Iterable<string>) => () => {
    if (!session) return
    const state = session.records.getState()
    const all = [...state.records.values()].filter((a) => a.shape)
    session.records.hide(new Set(choose(all, state)))
  }

  /** The frame before this one of the same item, else the first frame of the item before it. */
  const shapesBefore = async (): Promise<Annotation[] | null> => {
    const { frame } = view.getState()
    const onFrame = (list: Iterable<Annotation>, index: number) =>
      [...list].filter(
        (a) => a.shape && a.target.kind === 'frame' && a.target.slot === here() && a.target.frame === index,
      )
    if (frame > 0) return onFrame(session?.records.getState().records.values() ?? [], frame - 1)
    const item = await previous()
    if (!item) return null
    const { annotations } = await api.document.open({ projectId, itemId: item.id })
    return onFrame(annotations, 0)
  }
  const copyPrevious = (classId: () => string | null | undefined) => () => {
    const here = session
    if (!here) return
    shapesBefore().then((found) => {
      // The answer may come when another item is on the desk already.
      if (here !== session) return
      if (!found) return toast(sayNow('copyPrevious.first'), 'plain', 'copyPrevious')
      const diff = propagateDiff(here.records.getState().records, found, landing(), classId())
      if (diff.added.length === 0) return toast(sayNow('copyPrevious.nothing'), 'plain', 'copyPrevious')
      add(diff, 'shape.propagate')
      toast(sayNow('copyPrevious.done', { count: diff.added.length }), 'plain', 'copyPrevious')
    }, toastFault)
  }

  const handlers = {
    'edit.copy': withSelection((_, { records, selection }) => {
      const taken = [...selection].flatMap((id) => records.get(id) ?? []).filter((a) => a.shape)
      putOnClipboard(taken)
      toast(sayNow('clipboard.copied', { count: taken.length }), 'plain', 'clipboard')
    }),
    'edit.paste': () => {
      const { taken } = clipboard.getState()
      if (session && taken.length > 0)
        add(pasteDiff(session.records.getState().records, taken, landing()), 'shape.paste')
    },
    'edit.copyPrevious': copyPrevious(() => undefined),
    'edit.copyPreviousClass': copyPrevious(() => view.getState().activeClass),
    'edit.group': commit('shape.group', (s) => groupDiff(s.records, s.selection)),
    'edit.ungroup': commit('shape.ungroup', (s) => ungroupDiff(s.records, s.selection)),
    'edit.lock': withSelection((s, { records, selection }) => {
      const lock = [...selection].some((id) => records.get(id)?.locked === false)
      s.commit(lockDiff(records, selection, lock), lock ? 'shape.lock' : 'shape.unlock')
    }),
    'edit.forward': reorder('forward'),
    'edit.backward': reorder('backward'),
    'edit.toFront': reorder('front'),
    'edit.toBack': reorder('back'),
    'edit.selectClass': () => {
      if (!session) return
      const { records, selection } = session.records.getState()
      const classes = new Set([...selection].map((id) => records.get(id)?.classId ?? null))
      if (classes.size === 0) classes.add(view.getState().activeClass)
      const { frame } = view.getState()
      const found = [...records.values()].filter(
        (a) =>
          a.shape &&
          a.target.kind === 'frame' &&
          a.target.slot === here() &&
          a.target.frame === frame &&
          classes.has(a.classId),
      )
      session.records.select(new Set(found.map((a) => a.id)))
    },
    'view.hideSelected': withSelection((s, { selection, hidden }) => {
      s.records.hide(new Set([...hidden, ...selection]))
      s.records.select(new Set())
    }),
    'view.hideClass': hide((all, { records, selection, hidden }) => {
      const classes = new Set([...selection].map((id) => records.get(id)?.classId ?? null))
      return [...hidden, ...all.filter((a) => classes.has(a.classId)).map((a) => a.id)]
    }),
    'view.isolate': hide((all, { selection }) => all.filter((a) => !selection.has(a.id)).map((a) => a.id)),
    'view.showAll': hide(() => []),
  } satisfies Partial<Record<CommandId, () => void>>
  return handlers
}
