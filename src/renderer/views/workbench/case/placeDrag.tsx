// A picture is dragged onto another place of its case: from the sheet or from the hanging, to either of them.
import { type PointerEvent, useRef } from 'react'
import { isSpare, spareSlot } from '../../../../shared/domains/mammography/views.ts'
import { placeName } from '../../../../shared/text/caseSheet.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import { caseDesk, useCase } from './caseStore.ts'

/** CSS pixels before a press becomes a drag. */
const SLACK = 5
/** Beside the four views, out of the reading. */
export const ASIDE = 'aside'

/** Asks for the reason; nothing is moved before it is given. */
export function askMove(held: readonly string[], from: string, to: string): void {
  caseDesk.setState({ picked: null })
  if (from === to || !held.includes(from)) return
  const free = [...Array(held.length + 1).keys()].map((n) => spareSlot(n + 1)).find((s) => !held.includes(s))
  const target = to === ASIDE ? free : to
  if (target && !(to === ASIDE && isSpare(from)))
    caseDesk.setState({ asking: { act: { do: 'move', from, to: target }, keys: [] } })
}

const placeAt = (x: number, y: number): string | null => {
  const found = document
    .elementsFromPoint(x, y)
    .flatMap((el) => el.closest<HTMLElement>('[data-place],[data-drop]') ?? [])
  return found[0]?.dataset['place'] ?? found[0]?.dataset['drop'] ?? null
}

export const leaveDrag = (): void => {
  if (caseDesk.getState().drag) caseDesk.setState({ drag: null })
}

/** Handlers of what can be taken hold of. */
export function usePlaceDrag(may: (slot: string) => boolean, drop: (from: string, to: string) => void) {
  const pressed = useRef<{ slot: string; x: number; y: number } | null>(null)
  const leave = () => {
    pressed.current = null
    leaveDrag()
  }
  return (slot: string) => ({
    onPointerDown(e: PointerEvent<HTMLElement>) {
      if (e.button !== 0 || !may(slot)) return
      pressed.current = { slot, x: e.clientX, y: e.clientY }
      e.currentTarget.setPointerCapture(e.pointerId)
    },
    onPointerMove({ clientX: x, clientY: y }: PointerEvent<HTMLElement>) {
      const from = pressed.current
      if (!from || (!caseDesk.getState().drag && Math.hypot(x - from.x, y - from.y) < SLACK)) return
      caseDesk.setState({ drag: { from: from.slot, x, y, over: placeAt(x, y) } })
    },
    onPointerUp() {
      const { drag } = caseDesk.getState()
      leave()
      if (drag?.over) drop(drag.from, drag.over)
    },
    onPointerCancel: leave,
    onLostPointerCapture: leave,
  })
}

export function DragGhost() {
  const t = useText()
  const language = useLanguage()
  const drag = useCase((c) => c.drag)
  if (!drag) return null
  const { from, over, x, y } = drag
  return (
    <span className="case-ghost" style={{ transform: `translate(${x + 8}px, ${y + 8}px)` }}>
      {placeName(from, language)} →{' '}
      {over === ASIDE ? t('case.place.aside') : over === null ? '…' : placeName(over, language)}
    </span>
  )
}
