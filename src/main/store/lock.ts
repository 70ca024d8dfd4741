// One writer per project, also across processes: a file with who holds it. A lock left by a program that is gone is
// taken over; a lock of another machine never is, because nobody here can know whether that machine still works.
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { storageErrorCode } from './storageError.ts'

const holderSchema = z.object({
  host: z.string(),
  pid: z.number().int(),
  /** Start of the process in the kernel's own count where there is one (Linux), so that a reused pid shows. */
  start: z.string().nullable(),
  token: z.string(),
  time: z.string(),
})
export type Holder = z.infer<typeof holderSchema>

export type LockResult =
  | { held: true; release(): void }
  /** `reason`: who holds it, or the code of why no lock can be written here. */
  | { held: false; reason: string }

const LOCK_FILE = 'lock'
const readHolder = (file: string): Holder | null => {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)): start time in clock ticks since boot. Null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process exists and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

// Tokens of this process, shared between copies of this module (a bundle and its workers' sources).
const OURS = Symbol.for('pandok.locks')
const registry: typeof globalThis & { [OURS]?: Set<string> } = globalThis
registry[OURS] ??= new Set()
const ours = registry[OURS]

/** True only when the holder was on this machine and is certainly gone. */
export function isStale(holder: Holder, now: Date): boolean {
  if (holder.host !== hostname()) return false
  if (holder.pid === process.pid) return !ours.has(holder.token)
  if (!isAlive(holder.pid)) return true
  const start = startOf(holder.pid)
  if (start !== null && holder.start !== null) return start !== holder.start
  const bootedAt = now.getTime() - uptime() * 1000
  return Date.parse(holder.time) < bootedAt - 5000
}

export const describeHolder = (holder: Holder | null): string =>
  holder ? `${holder.host} (pid ${holder.pid})` : 'unknown'

export function takeLock(dir: string, now: Date): LockResult {
  const file = join(dir, LOCK_FILE)
  const token = randomUUID()
  const mine: Holder = {
    host: hostname(),
    pid: process.pid,
    start: startOf(process.pid),
    token,
    time: now.toISOString(),
  }
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeNew(file, JSON.stringify(mine))
      ours.add(token)
      return { held: true, release: () => release(file, token) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
        return { held: false, reason: storageErrorCode(error) ?? 'folder-not-writable' }
    }
    const holder = readHolder(file)
    // An unreadable lock is one being written this moment, or one of a program that died doing so.
    if (holder === null && attempt < 3) sleep(40)
    else if (holder !== null && !isStale(holder, now)) return { held: false, reason: describeHolder(holder) }
    else removeStale(file, holder)
  }
  return { held: false, reason: describeHolder(readHolder(file)) }
}

/** On a full disk the name can be made and the content cannot: no empty lock is left behind. */
function writeNew(file: string, text: string): void {
  const fd = openSync(file, 'wx')
  try {
    writeFileSync(fd, text)
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  } finally {
    closeSync(fd)
  }
}

const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** By renaming, so that of two programs that see the same stale lock only one removes it, and never a fresh one. */
function removeStale(file: string, seen: Holder | null): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved?.token === seen?.token) rmSync(aside, { force: true })
  else if (!existsSync(file)) renameSync(aside, file)
}

function release(file: string, token: string): void {
  if (readHolder(file)?.token === token) rmSync(file, { force: true })
  ours.delete(token)
}
