// `mammo-json` as labels: the views of a case are pictures named `case/view`, the reader keeps their own reading.
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Shape } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { fileError } from '../fileError.ts'
import { eachFile } from '../reader.ts'
import type { ForeignClass, ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { type CaseFile, CONTOUR, caseFileSchema, type LesionEntry, ringOfPairs } from './layout.ts'

/** A case of 10,000 contours of 200 vertices stays far below. */
const MOST_BYTES = 256 * 2 ** 20

export const mammoJsonReader = eachFile('mammo-json', openMammoJson)

export async function readCaseFile(path: string): Promise<CaseFile> {
  if ((await stat(path).catch(fileError)).size > MOST_BYTES)
    throw new PandokError('label-file-invalid', 'the file is larger than a case can be')
  return parseCaseFile(await readFile(path, 'utf8').catch(fileError))
}

export function parseCaseFile(text: string): CaseFile {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new PandokError('label-file-invalid', 'the file is no JSON')
  }
  const read = caseFileSchema.safeParse(json)
  if (!read.success)
    throw new PandokError('label-file-invalid', 'the file has another layout', {
      field: read.error.issues[0]?.path.join('.') ?? '',
    })
  return read.data
}

async function openMammoJson(path: string): Promise<LabelFile> {
  const file = await readCaseFile(path)
  const kinds = new Set(file.views.flatMap((v) => v.lesions.map((l) => l.kind)))
  return {
    format: 'mammo-json',
    name: basename(path),
    folder: dirname(path),
    classes: [...kinds].map((key): ForeignClass => ({ key, name: key, extra: {} })),
    root: null,
    total: file.views.length,
    notes: [],
    images: async function* () {
      yield* caseImages(file)
    },
  }
}

export function* caseImages(file: CaseFile): Generator<ImageLabels> {
  for (const [i, view] of file.views.entries()) {
    const labels = [...(i === 0 ? ofCase(file) : []), ...ofView(file, i)]
    yield {
      image: {
        name: `${file.case_id}/${view.view_location}`,
        path: null,
        size: { width: view.columns, height: view.rows },
        foreignId: view.sop_instance_uid ?? null,
        extra: null,
        otherNames: [view.file],
      },
      reader: { login: file.user_id, name: file.user_id },
      count: labels.length,
      read: () => labels,
    }
  }
}

const plain = (given: Partial<ForeignLabel> & Pick<ForeignLabel, 'attributes'>): ForeignLabel => ({
  classKey: null,
  shape: null,
  keypoints: null,
  score: null,
  extra: {},
  ...given,
})

function record(labels: CaseFile['labels'], discard: 'Y' | 'N', whole: 'item' | 'slot'): ForeignLabel[] {
  const attributes = { ...labels, ...(discard === 'Y' ? { discard_yn: true } : {}) }
  return Object.keys(attributes).length === 0 ? [] : [plain({ attributes, whole })]
}
const ofCase = (file: CaseFile): ForeignLabel[] => record(file.labels, file.discard_yn, 'item')

function ofView(file: CaseFile, index: number): ForeignLabel[] {
  const view = file.views[index]!
  const integer = file.coordinates === 'integer'
  const out = record(view.labels, view.discard_yn, 'slot')
  let parts: LesionEntry[] = []
  const close = (): void => {
    const [first] = parts
    if (first)
      out.push(
        plain({
          classKey: first.kind,
          shape: polygonOf(parts, integer),
          attributes: { ...first.attributes, lesion_id: first.lesion_id },
        }),
      )
    parts = []
  }
  for (const lesion of view.lesions) {
    if ((lesion.part ?? 1) === 1) close()
    parts.push(lesion)
  }
  close()
  return out
}

const polygonOf = (parts: readonly LesionEntry[], integer: boolean): Shape => ({
  kind: 'polygon',
  parts: parts.map((p) => ({
    outer: ringOfPairs(p[CONTOUR], integer),
    holes: (p['hole coordinate'] ?? []).map((h) => ringOfPairs(h, integer)),
  })),
})
