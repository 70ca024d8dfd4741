// One folder for the in-app file picker.
import { existsSync } from 'node:fs'
import { mkdir, opendir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { FileEntry, FolderListing } from '../../shared/contract/files.ts'
import { type AllowedRoots, isInside } from './allowedRoots.ts'

export const MAX_ENTRIES = 5000
export const PROJECT_FILE = 'project.sqlite'

export type Show = 'folders' | 'images' | 'labels' | 'sheets' | 'all'
const IMAGES = new Set('.png .jpg .jpeg .jfif .tif .tiff .webp .gif .bmp .dib .dcm .dicom .ima'.split(' '))
/** DICOM on discs and from archives: no ending, or a name that is a UID. */
const MAY_BE_DICOM = /^\.?\d*$/
const LABELS = new Set('.json .xml .txt .yaml .yml'.split(' '))
const SHEETS = new Set('.xlsx .xlsm .csv .tsv .txt'.split(' '))
const shown: Readonly<Record<Show, (name: string) => boolean>> = {
  folders: () => false,
  images: (name) => IMAGES.has(extname(name).toLowerCase()) || MAY_BE_DICOM.test(extname(name)),
  labels: (name) => LABELS.has(extname(name).toLowerCase()),
  sheets: (name) => SHEETS.has(extname(name).toLowerCase()),
  all: () => true,
}

export async function listRoots(roots: AllowedRoots): Promise<FileEntry[]> {
  const paths = await roots.list()
  return Promise.all(paths.map((path) => entryOf(path, basename(path) || path)))
}

export async function listFolder(roots: AllowedRoots, path: string, show: Show): Promise<FolderListing> {
  const real = await roots.existing(path)
  if (!(await stat(real)).isDirectory())
    throw new PandokError('folder-missing', 'not a folder', { name: basename(real) })
  const names: string[] = []
  let truncated = false
  const dir = await opendir(real).catch(() => {
    throw new PandokError('file-unreadable', 'folder cannot be read', { name: basename(real) })
  })
  for await (const entry of dir) {
    if (entry.name.startsWith('.')) continue
    // A link may lead to a folder; only `stat` below can tell.
    if (!entry.isDirectory() && !entry.isSymbolicLink() && !shown[show](entry.name)) continue
    if (names.length === MAX_ENTRIES) {
      truncated = true
      break
    }
    names.push(entry.name)
  }
  const entries = await Promise.all(names.map((name) => entryOf(join(real, name), name).catch(() => null)))
  const root = (await roots.list()).find((r) => isInside(r, real)) ?? real
  return {
    path: real,
    parent: real === root ? null : dirname(real),
    crumbs: crumbsOf(root, real),
    entries: entries
      .filter((e): e is FileEntry => e !== null && (e.kind !== 'file' || shown[show](e.name)))
      .sort(byKindAndName),
    truncated,
  }
}

export async function makeFolder(roots: AllowedRoots, parent: string, name: string): Promise<FileEntry> {
  if (basename(name) !== name || name === '.' || name === '..' || /[\0/\\]/.test(name))
    throw new PandokError('bad-request', 'not a folder name')
  const path = join(await roots.existing(parent), name)
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new PandokError('project-exists', 'folder exists', { name })
    throw new PandokError('folder-not-writable', 'cannot make the folder', { name })
  })
  return entryOf(path, name)
}

async function entryOf(path: string, name: string): Promise<FileEntry> {
  const facts = await stat(path)
  const modifiedAt = facts.mtime.toISOString()
  if (!facts.isDirectory()) return { name, path, kind: 'file', bytes: facts.size, modifiedAt }
  return { name, path, kind: existsSync(join(path, PROJECT_FILE)) ? 'project' : 'folder', bytes: null, modifiedAt }
}

function crumbsOf(root: string, path: string): { name: string; path: string }[] {
  const crumbs = [{ name: basename(root) || root, path: root }]
  let at = root
  for (const name of relative(root, path).split(sep).filter(Boolean)) {
    at = join(at, name)
    crumbs.push({ name, path: at })
  }
  return crumbs
}

const collator = new Intl.Collator('ko', { numeric: true })
const rank = { project: 0, folder: 1, file: 2 } as const
const byKindAndName = (a: FileEntry, b: FileEntry): number =>
  rank[a.kind] - rank[b.kind] || collator.compare(a.name, b.name)
