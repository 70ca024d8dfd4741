// Names of delivered files: relative, legal on every system, each one only once (also without regard to case).
import { textDigest } from '../formats/digest.ts'
import { DigestSet } from '../formats/digestSet.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses these in names
const ILLEGAL = /[<>:"|?*\u0000-\u001f]/g
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i
const MOST_BYTES = 200

/** `C:\a\..\b?.png` -> `a/b_.png` */
export function safePath(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/i, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(safePart)
  return parts.join('/') || '_'
}

function safePart(part: string): string {
  let out = part.replace(ILLEGAL, '_').replace(/[. ]+$/, '_')
  if (RESERVED.test(out)) out = `_${out}`
  while (Buffer.byteLength(out) > MOST_BYTES) out = out.slice(1)
  return out
}

export const splitEnding = (path: string): [stem: string, ending: string] => {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? [path.slice(0, dot), path.slice(dot)] : [path, '']
}

export class FileNames {
  /** Digests instead of texts: half a million names stay small. */
  readonly #taken = new DigestSet()

  /** The name itself, or with _2, _3 … before the ending. */
  take(wanted: string): string {
    const [stem, ending] = splitEnding(wanted)
    for (let n = 1; ; n++) {
      const name = n === 1 ? wanted : `${stem}_${n}${ending}`
      if (this.#taken.add(textDigest(name.normalize('NFC').toLowerCase()))) return name
    }
  }
}
