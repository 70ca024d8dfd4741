// Example pictures of classes: small files in the project, named by their content, so that a version of the schema can be
// restored years later and still show its own.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from '../formats/fileError.ts'
import { sniffKind } from '../imaging/sniff.ts'
import { writeAll, writeFileAtomic } from './atomicWrite.ts'

const FOLDER = 'assets'
/** The window crops and scales before it sends; anything near this was not made by it. */
const MOST_BYTES = 4 * 2 ** 20
const TYPES = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const
const isType = (kind: string | null): kind is keyof typeof TYPES => kind !== null && kind in TYPES
const NAME = /^[0-9a-f]{64}\.(png|jpeg|webp)$/

/** Where an asset lies; a name that the program did not make is refused. */
export function assetPlace(projectDir: string, file: string): { path: string; type: string } {
  const kind = NAME.exec(file)?.[1] ?? null
  if (!isType(kind)) throw new PandokError('not-found', 'no such picture')
  return { path: join(projectDir, FOLDER, file), type: TYPES[kind] }
}

/** Keeps a copy of the picture; gives the name to put into the schema. */
export async function keepAsset(projectDir: string, path: string): Promise<string> {
  const { size } = await stat(path).catch(fileError)
  if (size > MOST_BYTES) throw new PandokError('too-large', 'an example picture is small', { bytes: size })
  const bytes = await readFile(path).catch(fileError)
  const kind = sniffKind(bytes)
  if (!isType(kind)) throw new PandokError('not-an-image', 'not a PNG, JPEG or WebP picture')
  const file = `${createHash('sha256').update(bytes).digest('hex')}.${kind}`
  const place = join(projectDir, FOLDER, file)
  if (!existsSync(place)) writeFileAtomic(place, (fd) => writeAll(fd, bytes))
  return file
}
