// Text files of unknown encoding: UTF-8 or UTF-16 with its mark, else the Korean Windows code page, else not text.
import { readFile, stat } from 'node:fs/promises'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from './fileError.ts'

const MOST_TEXT_BYTES = 64 * 2 ** 20

/** `codePage` = not UTF-8, read as CP949: a guess that a person should know of. */
export type DecodedText = { readonly text: string; readonly codePage: boolean }

export async function readText(path: string, mostBytes = MOST_TEXT_BYTES): Promise<DecodedText> {
  const { size } = await stat(path).catch(fileError)
  if (size > mostBytes) throw new PandokError('too-large', 'the text file is too large', { bytes: size })
  return decodeText(await readFile(path).catch(fileError))
}

export const readTextFile = async (path: string): Promise<string> => (await readText(path)).text

/** Without a mark the first character tells, which is ASCII in everything read here. */
export function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [a, b] = bytes
  if (a === undefined || b === undefined) return null
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return 'utf-16le'
  return (a === 0xfe && b === 0xff) || (a === 0 && b !== 0) ? 'utf-16be' : null
}

export function decodeText(bytes: Buffer): DecodedText {
  const wide = utf16Of(bytes)
  if (wide === null && bytes.includes(0)) throw new PandokError('label-file-invalid', 'the file is not text')
  for (const encoding of wide ? [wide] : ['utf-8', 'euc-kr']) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), codePage: encoding === 'euc-kr' }
    } catch {}
  }
  throw new PandokError(
    'label-file-invalid',
    wide ? 'the UTF-16 text is damaged' : 'the text is neither UTF-8 nor CP949',
  )
}
