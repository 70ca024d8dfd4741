// The same DICOM instance twice in files of different bytes (another encoding, another header): both come in, and it is said.
import type { ReadableDb } from '../store/db.ts'
import { dicomItems } from '../store/dicomItems.ts'
import type { Picture } from './judgeFile.ts'

export class InstanceCheck {
  readonly #db: ReadableDb
  /** Instances of this intake that may not be in the database yet, with the name of their file. */
  readonly #here = new Map<string, string>()

  constructor(db: ReadableDb) {
    this.#db = db
  }

  /** Name of the other item; null when this instance is new. */
  other(picture: Pick<Picture, 'name' | 'probe'>): string | null {
    const uid = picture.probe.facts['sopInstanceUid']
    if (typeof uid !== 'string') return null
    const here = this.#here.get(uid)
    if (here !== undefined) return here
    this.#here.set(uid, picture.name)
    return dicomItems(this.#db, 'sopInstanceUid', uid)[0]?.name ?? null
  }
}
