import { open } from 'node:fs/promises'
import { PandokError } from '../../../shared/contract/errors.ts'
import { fileError } from '../fileError.ts'
import { JsonSplitter, type Piece, type SplitterOptions } from './splitter.ts'

const CHUNK = 2 ** 20

/** Pieces of a file, one batch per MiB read. A batch's bytes are valid until the next one is asked for. */
export async function* splitFile(
  path: string,
  options: SplitterOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly Piece[]> {
  const splitter = new JsonSplitter(options)
  const file = await open(path, 'r').catch(fileError)
  try {
    const buffer = Buffer.allocUnsafe(CHUNK)
    for (;;) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      const { bytesRead } = await file.read(buffer, 0, CHUNK).catch(fileError)
      if (bytesRead === 0) break
      const pieces = splitter.feed(buffer.subarray(0, bytesRead))
      if (pieces.length > 0) yield pieces
    }
    splitter.finish()
  } finally {
    await file.close()
  }
}
