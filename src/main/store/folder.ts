// What lies where in a project folder `name.pandok`.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { PandokError } from '../../shared/contract/errors.ts'

export const databaseFile = (dir: string): string => join(dir, 'project.sqlite')
export const cacheFolder = (dir: string): string => join(dir, 'cache')
export const backupsFolder = (dir: string): string => join(dir, 'backups')

/** Beside the database, to tell an encrypted file from a damaged one and to name a project that cannot be read. */
const cardSchema = z.object({
  format: z.literal('pandok-project'),
  id: z.string(),
  title: z.string(),
  domain: z.string(),
  encrypted: z.boolean(),
  /** Number of the newest migration when the project was made. */
  madeWith: z.number().int(),
})
export type ProjectCard = z.infer<typeof cardSchema>

const cardFile = (dir: string) => join(dir, 'project.json')

export const writeCard = (dir: string, card: Omit<ProjectCard, 'format'>): void =>
  writeFileSync(cardFile(dir), `${JSON.stringify({ format: 'pandok-project', ...card }, null, 2)}\n`)

export function readCard(dir: string): ProjectCard | null {
  try {
    const parsed = cardSchema.safeParse(JSON.parse(readFileSync(cardFile(dir), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function assertProjectFolder(dir: string): void {
  const folder = statSync(dir, { throwIfNoEntry: false })
  if (!folder) throw new PandokError('project-not-found', 'there is no such folder')
  if (!folder.isDirectory() || !existsSync(databaseFile(dir)))
    throw new PandokError('not-a-project', 'the folder holds no project')
}

const MAGIC = 'SQLite format 3\0'

/** Plain SQLite files say what they are in their first 16 bytes; encrypted ones are noise from the first byte. */
export function hasPlainHeader(file: string): boolean {
  const fd = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(MAGIC.length)
    return readSync(fd, bytes, 0, MAGIC.length, 0) === MAGIC.length && bytes.toString('latin1') === MAGIC
  } finally {
    closeSync(fd)
  }
}

/** Committed work may still lie in the write-ahead file. */
export function hasWriteAhead(dir: string): boolean {
  const wal = statSync(`${databaseFile(dir)}-wal`, { throwIfNoEntry: false })
  return wal !== undefined && wal.size > 0
}

/** A rename is durable once its folder is. Windows has no such call and needs none. */
export function syncFolder(dir: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
