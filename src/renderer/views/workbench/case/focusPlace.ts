// Takes the hand to where an answer is given: a field, a finding, a lesion, a picture.
import type { SignPlace } from '../../../../shared/domains/mammography/signPlaces.ts'
import { annotationBounds } from '../../../../shared/geometry/shapes.ts'
import { changeSettings } from '../../../app/settings.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { holdKeys } from '../../../commands/heldKeys.ts'
import type { Session } from '../../../document/session.ts'
import type { DeskViewStore } from '../deskView.ts'
import { caseDesk } from './caseStore.ts'

export const atSheet = (kind: 'field' | 'finding' | 'place', id: string): string => `${kind} ${id}`

/** A panel that has to open first: looked for at so many frames. */
const FRAMES = 20
const marked = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-case]')]
const fields = (): HTMLElement[] => marked().filter((e) => e.dataset['case']?.startsWith('field '))
const isOpen = (e: HTMLElement): boolean => e.dataset['open'] !== undefined

/** Behind what React paints for this key and before the next key: two keys in a hurry answer two rows. */
const focusSoon = (find: () => HTMLElement | undefined): void =>
  queueMicrotask(() => {
    // A row that is not there yet: the keys meant for it wait.
    if (!focused(find)) holdKeys(new Promise<void>((over) => requestAnimationFrame(() => tryFocus(find, FRAMES, over))))
  })

function focused(find: () => HTMLElement | undefined): boolean {
  const found = find()
  found?.focus()
  found?.scrollIntoView({ block: 'nearest' })
  return found !== undefined
}

function tryFocus(find: () => HTMLElement | undefined, left: number, over: () => void): void {
  if (focused(find) || left === 0) over()
  else requestAnimationFrame(() => tryFocus(find, left - 1, over))
}
export const focusAt = (at: string): void => focusSoon(() => marked().find((e) => e.dataset['case'] === at))
export const focusFirstOpen = (): void => focusSoon(() => fields().find(isOpen) ?? fields()[0])

/** The next open row behind this one, else the first; where nothing is open the hand stays. */
export function focusNextOpen(id: string): void {
  focusSoon(() => {
    const all = fields()
    const at = all.findIndex((e) => e.dataset['case'] === atSheet('field', id))
    return [...all.slice(at + 1), ...all.slice(0, at)].find(isOpen) ?? all[at]
  })
}
export function stepRow(id: string, by: 1 | -1): void {
  const all = fields()
  all[all.findIndex((e) => e.dataset['case'] === atSheet('field', id)) + by]?.focus()
}
export const toPicture = (): void => document.querySelector<HTMLElement>('.stage-host')?.focus()

export function openSheet(view: DeskViewStore): void {
  changeSettings({ rightOpen: true })
  if (view.getState().tab !== 'case') view.setState({ tab: 'case' })
}

export function goToLesion(id: string, session: Session, view: DeskViewStore, stage: Stage | null): void {
  const found = session.records.getState().records.get(id)
  if (!found) return
  if (found.target.kind === 'frame')
    view.setState({ slot: found.target.slot, frame: found.target.frame, hanging: null })
  session.records.select(new Set([id]))
  const bounds = annotationBounds(found)
  if (bounds) stage?.view.showBounds(bounds)
}

export function focusPlace(place: SignPlace, session: Session, view: DeskViewStore, stage: Stage | null): void {
  openSheet(view)
  if (place.kind === 'annotation') goToLesion(place.id, session, view, stage)
  else if (place.kind === 'view') view.setState({ slot: place.slot, frame: 0, hanging: null })
  else if (place.kind === 'discard') caseDesk.setState({ discarding: { slot: place.slot } })
  else focusAt(place.kind === 'field' ? atSheet('field', place.field) : atSheet('finding', place.key))
}
