// The sample of the security X-ray pack: made-up scans of 24 bags over three makers and four scenarios, one of them from two
// sides. Some are done, some have a mistake for the checks to find, most are to do.
import { join } from 'node:path'
import { type Annotation, IMAGE_SLOT } from '../../../shared/annotation/model.ts'
import type { ItemState } from '../../../shared/contract/item.ts'
import { XRAY_MAKERS } from '../../../shared/domains/xraySecurity/colourTables.ts'
import { newId } from '../../../shared/ids.ts'
import type { Sample, SamplePicture, SampleWork } from '../sample.ts'
import type { ScanObject } from './drawScan.ts'
import type { Fault } from './faults.ts'
import { seedOf } from './items/index.ts'
import { dataIdOf, folderOf, type ScanSpec, VIEWS, type View } from './plan.ts'

/** Large enough for the pack's check of images. */
const SIZE = { width: 1920, height: 1080 } as const

type Scenario = 'Single_Default' | 'Single_Other' | 'Multiple_Categories' | 'Multiple_Other'
/**
 * done: outlines and verdict. drawn: outlines, not yet submitted. unjudged: submitted without a verdict. clear: outlines, but
 * the verdict says there is nothing. unusable: left out for its fault.
 */
type Work = 'todo' | 'done' | 'drawn' | 'unjudged' | 'clear' | 'unusable'
type Row = readonly [
  item: string,
  scenario: Scenario,
  sample: number,
  work: Work,
  fault?: Fault | null,
  wrongName?: true | null,
  twoViews?: true,
]

// Makers take turns: Rapiscan, Smith, Astrophysics.
const ROWS: readonly Row[] = [
  ['knife', 'Single_Default', 4, 'done'],
  ['gun', 'Multiple_Categories', 2, 'done'],
  ['notebook', 'Multiple_Other', 3, 'done'],
  ['scissors', 'Single_Other', 7, 'done'],
  ['power-bank', 'Multiple_Categories', 5, 'drawn'],
  ['liquid', 'Multiple_Other', 2, 'todo'],
  ['hammer', 'Multiple_Categories', 6, 'unjudged'],
  ['handcuffs', 'Single_Default', 2, 'done'],
  ['usb', 'Multiple_Categories', 8, 'todo'],
  ['lighter', 'Multiple_Other', 3, 'todo'],
  ['spanner', 'Single_Other', 9, 'clear'],
  ['mobile-phone', 'Multiple_Categories', 1, 'drawn'],
  ['aerosol', 'Multiple_Categories', 4, 'todo'],
  ['dry-cell', 'Multiple_Other', 6, 'todo'],
  ['axe', 'Single_Other', 3, 'todo'],
  ['pliers', 'Multiple_Other', 5, 'todo', null, true],
  ['ammunition', 'Multiple_Categories', 7, 'todo'],
  ['hdd', 'Single_Default', 2, 'todo'],
  ['gas-canister', 'Multiple_Categories', 9, 'unusable', '늘어짐'],
  ['e-cigarette-liquid', 'Multiple_Other', 4, 'todo', '노이즈'],
  ['saw', 'Multiple_Categories', 12, 'todo'],
  ['tablet', 'Multiple_Other', 22, 'todo'],
  ['throwing-star', 'Multiple_Categories', 1, 'todo', null, null, true],
  ['external-hdd', 'Single_Other', 7, 'todo'],
]

const STATES: Readonly<Record<Work, ItemState | null>> = {
  todo: null,
  done: 'done',
  drawn: 'working',
  unjudged: 'submitted',
  clear: 'submitted',
  unusable: 'excluded',
}

const picturesOf = (row: Row, at: number): SamplePicture[] =>
  row[6] ? VIEWS.map((view) => pictureOf(row, at, view)) : [pictureOf(row, at)]

function pictureOf(row: Row, at: number, view?: View): SamplePicture {
  const [item, scenario, sample, work, fault = null, wrongName] = row
  const spec: ScanSpec = {
    maker: XRAY_MAKERS[at % XRAY_MAKERS.length]!.id,
    item,
    scenario,
    sample,
    sequence: at + 1,
    seed: seedOf('sample', at, item),
    fault,
    ...(view ? { view } : {}),
  }
  const id = dataIdOf(spec)
  // The wrong one says S (storage) of an object that is a hazard.
  const file = `${folderOf(spec)}/${wrongName ? id.replace(/^H/, 'S') : id}${view ? `_${view}` : ''}.PNG`
  return {
    file,
    async draw(pool, folder, call) {
      const objects = await pool.writeScan({ spec, ...SIZE, out: join(folder, file), dual: null }, call)
      return workOf(work, fault, objects)
    },
  }
}

function workOf(work: Work, fault: Fault | null, objects: readonly ScanObject[]): SampleWork {
  const state = STATES[work]
  if (work === 'todo') return { annotations: [], state }
  if (work === 'unusable')
    return { annotations: [record({ verdict: '의심(재검)', unusable: fault ? [fault] : [] }, 0)], state }
  const outlines = objects.map(outline)
  const verdict = work === 'done' ? '반입금지' : work === 'clear' ? '정상' : null
  return { annotations: [...outlines, ...(verdict ? [record({ verdict }, outlines.length)] : [])], state }
}

const PLAIN = { keypoints: null, group: null, locked: false, origin: { kind: 'manual' }, extra: {} } as const

const outline = (o: ScanObject, z: number): Annotation => ({
  ...PLAIN,
  id: newId(),
  target: { kind: 'frame', slot: IMAGE_SLOT, frame: 0 },
  classId: o.classId,
  shape: o.shape,
  attributes: { sample: o.sample },
  z,
})
const record = (attributes: Annotation['attributes'], z: number): Annotation => ({
  ...PLAIN,
  id: newId(),
  target: { kind: 'item' },
  classId: null,
  shape: null,
  attributes,
  z,
})

export const xraySample: Sample = {
  title: '예제 · 보안 X선 · Security X-ray sample',
  user: { login: 'reader', name: '판독자 · Reader', colour: '#56b4e9' },
  schema: null,
  pictures: ROWS.flatMap(picturesOf),
}
