// Second walk: the labels become annotations of the items that the survey found. An image is written whole or not at all,
// and what is already there is not added again, so an import that was interrupted can simply be repeated.
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { DomainPack } from '../../shared/domains/domainPack.ts'
import { newId } from '../../shared/ids.ts'
import { textDigest } from '../formats/digest.ts'
import { DigestSet } from '../formats/digestSet.ts'
import { readFrameName } from '../formats/frameNames.ts'
import { isEmpty } from '../formats/guards.ts'
import type { LossTally } from '../formats/losses.ts'
import type { ForeignLabel, ImageLabels, LabelFile, LabelFormat, Size } from '../formats/record.ts'
import type { ClassIds } from '../formats/schemaPlan.ts'
import { isBlind } from '../store/blind.ts'
import type { Ctx } from '../store/ctx.ts'
import { transaction, type WritableDb } from '../store/db.ts'
import { findDocument, importDocument, readAnnotations } from '../store/documents.ts'
import { writeForeign } from '../store/foreign.ts'
import { projectCounts } from '../store/project.ts'
import { ensureRound, newestRound } from '../store/rounds.ts'
import { ensureUser } from '../store/users.ts'
import { AlreadyThere } from './alreadyThere.ts'
import { planeFor } from './imagePlanes.ts'
import { isItemAttributes, joinItemAttributes } from './itemAttributes.ts'
import { breathe, readLabels, type Survey } from './labelSurvey.ts'
import type { Place } from './places.ts'

export type WriterSetting = {
  readonly db: WritableDb
  readonly pack: DomainPack
  readonly losses: LossTally
  readonly ctx: Ctx
  readonly signal: AbortSignal | undefined
  readonly readerLogin: string | null
  readonly round: number | null
  /** Readers whom the file names get documents of their own. */
  readonly apart: boolean
}

/** Images per transaction: large enough that waiting for the disk does not count, small enough to stop quickly. */
const BATCH = 500
type Pending = { entry: ImageLabels; place: Place }

export class LabelWriter {
  readonly #s: WriterSetting
  readonly #roundId: string
  readonly #authorId: string | null
  readonly #readers = new Map<string, string>()
  readonly #items = new DigestSet()
  items = 0
  #mayHold: boolean
  annotations = 0

  constructor(setting: WriterSetting) {
    const { db, ctx, pack, readerLogin, round } = setting
    this.#s = setting
    this.#mayHold = projectCounts(db).annotations > 0
    this.#roundId = (round === null ? newestRound(db) : ensureRound(db, round, ctx)).id
    const own = pack.reading === 'independent' ? ctx.authorId : null
    this.#authorId = readerLogin === null ? own : ensureUser(db, readerLogin, ctx).id
  }

  async write(survey: Survey, ids: ClassIds, onImage: () => void): Promise<void> {
    const { db, signal } = this.#s
    const { file } = survey
    if (file.root) writeForeign(db, { scope: 'project' }, file.format, file.root)
    let at = 0
    let batch: Pending[] = []
    const flush = async () => {
      const pending = batch
      batch = []
      transaction(db, () => {
        for (const { entry, place } of pending) this.#image(file, entry, place, ids)
      })
      await breathe(signal)
    }
    for await (const entry of file.images(signal)) {
      onImage()
      if ('error' in entry) continue
      const place = survey.places.at(at++)
      if (place) batch.push({ entry, place })
      if (batch.length >= BATCH) await flush()
    }
    if (at !== survey.places.length) throw changed()
    await flush()
    this.#mayHold = true
  }

  /** Document of the person whom the file names, where readers are kept apart. */
  #authorOf(entry: ImageLabels): string | null {
    const { db, ctx, apart } = this.#s
    if (!apart || !entry.reader) return this.#authorId
    const { login } = entry.reader
    const known = this.#readers.get(login)
    if (known !== undefined) return known
    const { id } = ensureUser(db, login, ctx, entry.reader.name)
    this.#readers.set(login, id)
    return id
  }

  #image(file: LabelFile, entry: ImageLabels, place: Place, ids: ClassIds): void {
    const { db, ctx, losses } = this.#s
    // Fields of one frame are not those of the item.
    const ofFrame = place.frame > 0 || readFrameName(entry.image.name ?? '') !== null
    if (entry.image.extra && !ofFrame)
      writeForeign(db, { scope: 'item', itemId: place.itemId }, file.format, entry.image.extra)
    const labels = readLabels(entry, { ...place, plane: planeFor(db, entry, place) }, () => {})
    if (labels.length !== place.labels) throw changed()
    if (labels.length === 0) return
    const reading = { itemId: place.itemId, roundId: this.#roundId, authorId: this.#authorOf(entry) }
    const name = entry.image.name ?? place.itemId
    if (
      isBlind(db) &&
      reading.authorId !== ctx.authorId &&
      findDocument(db, place.itemId, this.#roundId, reading.authorId)
    ) {
      losses.add('label-reading-blind', name, labels.length)
      return
    }
    const there = this.#mayHold || entry.reader ? this.#existing(reading, place.upright, file.format) : null
    const made = labels.flatMap((label, i) => {
      const annotation = toAnnotation(label, file, place, ids, (there?.count ?? 0) + i)
      return there?.already.has(annotation) ? [] : [annotation]
    })
    const { added, updated, conflicts } = joinItemAttributes(there?.itemAttributes ?? null, made)
    losses.add('item-attribute-conflict', name, conflicts)
    losses.add('label-already-there', name, labels.length - added.length - updated.length)
    if (added.length + updated.length === 0) return
    try {
      importDocument(
        db,
        { ...reading, annotations: added, updated, mark: `import.${file.format}` },
        { ...ctx, reason: reasonOf(file, entry, ctx.reason) },
      )
    } catch (error) {
      if (!(error instanceof PandokError) || error.code !== 'document-closed') throw error
      losses.add('label-reading-closed', name, made.length)
      return
    }
    this.annotations += added.length + updated.length
    if (this.#items.add(textDigest(place.itemId))) this.items++
  }

  /** What the reading held before this image. */
  #existing({ itemId, roundId, authorId }: Reading, grid: Size, format: LabelFormat): Existing | null {
    const document = findDocument(this.#s.db, itemId, roundId, authorId)
    if (!document) return null
    const annotations = readAnnotations(this.#s.db, document.id)
    return {
      already: new AlreadyThere(annotations, grid, format),
      count: annotations.length,
      itemAttributes: annotations.find(isItemAttributes) ?? null,
    }
  }
}

type Reading = { itemId: string; roundId: string; authorId: string | null }
type Existing = { already: AlreadyThere; count: number; itemAttributes: Annotation | null }

/** What the history says: the file, and whom and when the file names. */
const reasonOf = ({ name }: LabelFile, { made }: ImageLabels, given: string | null | undefined): string =>
  [given, name, made?.by, made?.at && dayOf(made.at)].filter(Boolean).join(' · ').slice(0, MOST_REASON)
const MOST_REASON = 500

/** 2022-11-02T20:38:25.027900Z -> 2022-11-02 20:38:25Z; other ways of writing a date stay. */
const dayOf = (time: string): string => time.replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?/, '$1 $2')

const changed = () => new PandokError('file-changed', 'the label file changed while it was read')

function toAnnotation(label: ForeignLabel, file: LabelFile, place: Place, ids: ClassIds, z: number): Annotation {
  const classId = label.classKey === null ? null : ids.get(label.classKey)
  if (classId === undefined) throw changed()
  return {
    id: newId(),
    target:
      label.shape !== null || label.whole === 'frame'
        ? { kind: 'frame', slot: place.slot, frame: place.frame }
        : label.whole === 'slot'
          ? { kind: 'slot', slot: place.slot }
          : { kind: 'item' },
    classId,
    shape: label.shape,
    keypoints: label.keypoints === null ? null : [...label.keypoints],
    attributes: label.attributes,
    z,
    group: label.group ?? null,
    locked: label.locked ?? false,
    origin:
      label.score === null
        ? { kind: 'import', format: file.format }
        : { kind: 'model', model: label.model ?? file.name, score: label.score },
    extra: isEmpty(label.extra) ? {} : { [file.format]: label.extra },
  }
}
