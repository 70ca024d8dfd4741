// One task of an export (JSON, or the flat records of JSON-MIN) -> its pictures and the readings of them.
import { asText, isFields, isFiniteNumber, without } from '../guards.ts'
import type { Fields, ForeignReader } from '../record.ts'
import { addressesOf } from './imageName.ts'
import type { People } from './people.ts'
import { type Result, resultsOf } from './regions.ts'

export type Reading = {
  readonly reader: ForeignReader | null
  /** Name of the model, for predictions. */
  readonly model: string | null
  readonly score: number | null
  readonly results: readonly Result[]
  /** Goes into the fields of every label of the reading. */
  readonly note: Fields
  /** When it was last worked on. */
  readonly at: string | null
}
export type Task = {
  readonly addresses: readonly string[]
  readonly readings: readonly Reading[]
  /** Everything but the results, to be written back. */
  readonly kept: Fields
  readonly id: string | number | null
  readonly cancelled: number
  readonly drafts: number
  readonly predictions: number
  readonly guesses: number
}

export function readTask(record: Fields, people: People): Task {
  return isFields(record['data']) ? fullTask(record, record['data'], people) : flatTask(record, people)
}

const timeOf = (record: Fields): string | null => asText(record['updated_at']) ?? asText(record['created_at'])

const idOf = (value: unknown): string | number | null =>
  typeof value === 'number' || typeof value === 'string' ? value : null

function fullTask(record: Fields, data: Fields, people: People): Task {
  const made = listOf(record['annotations'] ?? record['completions'])
  // A task may carry the results of one annotation directly.
  const given = made.length > 0 || !Array.isArray(record['result']) ? made : [record]
  const done = given.filter((a) => a['was_cancelled'] !== true)
  const predictions = listOf(record['predictions'])
  const readings: Reading[] = done.map((a) => ({
    reader: people.reader(a['completed_by']),
    model: null,
    score: null,
    results: resultsOf(a['result']),
    note: noteOf(a, given.length > 1),
    at: timeOf(a),
  }))
  const counts = readings.length === 0
  if (counts)
    for (const p of predictions)
      readings.push({
        reader: null,
        model: asText(p['model_version']) ?? 'Label Studio',
        score: isFiniteNumber(p['score']) ? p['score'] : null,
        results: resultsOf(p['result']),
        note: {},
        at: timeOf(p),
      })
  const wanted = asText(
    readings
      .flatMap((r) => r.results)
      .map((r) => r.fields['to_name'])
      .find((name) => typeof name === 'string' && name in data),
  )
  return {
    addresses: addressesOf(data, wanted),
    readings,
    kept: {
      ...without(record, new Set(['annotations', 'completions', 'predictions', 'drafts', 'result'])),
      annotations: given.map((a) => withoutResults(a)),
    },
    id: idOf(record['id']),
    cancelled: given.length - done.length,
    drafts: listOf(record['drafts']).length,
    predictions: counts ? 0 : predictions.length,
    guesses: 0,
  }
}

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

/** Which annotation of the task a label is from, where there are several. */
const noteOf = (annotation: Fields, several: boolean): Fields =>
  several && idOf(annotation['id']) !== null ? { annotation: annotation['id'] } : {}

/** Relations stay: they have no place among the labels. */
function withoutResults(annotation: Fields): Fields {
  const relations = listOf(annotation['result']).filter((r) => r['type'] === 'relation')
  const fields = without(annotation, new Set(['result', 'prediction', 'draft', 'data']))
  return relations.length > 0 ? { ...fields, relations } : fields
}

const FLAT_FIELDS = new Set(
  'id annotator annotation_id created_at updated_at lead_time inner_id completed_by created_ago meta agreement'.split(
    ' ',
  ),
)

/** JSON-MIN: data and answers side by side; what is a list of objects, or an object, is an answer. */
function flatTask(record: Fields, people: People): Task {
  const data: Record<string, unknown> = {}
  const results: Result[] = []
  let guesses = 0
  for (const [name, value] of Object.entries(record)) {
    if (FLAT_FIELDS.has(name)) continue
    const objects = Array.isArray(value) ? value.filter(isFields) : isFields(value) ? [value] : []
    if (objects.length > 0 && (!Array.isArray(value) || objects.length === value.length)) {
      for (const object of objects) results.push({ fields: { ...object, from_name: name }, value: object })
    } else Object.defineProperty(data, name, { value, enumerable: true })
  }
  const addresses = addressesOf(data, null)
  for (const [name, value] of Object.entries(data)) {
    const isPicture = typeof value === 'string' && addresses.includes(value)
    const answer = typeof value === 'string' || isFiniteNumber(value) ? value : Array.isArray(value) ? value : null
    if (isPicture || answer === null || answer === '') continue
    if (Array.isArray(answer) && !answer.every((v) => typeof v === 'string')) continue
    if (Array.isArray(answer) && answer.some((v) => addresses.includes(v))) continue
    guesses++
    results.push({
      fields: { from_name: name },
      value: Array.isArray(answer)
        ? { choices: answer }
        : typeof answer === 'string'
          ? { text: answer }
          : { number: answer },
    })
  }
  const regions = joinRegions(results)
  const reading: Reading = {
    reader: people.reader(record['annotator'] ?? record['completed_by']),
    model: null,
    score: null,
    results: regions,
    note: idOf(record['annotation_id']) === null ? {} : { annotation: record['annotation_id'] },
    at: timeOf(record),
  }
  return {
    addresses,
    readings: [reading],
    kept: { data, ...Object.fromEntries(Object.entries(record).filter(([name]) => FLAT_FIELDS.has(name))) },
    id: idOf(record['id']),
    cancelled: 0,
    drafts: 0,
    predictions: 0,
    guesses,
  }
}

const PLACE = 'x y width height rotation radiusX radiusY points vertices rle'.split(' ')

/**
 * The flat records have no ids: one region whose label, box and text are answers of different controls stands there several times
 * with the same place, and texts of regions stand in a list of their own, in their order.
 */
function joinRegions(results: readonly Result[]): Result[] {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  const placed = results.map(({ fields, value }): Result => {
    const place = JSON.stringify(PLACE.map((name) => value[name] ?? null))
    if (PLACE.every((name) => value[name] === undefined) || asText(fields['id']) !== null) return { fields, value }
    const control = `${String(fields['from_name'])} ${place}`
    // Twice by one control is two regions on one another.
    const id = taken.has(control) ? `region-${taken.size + 1}` : (ids.get(place) ?? `region-${ids.size + 1}`)
    taken.add(control)
    if (!ids.has(place)) ids.set(place, id)
    return { fields: { ...fields, id }, value }
  })
  const regions = new Map(
    placed.flatMap((r) => (asText(r.fields['id']) === null ? [] : [[r.fields['id'], r] as const])),
  )
  const inOrder = [...regions.values()]
  return placed.flatMap((result): Result[] => {
    const { choices, text } = result.value
    const texts: unknown[] = Array.isArray(choices) ? choices : typeof text === 'string' ? [text] : []
    const isOfRegions = TRANSCRIPTION.test(String(result.fields['from_name'])) && texts.length === inOrder.length
    if (!isOfRegions || texts.length === 0) return [result]
    return inOrder.map(({ fields, value }, i) => ({
      fields: {
        ...result.fields,
        id: fields['id'],
        original_width: fields['original_width'],
        original_height: fields['original_height'],
      },
      value: { ...value, ...NO_LABELS, text: [texts[i]] },
    }))
  })
}
const TRANSCRIPTION = /transcription|^text$/i
/** Labels of a region are said once. */
const NO_LABELS = Object.fromEntries(
  'labels rectanglelabels polygonlabels ellipselabels brushlabels'.split(' ').map((n) => [n, undefined]),
)
