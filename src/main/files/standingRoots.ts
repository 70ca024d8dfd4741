// Where a person's data usually is: home, the temporary folder, drives, and top-level folders that are not the system's.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders of the Filesystem Hierarchy Standard that hold the system, not data. docs/adr/014. */
const SYSTEM_FOLDERS: ReadonlySet<string> = new Set(
  'bin boot dev etc home lib lib32 lib64 libx32 lost+found proc root run sbin sys snap usr var'.split(' '),
)
const LETTERS = 'CDEFGHIJKLMNOPQRSTUVWXYZAB'

const foldersIn = async (path: string): Promise<string[]> => {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries.filter((e) => e.isDirectory() && !e.name.startsWith('.')).map((e) => join(path, e.name))
}

const drives = {
  win32: async () => [...LETTERS].map((letter) => `${letter}:\\`).filter((drive) => existsSync(drive)),
  darwin: () => foldersIn('/Volumes'),
  linux: async () => (await foldersIn('/')).filter((path) => !SYSTEM_FOLDERS.has(path.slice(1))),
} satisfies Partial<Record<NodeJS.Platform, () => Promise<string[]>>>

const isKnown = (platform: NodeJS.Platform): platform is keyof typeof drives => platform in drives

export async function standingRoots(): Promise<string[]> {
  const platform = process.platform
  // Where Linux desktops mount removable disks.
  const media = platform === 'linux' ? await foldersIn(join('/run/media', process.env.USER ?? '')) : []
  return [homedir(), ...(isKnown(platform) ? await drives[platform]() : []), ...media, tmpdir()]
}
