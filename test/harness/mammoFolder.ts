// A folder of files and an empty mammography project for each test of a file.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { type MammoProject, mammoProject } from './mammoProject.ts'

export type MammoFolder = {
  pool: PixelPool
  folder: string
  made: MammoProject
  put(name: string, bytes: Uint8Array): void
}

export function mammoFolder(): MammoFolder {
  const at = {
    put(name: string, bytes: Uint8Array): void {
      mkdirSync(dirname(join(at.folder, name)), { recursive: true })
      writeFileSync(join(at.folder, name), bytes)
    },
  } as MammoFolder
  beforeAll(() => {
    at.pool = createPixelPool({ size: 1 })
  })
  afterAll(() => at.pool.close())
  beforeEach(() => {
    at.folder = mkdtempSync(join(tmpdir(), 'pandok-mammo-'))
    at.made = mammoProject()
  })
  afterEach(async () => {
    await at.made.close()
    rmSync(at.folder, { recursive: true, force: true })
  })
  return at
}
