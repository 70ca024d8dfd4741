// First walk over a COCO file: categories, where the images lie, and whether annotations come image by image.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { LossCode } from '../../../shared/text/formats.ts'
import { isFields } from '../guards.ts'
import { splitFile } from '../json/splitFile.ts'
import { type Piece, parsePiece, type Wanted } from '../json/splitter.ts'
import type { Fields } from '../record.ts'
import { IdSet } from './idSet.ts'
import { ImageIndex } from './imageIndex.ts'
import { type CocoId, idKey } from './types.ts'

export type CocoSurvey = {
  /** A bare list of detections, without images and categories. */
  readonly isResults: boolean
  readonly categories: readonly Fields[]
  readonly root: Fields
  readonly images: ImageIndex
  readonly annotations: number
  /** All annotations of an image stand together, so they can be read in one go. */
  readonly grouped: boolean
  readonly notes: ReadonlyMap<LossCode, number>
}

const MOST_ROOT_BYTES = 4 * 2 ** 20
const MOST_CATEGORIES = 100_000
const LISTS = new Set(['images', 'annotations', 'categories'])

export const cocoWants = (key: string): Wanted => (key === '' || LISTS.has(key) ? 'elements' : 'value')

export async function surveyCoco(path: string, signal?: AbortSignal): Promise<CocoSurvey> {
  const survey = new Surveyor()
  for await (const pieces of splitFile(path, { wants: cocoWants }, signal))
    for (const piece of pieces) survey.take(piece)
  return survey.done()
}

class Surveyor {
  readonly #categories: Fields[] = []
  readonly #root: Record<string, unknown> = {}
  readonly #images = new ImageIndex()
  readonly #notes = new Map<LossCode, number>()
  readonly #seen = new IdSet()
  readonly #keys = new Set<string>()
  #rootBytes = 0
  #annotations = 0
  #current: CocoId | null = null
  #grouped = true
  #isResults = false

  take(piece: Piece): void {
    if (piece.key === '') {
      if (this.#annotations === 0) this.#isResults = true
      this.#annotation(parsePiece(piece.bytes, this.#codePage))
      return
    }
    this.#keys.add(piece.key)
    if (piece.kind === 'value') this.#field(piece)
    else if (piece.key === 'images') this.#image(piece)
    else if (piece.key === 'categories') this.#category(parsePiece(piece.bytes, this.#codePage))
    else this.#annotation(parsePiece(piece.bytes, this.#codePage))
  }

  done(): CocoSurvey {
    if (!this.#isResults && ![...LISTS].some((key) => this.#keys.has(key)))
      if (!isFields(this.#root['info']))
        throw new PandokError('unknown-format', 'the JSON file holds no COCO images, annotations or categories')
    if (this.#images.duplicates > 0) this.#note('coco-image-id-twice', this.#images.duplicates)
    return {
      isResults: this.#isResults,
      categories: this.#categories,
      root: this.#root,
      images: this.#images,
      annotations: this.#annotations,
      grouped: this.#grouped,
      notes: this.#notes,
    }
  }

  readonly #codePage = (): void => {
    this.#notes.set('text-code-page', 1)
  }

  #note(code: LossCode, count = 1): void {
    this.#notes.set(code, (this.#notes.get(code) ?? 0) + count)
  }

  #field(piece: Piece): void {
    if (LISTS.has(piece.key)) {
      // `"annotations": null` occurs; anything else but a list is not COCO.
      if (parsePiece(piece.bytes, this.#codePage) !== null)
        throw new PandokError('label-file-invalid', 'a COCO list is not a list', { field: piece.key })
      return
    }
    this.#rootBytes += piece.bytes.length
    if (this.#rootBytes > MOST_ROOT_BYTES) this.#note('coco-root-too-large')
    else
      Object.defineProperty(this.#root, piece.key, {
        value: parsePiece(piece.bytes, this.#codePage),
        enumerable: true,
        configurable: true,
      })
  }

  #image(piece: Piece): void {
    const record = parsePiece(piece.bytes, this.#codePage)
    const id = isFields(record) ? idKey(record['id']) : null
    if (id === null) this.#note('coco-image-invalid')
    else this.#images.add(id, piece.offset, piece.bytes.length)
  }

  #category(record: unknown): void {
    if (!isFields(record) || idKey(record['id']) === null) this.#note('coco-category-invalid')
    else if (this.#categories.push(record) > MOST_CATEGORIES)
      throw new PandokError('too-large', 'the file lists too many categories', { limit: MOST_CATEGORIES })
  }

  #annotation(record: unknown): void {
    this.#annotations++
    const id = isFields(record) ? idKey(record['image_id']) : null
    if (id === null || id === this.#current) return
    if (this.#current !== null) this.#seen.add(this.#current)
    this.#current = id
    if (this.#seen.has(id)) this.#grouped = false
  }
}
