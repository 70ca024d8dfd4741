// `view`: which picture of a case lies in which place; a move is durable and can be taken back.
import { PandokError } from '../../shared/contract/errors.ts'
import { isMammoView, isSpare } from '../../shared/domains/mammography/views.ts'
import { moveBack, moveSlot } from '../store/cases.ts'
import { findItemsByName, getItem } from '../store/items.ts'
import { baseName } from '../store/names.ts'
import { type Answer, type Io, say } from './io.ts'
import { ctxOf, withProject } from './projects.ts'

export type ViewOptions = {
  readonly from?: string
  readonly to?: string
  readonly undo?: boolean
  readonly reason?: string
}

export const viewsOfCase = (io: Io, path: string, name: string, options: ViewOptions): Promise<Answer> => {
  const { from, to, undo } = options
  if ((from === undefined) !== (to === undefined) || (undo && from !== undefined))
    throw new PandokError('bad-request', '--from and --to belong together, --undo stands alone')
  const changes = undo || from !== undefined
  return withProject(io, path, changes ? 'write' : 'read', async (project) => {
    const [item, another] = findItemsByName(project.db, name)
    if (!item) throw new PandokError('not-found', 'no such case', { name })
    if (another) throw new PandokError('bad-request', 'more than one case has this name', { name })
    let moved: { from: string; to: string } | null = null
    if (changes) {
      const ctx = { ...ctxOf(io, project), reason: options.reason ?? null }
      if (undo) moved = moveBack(project.writable(), item.id, ctx)
      else if (from !== undefined && to !== undefined) {
        if (!isMammoView(to) && !isSpare(to)) throw new PandokError('bad-request', 'no such place', { to })
        moveSlot(project.writable(), item.id, { from, to }, ctx)
        moved = { from, to }
      }
    }
    const slots = (getItem(project.db, item.id)?.slots ?? []).map(({ slot, source }) => ({
      slot,
      file: baseName(source.path),
      width: source.width,
      height: source.height,
    }))
    return {
      document: { item: item.name, moved, slots },
      exit: undo && moved === null ? 1 : 0,
      lines: [
        ...(moved ? [say(io, 'cli.said.moved', moved)] : undo ? [say(io, 'cli.said.nothingMoved')] : []),
        ...slots.map((s) => `${s.slot}\t${s.file}\t${s.width}x${s.height}`),
      ],
    }
  })
}
