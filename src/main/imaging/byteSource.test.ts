import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashFileSync } from '../files/hash.ts'
import { fileSource } from './byteSource.ts'

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  it.each([
    ['a pipe nobody writes to', (dir: string) => execFileSync('mkfifo', [join(dir, 'x')])],
    ['a folder', (dir: string) => execFileSync('mkdir', [join(dir, 'x')])],
    ['a device', (dir: string) => execFileSync('ln', ['-s', '/dev/zero', join(dir, 'x')])],
  ])('is refused at once: %s', (_, make) => {
    const dir = mkdtempSync(join(tmpdir(), 'pandok-source-'))
    make(dir)
    try {
      for (const open of [fileSource, hashFileSync])
        expect(() => open(join(dir, 'x'))).toThrow(expect.objectContaining({ code: 'file-unreadable' }))
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})
