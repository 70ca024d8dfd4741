// Brush and eraser. A stroke goes into the selected mask, or becomes a new one; it is one diff when the pointer is let go.
// Alt, or the other end of a pen, turns the tool round; Shift (or the fill mode) fills a hole or takes a whole piece away.
import type { Annotation } from '../../shared/annotation/model.ts'
import { type Dab, snapDab, sweep, sweepBounds } from '../../shared/geometry/brush.ts'
import { type Mask, maskArea } from '../../shared/geometry/mask.ts'
import { fillHoleAt, removePieceAt } from '../../shared/geometry/maskFill.ts'
import { createRowSet, type RowSet } from '../../shared/geometry/rowSet.ts'
import { newAnnotation, updateDiff } from './diffs.ts'
import { mayDraw } from './drawing.ts'
import { addFree, addMask, takenBy } from './overlap.ts'
import { NO_PREVIEW, type State, type ToolBuilder, type ToolPointer } from './toolMachine.ts'

type Stroke = {
  readonly rows: RowSet
  /** Null while a new mask is painted. */
  readonly target: Annotation | null
  readonly erases: boolean
  /** What the stroke keeps off. */
  readonly taken: RowSet | null
  last: Dab
}

/** Half of the size at no pressure, half more at full; a mouse tells the middle. */
const pressed = (size: number, p: ToolPointer): number => Math.max(1, size * (0.5 + p.pressure))

const maskOf = (a: Annotation): Mask | null => (a.shape?.kind === 'mask' ? a.shape : null)

const paintTool =
  (eraser: boolean): ToolBuilder =>
  (host, go) => {
    let stroke: Stroke | null = null

    const erasing = (p: ToolPointer) => eraser !== p.alt || p.eraser === true
    const dabAt = (p: ToolPointer): Dab => snapDab(p.point.x, p.point.y, pressed(host.options().size, p))
    const showTip = (p: ToolPointer | null) =>
      host.preview({
        tip: p && {
          ...snapDab(p.point.x, p.point.y, host.options().size),
          tip: host.options().tip,
          erases: erasing(p),
        },
      })

    const selectedMask = (): Annotation | null => {
      const { selection, annotations } = host.scene()
      const [id, another] = selection
      const a = id !== undefined && another === undefined ? annotations.get(id) : undefined
      return a && maskOf(a) ? a : null
    }
    const maskUnder = (p: ToolPointer): Annotation | null => {
      for (const id of host.pick(p.point)) {
        const a = host.scene().annotations.get(id)
        if (a && maskOf(a)) return a
      }
      return null
    }
    /** The mask this press is about; false = refused. */
    const targetOf = (p: ToolPointer, needed: boolean): Annotation | null | false => {
      const { writable, frame } = host.scene()
      const found = selectedMask() ?? (needed ? maskUnder(p) : null)
      if (!found && !needed) return mayDraw(host, 'mask') ? null : false
      const problem = !frame
        ? 'no-image'
        : !writable
          ? 'read-only'
          : !found
            ? 'no-mask'
            : found.locked
              ? 'locked'
              : null
      if (problem) host.refuse(problem)
      return problem ? false : found
    }

    const takenNow = (target: Annotation | null) => {
      const { annotations, frame } = host.scene()
      return frame && host.options().overlap === 'avoid'
        ? takenBy(annotations.values(), target?.id ?? null, frame)
        : null
    }
    const commit = (target: Annotation | null, mask: Mask, erases: boolean) => {
      const empty = maskArea(mask) === 0
      if (!target) {
        if (empty) return
        const made = newAnnotation(host.scene(), mask)
        host.diff({ added: [made], updated: [], removed: [] }, 'mask.paint')
        return host.select(new Set([made.id]))
      }
      const before = maskOf(target)
      if (empty) {
        host.diff({ added: [], updated: [], removed: [target] }, 'mask.erase')
        return host.select(new Set())
      }
      if (before && sameMask(before, mask)) return
      host.diff(updateDiff([[target, { ...target, shape: mask }]]), erases ? 'mask.erase' : 'mask.paint')
    }

    const fill = (p: ToolPointer) => {
      const target = targetOf(p, true)
      const mask = target ? maskOf(target) : null
      if (!target || !mask) return
      const erases = erasing(p)
      const [x, y] = [Math.floor(p.point.x), Math.floor(p.point.y)]
      const next = erases ? removePieceAt(mask, x, y) : fillHoleAt(mask, x, y)
      if (!next) return host.refuse(erases ? 'no-mask' : 'not-closed')
      const { frame } = host.scene()
      const own = frame && createRowSet(frame, mask)
      if (own && !erases) addMask(own, takenNow(target), next)
      commit(target, own && !erases ? own.toMask() : next, erases)
      if (maskArea(next) > 0) host.select(new Set([target.id]))
    }

    const paint = (to: Dab) => {
      const { frame } = host.scene()
      if (!stroke || !frame) return
      const { rows, erases, taken } = stroke
      let changed = false
      sweep(host.options().tip, stroke.last, to, (y, from, end) => {
        if (erases ? rows.cut(y, from, end) : addFree(rows, taken, y, from, end)) changed = true
      })
      const dirty = sweepBounds(stroke.last, to)
      stroke.last = to
      if (changed) host.preview({ painting: { rows, dirty, hides: stroke.target?.id ?? null, proposal: false } })
    }

    const idle: State = {
      name: 'idle',
      enter() {
        stroke = null
        host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
      },
      move: showTip,
      leave: () => showTip(null),
      down(p) {
        if (p.shift || host.options().mode === 'fill') return fill(p)
        const erases = erasing(p)
        const target = targetOf(p, erases)
        const { frame } = host.scene()
        if (target === false || !frame) return
        const dab = dabAt(p)
        stroke = {
          rows: createRowSet(frame, target && maskOf(target)),
          target,
          erases,
          taken: takenNow(target),
          last: dab,
        }
        if (target) host.select(new Set([target.id]))
        go(painting)
        // The whole mask comes over from the layer below; later steps repaint what they touch.
        host.preview({ painting: { rows: stroke.rows, dirty: null, hides: target?.id ?? null, proposal: false } })
        paint(dab)
      },
      command(name) {
        const { selection } = host.scene()
        if (name === 'cancel' && selection.size > 0) {
          // The next stroke begins a new mask.
          host.select(new Set())
          return true
        }
        return name === 'delete' && selection.size > 0 ? deleteSelected() : false
      },
    }
    const deleteSelected = (): boolean => {
      const target = selectedMask()
      if (!target || !host.scene().writable) return false
      if (target.locked) host.refuse('locked')
      else {
        host.diff({ added: [], updated: [], removed: [target] }, 'shape.delete')
        host.select(new Set())
      }
      return true
    }
    const painting: State = {
      name: 'painting',
      move(p) {
        paint(dabAt(p))
        showTip(p)
      },
      down: () => undefined,
      up() {
        const done = stroke
        go(idle)
        if (done) commit(done.target, done.rows.toMask(), done.erases)
      },
      pointerCancel: () => go(idle),
      sceneChanged() {
        const target = stroke?.target
        if (target && host.scene().annotations.get(target.id) !== target) go(idle)
      },
      command(name) {
        if (name === 'cancel' || name === 'removeLastVertex') go(idle)
        // Other keys wait until the pointer is up.
        return true
      },
    }
    return idle
  }

const sameMask = (a: Mask, b: Mask): boolean =>
  a.x === b.x &&
  a.y === b.y &&
  a.width === b.width &&
  a.counts.length === b.counts.length &&
  a.counts.every((n, i) => n === b.counts[i])

export const brushTool = paintTool(false)
export const eraserTool = paintTool(true)
