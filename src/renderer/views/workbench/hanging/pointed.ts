// Where the hand is on the views of the case: the view under the pointer, the place, and the mark under it.
import { createStore } from 'zustand/vanilla'
import type { MammoView } from '../../../../shared/domains/mammography/views.ts'
import type { ImagePoint } from '../../../../shared/geometry/spaces.ts'

export type Pointed = { readonly view: MammoView; readonly at: ImagePoint; readonly mark: string | null } | null
export const pointed = createStore<{ readonly now: Pointed }>(() => ({ now: null }))

export function pointAt(view: MammoView, at: ImagePoint | null, mark: string | null): void {
  const { now } = pointed.getState()
  if (at) pointed.setState({ now: { view, at, mark } })
  else if (now?.view === view) pointed.setState({ now: null })
}
