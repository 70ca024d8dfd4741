// The sample of the mammography pack: six made-up cases. One is read and handed in, one is begun, one lacks a view, one has a
// view twice, one a spot view; the clinical sheet has values that break its rules and one that came later.
import { join } from 'node:path'
import type { Annotation } from '../../../shared/annotation/model.ts'
import { type ClinicalValues, readDate } from '../../../shared/domains/mammography/clinical.ts'
import type { Birads, Result } from '../../../shared/domains/mammography/levels.ts'
import { isMammoView, sideOf } from '../../../shared/domains/mammography/views.ts'
import { newId } from '../../../shared/ids.ts'
import type { Sample, SamplePicture, SampleWork } from '../sample.ts'
import type { MammogramOptions } from './case.ts'
import type { WrittenCase } from './writeCase.ts'

/** A quarter of the lines of a real detector: enough to read, and drawn in a moment. */
const SIZE = { rows: 1040, columns: 800 } as const
const SHEET = '임상정보.xlsx'
const LATER = '병리결과.csv'

type Work = 'read' | 'begun' | 'todo'
/** Days after the mammogram; null = the sheet has no such date. */
type Days = { readonly path?: number; readonly surg?: number; readonly fu?: number }
type Row = {
  readonly seed: number
  readonly options: MammogramOptions
  readonly work: Work
  readonly grp: Result
  readonly birads: Birads
  readonly days: Days
  readonly more?: ClinicalValues
}

const ROWS: readonly Row[] = [
  {
    seed: 11,
    options: { finding: 'malignant', vendor: 'plain', density: 0.35 },
    work: 'read',
    grp: '악성',
    birads: '5',
    days: { path: 9, surg: 41 },
    more: { spr_loca_cmnt: 'UOQ', invs_size_vl: '18', htlg_type_cmnt: 'IDC', care_place: '원내' },
  },
  // Followed for less than a year.
  {
    seed: 12,
    options: { finding: 'normal', vendor: 'windows', density: 0.6 },
    work: 'todo',
    grp: '정상',
    birads: '1',
    days: { fu: 240 },
  },
  {
    seed: 13,
    options: { finding: 'benign', vendor: 'codes', density: 0.5 },
    work: 'begun',
    grp: '양성',
    birads: '3',
    days: { fu: 402 },
  },
  {
    seed: 14,
    options: { finding: 'malignant', vendor: 'plain', density: 0.45, faults: ['missing-view'] },
    work: 'todo',
    grp: '악성',
    birads: '4c',
    // Diagnosed elsewhere, operated on too late for that.
    days: { path: 6, surg: 130 },
    more: { htlg_type_cmnt: 'DCIS', care_place: '외부' },
  },
  {
    seed: 15,
    options: { finding: 'benign', vendor: 'table', density: 0.25, faults: ['duplicate-view'] },
    work: 'todo',
    grp: '양성',
    // Does not fit the group.
    birads: '4a',
    days: { fu: 380 },
  },
  {
    seed: 16,
    options: { finding: 'malignant', vendor: 'windows', density: 0.7, faults: ['spot'] },
    work: 'todo',
    grp: '악성',
    birads: '4b',
    days: { path: 12 },
  },
]

function pictureOf(row: Row): SamplePicture {
  const file = `MG${String(row.seed).padStart(6, '0')}`
  return {
    file,
    async draw(pool, folder, call) {
      const options = { ...SIZE, charset: 'utf8' as const, ...row.options }
      return workOf(row, await pool.writeCase({ seed: row.seed, options, folder: join(folder, file) }, call))
    },
  }
}

function workOf(row: Row, made: WrittenCase): SampleWork {
  const clinical = clinicalOf(row, made)
  if (row.work === 'todo') return { annotations: [], state: null, clinical }
  const lesions = lesionsOf(made)
  // The one who began has drawn the first view only.
  if (row.work === 'begun') return { annotations: lesions.slice(0, 1), state: null, clinical }
  return { annotations: [...lesions, ...levelsOf(row, made, lesions)], state: null, handedIn: true, clinical }
}

function clinicalOf(row: Row, made: WrittenCase): NonNullable<SampleWork['clinical']> {
  const day = (after: number | undefined): string =>
    after === undefined ? '' : new Date(Date.parse(studyDay(made)) + after * 86_400_000).toISOString().slice(0, 10)
  const values = Object.fromEntries(
    Object.entries({
      grp: row.grp,
      recvid: made.patient,
      both1: row.birads,
      mmg_date: studyDay(made),
      path_date: day(row.days.path),
      surg_date: day(row.days.surg),
      fu_date: day(row.days.fu),
      ...row.more,
    }).filter(([, value]) => value !== ''),
  )
  const first = { days: -30, sheet: SHEET, values }
  // The T stage is known after the operation; the histology of the biopsy was corrected by it.
  if (row.work !== 'read') return [first]
  const before = { ...first, values: { ...values, htlg_type_cmnt: 'DCIS' } }
  return [before, { days: -2, sheet: LATER, values: { htlg_type_cmnt: 'IDC', path_t_stag: '1' } }]
}
const studyDay = (made: WrittenCase): string => readDate(made.studyDate) ?? ''

const PLAIN = { keypoints: null, group: null, locked: false, origin: { kind: 'manual' }, extra: {} } as const
const KINDS = { mass: 'mass', calcifications: 'calcification' } as const

const lesionsOf = (made: WrittenCase): Annotation[] =>
  made.views
    .filter((view) => view.kind === 'standard')
    .flatMap((view) => view.lesions.map((lesion) => ({ view, lesion })))
    .map(({ view, lesion }, z) => ({
      ...PLAIN,
      id: newId(),
      target: { kind: 'frame', slot: view.name, frame: 0 },
      classId: KINDS[lesion.kind],
      shape: { kind: 'polygon', parts: [{ outer: lesion.outline.flat(), holes: [] }] },
      attributes: { lesion_id: `L${lesion.lesion}`, nature: lesion.malignant ? 'malignant' : 'benign' },
      z,
    }))

/** Results of views, breasts and patient; a side without a lesion is normal. */
function levelsOf(row: Row, made: WrittenCase, lesions: readonly Annotation[]): Annotation[] {
  const marked = new Set(lesions.flatMap((a) => (a.target.kind === 'frame' ? [a.target.slot] : [])))
  const resultOf = (has: boolean): Result => (has ? row.grp : '정상')
  const side = (which: 'R' | 'L') => resultOf([...marked].some((slot) => isMammoView(slot) && sideOf(slot) === which))
  const record = (target: Annotation['target'], attributes: Annotation['attributes'], i: number): Annotation => ({
    ...PLAIN,
    id: newId(),
    target,
    classId: null,
    shape: null,
    attributes,
    z: lesions.length + i,
  })
  const patient = { result: row.grp, birads: row.birads, right: side('R'), left: side('L'), density: 'b' }
  const views = made.views.filter((view) => view.kind === 'standard')
  return [
    record({ kind: 'item' }, patient, 0),
    ...views.map(({ name }, i) => record({ kind: 'slot', slot: name }, { result: resultOf(marked.has(name)) }, i + 1)),
  ]
}

export const mammogramSample: Sample = {
  title: '예제 · 유방촬영 · Mammography sample',
  user: { login: 'reader', name: '판독자 · Reader', colour: '#56b4e9' },
  schema: null,
  pictures: ROWS.map(pictureOf),
}
