// A real file system of its own that can be filled; null where this process may not mount one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type SmallDisk = { readonly folder: string; fill(): void; free(): void; remove(): void }

export function smallDisk(folder: string, megabytes: number): SmallDisk | null {
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    free: () => rmSync(ballast, { force: true }),
    // Lazily: the program may still be closing its files.
    remove: () => execFileSync('umount', ['-l', folder]),
  }
}
