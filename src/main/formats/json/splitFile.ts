import { type FileHandle, open } from 'node:fs/promises'
import { PandokError } from '../../../shared/contract/errors.ts'
import { utf16Of } from '../decodeText.ts'
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
    for await (const chunk of chunksOf(file)) {
      if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
      const pieces = splitter.feed(chunk)
      if (pieces.length > 0) yield pieces
    }
    splitter.finish()
  } finally {
    await file.close()
  }
}

/** The file as UTF-8 without a mark of UTF-16; offsets of pieces count in these bytes. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK)
  let wide: TextDecoder | null | undefined
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK).catch(fileError)
    const chunk = buffer.subarray(0, bytesRead)
    if (wide === undefined) wide = decoderOf(chunk)
    if (wide) yield Buffer.from(wide.decode(chunk, { stream: bytesRead > 0 }))
    else if (bytesRead > 0) yield chunk
    if (bytesRead === 0) return
  }
}

/** For bytes that are UTF-16; null for all others. */
export function decoderOf(head: Buffer): TextDecoder | null {
  const wide = utf16Of(head)
  return wide && new TextDecoder(wide)
}
