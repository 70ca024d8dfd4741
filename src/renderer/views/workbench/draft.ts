// The shape that a gesture would leave behind if it ended now; the rules of the project are asked about it.
import type { Shape } from '../../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../../shared/geometry/box.ts'
import type { Preview } from '../../tools/toolMachine.ts'
import type { DeskView } from './deskView.ts'

export function draftOf({ draft, edited }: Preview, activeClass: string | null): DeskView['draft'] {
  if (edited?.shape) return { shape: edited.shape, classId: edited.classId }
  const shape = draft ? drawnShape(draft) : null
  return shape ? { shape, classId: activeClass } : null
}

function drawnShape({ kind, points, cursor, shape }: NonNullable<Preview['draft']>): Shape | null {
  if (shape) return shape
  const all = cursor ? [...points, cursor.x, cursor.y] : [...points]
  if (kind === 'box' && all.length >= 4) return { kind: 'box', ...boundsOfPoints(all) }
  if (kind === 'polygon' && all.length >= 6) return { kind: 'polygon', parts: [{ outer: all, holes: [] }] }
  return null
}
