// A judged picture as the source of an item: where its bytes lie, by reference or copied in, and under which name it goes.
import { isAbsolute, join, relative } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { newId } from '../../shared/ids.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import { type ReadableDb, row } from '../store/db.ts'
import type { SourceRow } from '../store/sources.ts'
import type { Picture, Reason } from './judgeFile.ts'

export function sourceOf(
  p: Picture,
  at: { path: string; copied: boolean; mtimeMs: number } = { path: p.path, copied: false, mtimeMs: p.mtimeMs },
): SourceRow {
  const { probe } = p
  return {
    id: newId(),
    ...at,
    kind: probe.kind,
    sha256: p.sha256,
    bytes: p.bytes,
    width: probe.width,
    height: probe.height,
    frames: probe.frames,
    channels: probe.channels,
    bitsStored: probe.bitsStored,
    orientation: probe.orientation,
    facts: { photometric: probe.photometric, signed: probe.signed, icc: probe.icc, ...probe.facts },
  }
}

/** Folders inside the project where dropped files wait: taken over instead of copied. */
const STAGING = ['uploads', 'incoming']
const isStaged = (dir: string, path: string): boolean =>
  STAGING.some((folder) => {
    const inside = relative(join(dir, folder), path)
    return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  })

/** `sources/<aa>/<sha256>/<file name>`: the hash keeps contents apart, the name lets foreign labels find the file. */
export async function copyIn(
  dir: string,
  pool: PixelPool,
  picture: Picture,
  signal: AbortSignal | undefined,
): Promise<SourceRow | Reason> {
  const fileName = picture.name.slice(picture.name.lastIndexOf('/') + 1)
  const path = ['sources', picture.sha256.slice(0, 2), picture.sha256, fileName].join('/')
  try {
    const { mtimeMs } = await pool.takeIn(
      { from: picture.path, to: join(dir, path), sha256: picture.sha256, move: isStaged(dir, picture.path) },
      { signal },
    )
    return sourceOf(picture, { path, copied: true, mtimeMs })
  } catch (error) {
    if (error instanceof PandokError && ['file-missing', 'file-changed', 'file-unreadable'].includes(error.code))
      return { code: error.code }
    throw error
  }
}

/** Two picked folders may both hold `1.png`; labels and people need to tell them apart. */
export function freeName(
  db: ReadableDb,
  picture: Pick<Picture, 'name' | 'root'>,
  pending: ReadonlySet<string>,
): string {
  const taken = (name: string) =>
    pending.has(name) || row(db, 'SELECT 1 AS n FROM items WHERE name = ? LIMIT 1', name) !== undefined
  if (!taken(picture.name)) return picture.name
  const base = picture.root === null ? picture.name : `${picture.root.normalize('NFC')}/${picture.name}`
  if (base !== picture.name && !taken(base)) return base
  const dot = base.lastIndexOf('.')
  const [stem, ending] = dot > base.lastIndexOf('/') + 1 ? [base.slice(0, dot), base.slice(dot)] : [base, '']
  for (let n = 2; ; n++) {
    const name = `${stem} (${n})${ending}`
    if (!taken(name)) return name
  }
}
