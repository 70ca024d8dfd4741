// One file gets another name in its folder. Never over another file, and repairable after a crash at any point.
import { linkSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import type { NameProblem } from '../../shared/contract/names.ts'
import { syncFolder } from '../files/atomicWrite.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
const factsOf = (path: string) => statSync(path, { throwIfNoEntry: false })

/** The same file under both names: a step of ours that was cut short, or a disk that does not tell upper from lower case. */
export function isSameFile(a: string, b: string): boolean {
  const [x, y] = [factsOf(a), factsOf(b)]
  return x !== undefined && y !== undefined && x.ino === y.ino && x.dev === y.dev
}

const onlyCaseDiffers = (a: string, b: string): boolean => a !== b && a.toLowerCase() === b.toLowerCase()

export function renameFile(from: string, to: string): NameProblem | null {
  try {
    if (!factsOf(from)) return 'missing'
    if (onlyCaseDiffers(from, to) && (isSameFile(from, to) || !factsOf(to))) renameSync(from, to)
    else moveOver(from, to)
    syncFolder(dirname(to))
    return null
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return 'exists'
    if (code === 'ENOENT') return 'missing'
    if (['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(code)) return 'folder'
    throw error
  }
}

/** A second name fails when it is taken, which a rename would not: it would replace the file there. */
function moveOver(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    // exFAT sticks and some shares know no second names.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EXDEV', 'EMLINK', 'EOPNOTSUPP'].includes(codeOf(error))) throw error
    if (factsOf(to)) throw Object.assign(new Error('taken'), { code: 'EEXIST' })
    renameSync(from, to)
    return
  }
  try {
    unlinkSync(from)
  } catch (error) {
    unlinkSync(to)
    throw error
  }
}

/** After a crash: did the file get its new name? Ends a step that was cut short. */
export function finishRename(from: string, to: string, bytes: number): boolean {
  const there = factsOf(to)
  if (!there || there.size !== bytes) return false
  if (!factsOf(from)) return true
  if (!isSameFile(from, to)) return false
  // A case-blind disk shows the one file under both names.
  if (!onlyCaseDiffers(from, to)) unlinkSync(from)
  return true
}
