// A Label Studio export (JSON or JSON-MIN), read task by task: the file may be larger than memory.
import { basename, dirname } from 'node:path'
import { type AttributeDef, plainAttribute } from '../../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { asText, isFields } from '../guards.ts'
import { splitFile } from '../json/splitFile.ts'
import { parsePiece } from '../json/splitter.ts'
import type { LossTally } from '../losses.ts'
import type { Fields, ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { readRows } from './flatRows.ts'
import { isEmbedded, namesOf } from './imageName.ts'
import { People } from './people.ts'
import { readResults } from './regions.ts'
import { type Reading, readTask, type Task } from './tasks.ts'

const MOST_OPTIONS = 2000

export async function openLabelStudio(path: string, losses: LossTally, signal?: AbortSignal): Promise<LabelFile> {
  const people = new People()
  const answers = new Answers()
  const name = basename(path)
  let total = 0
  let isCodePage = false
  const codePage = () => {
    isCodePage = true
  }
  for await (const task of tasksOf(path, people, signal, codePage)) {
    total += Math.max(1, task.readings.length)
    losses.add('ls-cancelled', name, task.cancelled)
    losses.add('ls-drafts', name, task.drafts)
    losses.add('ls-predictions', name, task.predictions)
    losses.add('ls-min-guess', name, task.guesses)
    for (const reading of task.readings) answers.note(reading)
  }
  if (isCodePage) losses.add('text-code-page', name)
  if (total === 0) throw new PandokError('label-file-invalid', 'the Label Studio file holds no tasks')
  return {
    format: 'labelstudio',
    name,
    folder: dirname(path),
    classes: [],
    attributes: answers.attributes(),
    root: null,
    total,
    notes: [],
    async *images(inner) {
      for await (const task of tasksOf(path, people, inner ?? signal)) yield* imagesOf(task, answers.isMulti)
    },
  }
}

/** A list of tasks, or one task alone. */
async function* tasksOf(
  path: string,
  people: People,
  signal?: AbortSignal,
  codePage?: () => void,
): AsyncGenerator<Task> {
  if (/\.[ct]sv$/i.test(path)) {
    for (const record of await readRows(path, codePage)) yield readTask(record, people)
    return
  }
  const alone: Record<string, unknown> = {}
  let isList = true
  const wants = (key: string) => (key === '' ? ('elements' as const) : ('value' as const))
  for await (const pieces of splitFile(path, { wants }, signal)) {
    for (const { key, kind, bytes } of pieces) {
      const value = parsePiece(bytes, codePage)
      if (kind === 'element') {
        if (!isFields(value)) throw new PandokError('label-file-invalid', 'a task is not an object')
        yield readTask(value, people)
      } else {
        isList = false
        Object.defineProperty(alone, key, { value, enumerable: true, configurable: true })
      }
    }
  }
  if (!isList) yield readTask(alone, people)
}

type IsMulti = (name: string) => boolean

function* imagesOf(task: Task, isMulti: IsMulti): Generator<ImageLabels> {
  const pages = Math.max(1, task.addresses.length)
  for (let page = 0; page < pages; page++) {
    const address = task.addresses[page] ?? null
    const readings = task.readings.length > 0 ? task.readings : [NOTHING]
    for (const reading of readings) yield imageOf(task, address, page, pages, reading, isMulti)
  }
}
const NOTHING: Reading = { reader: null, model: null, score: null, results: [], note: {}, at: null }

function imageOf(
  task: Task,
  address: string | null,
  page: number,
  pages: number,
  reading: Reading,
  isMulti: IsMulti,
): ImageLabels {
  const names = address === null ? [] : namesOf(address)
  const results =
    pages === 1 ? reading.results : reading.results.filter((r) => (Number(r.fields['item_index']) || 0) === page)
  const regions = new Set(results.map((r) => asText(r.fields['id']) ?? r))
  return {
    image: {
      name: names[0] ?? null,
      path: null,
      size: null,
      foreignId: task.id,
      extra: pages === 1 ? task.kept : { ...task.kept, page },
      otherNames: names.slice(1),
      embedded: address !== null && isEmbedded(address),
    },
    reader: reading.reader,
    made: { by: reading.model ?? reading.reader?.name ?? null, at: reading.at },
    count: regions.size,
    read: (grid, report) =>
      readResults(results, { grid, note: reading.note, isMulti }, report).map((label) => fromModel(label, reading)),
  }
}

function fromModel(label: ForeignLabel, { model, score }: Reading): ForeignLabel {
  return model === null ? label : { ...label, model, score: label.score ?? score ?? 0 }
}

/** What answers are given under each name: the export does not hold the labelling interface. */
class Answers {
  readonly #seen = new Map<string, { options: Set<string>; several: boolean }>()

  note({ results }: Reading): void {
    for (const { fields, value } of results) {
      const name = asText(fields['from_name'])
      const choices = choicesOf(value)
      if (name === null || choices === null) continue
      const seen = this.#seen.get(name) ?? { options: new Set<string>(), several: false }
      this.#seen.set(name, seen)
      if (choices.length > 1) seen.several = true
      for (const choice of choices) if (seen.options.size < MOST_OPTIONS) seen.options.add(choice)
    }
  }

  readonly isMulti = (name: string): boolean => this.#seen.get(name)?.several === true

  attributes(): AttributeDef[] {
    return [...this.#seen]
      .filter(([, { options }]) => options.size > 0)
      .map(([id, { options, several }]) =>
        plainAttribute({
          id,
          title: { ko: id, en: id },
          type: { kind: several ? 'multi' : 'choice', options: [...options], titles: {} },
        }),
      )
  }
}

function choicesOf(value: Fields): string[] | null {
  const { choices, taxonomy } = value
  if (Array.isArray(choices)) return choices.filter((c) => typeof c === 'string')
  if (!Array.isArray(taxonomy)) return null
  return taxonomy.map((path) => (Array.isArray(path) ? path.map(String).join(' / ') : String(path)))
}
