// A mask that a tool proposes: shown dashed, computed elsewhere, kept by Enter as a mask or as a polygon, given up by Esc.

import type { Mask } from '../../shared/geometry/mask.ts'
import { maskToOutline } from '../../shared/geometry/maskShape.ts'
import { type MaskRows, rowsOfMask } from '../../shared/geometry/rowSet.ts'
import type { AssistOrder } from '../assist/orders.ts'
import { commitShape } from './drawing.ts'
import { freeOf, takenBy } from './overlap.ts'
import { NO_PREVIEW, type ToolHost } from './toolMachine.ts'

export type Proposal = {
  /** Asks for a mask and shows it; a later question overtakes an earlier one. `ready` is told in the end. */
  ask(order: AssistOrder, ready: (found: boolean) => void): void
  show(rows: MaskRows, mask: () => Mask): void
  /** True while an answer is awaited. */
  thinking(): boolean
  shown(): boolean
  /** False = refused, or nothing there; the proposal stays. */
  accept(): boolean
  drop(): void
}

export function createProposal(host: ToolHost): Proposal {
  let mask: (() => Mask) | null = null
  let asked = 0
  let waiting = false

  const show = (rows: MaskRows, of: () => Mask) => {
    mask = of
    host.preview({ painting: { rows, dirty: null, hides: null, proposal: true } })
  }
  return {
    ask(order, ready) {
      const id = ++asked
      waiting = true
      void host.assist.run(order).then((answer) => {
        if (id !== asked || answer.kind === 'stale') return
        waiting = false
        if (answer.kind === 'mask') {
          const found = answer.mask
          show(rowsOfMask(found), () => found)
          if (answer.limited) host.refuse('region-limited')
        } else {
          mask = null
          host.preview({ painting: null })
          if (answer.kind === 'trouble') host.refuse(answer.code)
        }
        ready(answer.kind === 'mask')
      })
    },
    show,
    thinking: () => waiting,
    shown: () => mask !== null,
    accept() {
      const { annotations, frame } = host.scene()
      const all = mask?.()
      if (!all || !frame) return false
      const taken = host.options().overlap === 'avoid' ? takenBy(annotations.values(), null, frame) : null
      const found = freeOf(all, taken, frame)
      if (found.counts.length === 0) {
        host.refuse('nothing-found')
        return false
      }
      const shape = host.options().result === 'polygon' ? maskToOutline(found) : found
      if (!shape || !commitShape(host, shape, 'assist.accept')) return false
      mask = null
      return true
    },
    drop() {
      asked++
      if (waiting) host.assist.cancel()
      waiting = false
      mask = null
      host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
    },
  }
}
