import { basename } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { Answer, Io } from './io.ts'
import { absolute, withPool } from './projects.ts'

export const decode = (io: Io, file: string, options: { frame: number; out?: string }): Promise<Answer> =>
  withPool(async (pool) => {
    const out = options.out === undefined ? null : absolute(io, options.out)
    if (out !== null && out === absolute(io, file))
      throw new PandokError('bad-request', 'the source would be overwritten', { name: basename(file) })
    const facts = await pool.decodeStats(absolute(io, file), options.frame, out, { signal: io.signal })
    const document = { ...facts, file }
    return { document, exit: 0, lines: Object.entries(document).map(([key, value]) => `${key}: ${value}`) }
  })
