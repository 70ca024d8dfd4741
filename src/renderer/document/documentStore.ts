// The records of one open document and what of them is selected or hidden. It applies diffs and does nothing else.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type AnnotationDiff, type AnnotationMap, applyDiff, isEmptyDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'

export type DocumentState = {
  readonly records: AnnotationMap
  readonly selection: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
}
export type DocumentStore = StoreApi<DocumentState> & {
  load(annotations: readonly Annotation[]): void
  apply(diff: AnnotationDiff): void
  select(ids: ReadonlySet<string>): void
  hide(ids: ReadonlySet<string>): void
}

const keepKnown = (ids: ReadonlySet<string>, records: AnnotationMap): ReadonlySet<string> => {
  const kept = [...ids].filter((id) => records.has(id))
  return kept.length === ids.size ? ids : new Set(kept)
}

export function createDocumentStore(): DocumentStore {
  const store = createStore<DocumentState>(() => ({ records: new Map(), selection: new Set(), hidden: new Set() }))
  const show = (records: AnnotationMap) =>
    store.setState((s) => ({
      records,
      selection: keepKnown(s.selection, records),
      hidden: keepKnown(s.hidden, records),
    }))
  return Object.assign(store, {
    load: (annotations: readonly Annotation[]) => show(new Map(annotations.map((a) => [a.id, a]))),
    apply: (diff: AnnotationDiff) => {
      if (!isEmptyDiff(diff)) show(applyDiff(store.getState().records, diff))
    },
    select: (ids: ReadonlySet<string>) => store.setState((s) => ({ selection: keepKnown(ids, s.records) })),
    hide: (ids: ReadonlySet<string>) => store.setState((s) => ({ hidden: keepKnown(ids, s.records) })),
  })
}
