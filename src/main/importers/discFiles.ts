// Files below the picked paths, where a DICOMDIR is the list of a disc: picked by itself it stands for the files it names,
// met in a folder it says which of them are missing.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { type Walked, walkPaths } from '../files/walk.ts'
import { DIRECTORY_CLASS, referencedFiles } from '../imaging/dicom/directory.ts'
import { openDicom } from '../imaging/dicom/file.ts'
import { sopClassOf } from '../imaging/dicom/objectKind.ts'

/** A disc of 4.7 GB with files of 32 KB has a directory of about 60 MB. */
const MOST_BYTES = 128 * 2 ** 20

export async function* discFiles(paths: readonly string[], signal?: AbortSignal): AsyncGenerator<Walked> {
  for await (const file of walkPaths(paths, signal)) {
    const listed = 'problem' in file || !/^dicomdir$/i.test(basename(file.path)) ? null : await listOf(file.path)
    if (!listed || 'problem' in file) {
      yield file
      continue
    }
    const folder = new Folder(dirname(file.path))
    const alone = file.root === null
    for (const parts of listed) {
      signal?.throwIfAborted()
      const path = await folder.find(parts)
      if (path === null)
        yield {
          path: join(dirname(file.path), ...parts.filter((p) => !p.includes('..'))),
          problem: new PandokError('file-missing', 'a file that the DICOMDIR names is not there'),
        }
      // Named as in a folder, so that labels find it either way.
      else if (alone) yield { path, name: nameIn(folder.root, path), root: basename(folder.root) }
    }
  }
}

const nameIn = (folder: string, path: string): string => relative(folder, path).replaceAll('\\', '/').normalize('NFC')

/** null for a file that only has the name. */
async function listOf(path: string): Promise<string[][] | null> {
  try {
    const { size } = await stat(path)
    if (size > MOST_BYTES) return null
    const file = openDicom(await readFile(path))
    return sopClassOf(file) === DIRECTORY_CLASS ? referencedFiles(file) : null
  } catch {
    // Damaged or unreadable: the intake of the file itself says so.
    return null
  }
}

/** Names on a disc are upper case in the DICOMDIR and anything on the system that shows it; some add ";1" or a dot. */
class Folder {
  readonly root: string
  readonly #names = new Map<string, Promise<ReadonlyMap<string, string>>>()

  constructor(root: string) {
    this.root = root
  }

  async find(parts: readonly string[]): Promise<string | null> {
    let at = this.root
    for (const part of parts) {
      const name = (await this.#list(at)).get(plain(part))
      if (name === undefined) return null
      at = join(at, name)
    }
    return (await stat(at).catch(() => null))?.isFile() ? at : null
  }

  #list(folder: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#names.get(folder)
    if (known) return known
    const listed = readdir(folder).then(
      (names) => new Map(names.map((name) => [plain(name), name])),
      () => new Map<string, string>(),
    )
    this.#names.set(folder, listed)
    return listed
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/;\d+$/, '').replace(/\.$/, '')
