// Text files of unknown encoding: UTF-8, else the Korean Windows code page, else not text.
import { readFile, stat } from 'node:fs/promises'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from './fileError.ts'

const MOST_TEXT_BYTES = 64 * 2 ** 20

export async function readTextFile(path: string): Promise<string> {
  const { size } = await stat(path).catch(fileError)
  if (size > MOST_TEXT_BYTES) throw new PandokError('too-large', 'the text file is too large', { bytes: size })
  return decodeText(await readFile(path).catch(fileError))
}

export function decodeText(bytes: Buffer): string {
  if (bytes.includes(0)) throw new PandokError('label-file-invalid', 'the file is not text')
  for (const encoding of ['utf-8', 'euc-kr']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {}
  }
  throw new PandokError('label-file-invalid', 'the file is neither UTF-8 nor EUC-KR text')
}
