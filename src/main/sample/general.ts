// Sample of the general domain: six trays, the first two already annotated as an example, one of them 16-bit.
import type { ClassDef, LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { type Annotation, IMAGE_SLOT, type Shape } from '../../shared/annotation/model.ts'
import { newId } from '../../shared/ids.ts'
import { sampleTexts } from '../../shared/text/sample.ts'
import { encodePlainPng } from '../files/plainPng.ts'
import { circle, layParts, type Part, paintTransmission, paintTray, plateCorners, ringHole } from './partsTray.ts'

const WIDTH = 960
const HEIGHT = 640
const TRAYS = 6
const ANNOTATED = 2
const DEEP = 4

const partClass = (
  id: 'disc' | 'plate' | 'ring',
  colour: string,
  key: number,
  shapes: ClassDef['shapes'],
): ClassDef => ({
  id,
  title: sampleTexts[`sample.class.${id}`],
  colour,
  shapes,
  attributes: [
    { id: 'damaged', title: sampleTexts['sample.attribute.damaged'], type: { kind: 'flag' }, required: false },
  ],
  key,
  parent: null,
  extra: {},
})

// Okabe and Ito's colours: told apart with any kind of colour vision.
export const sampleSchema: LabelSchema = {
  version: 1,
  classes: [
    partClass('disc', '#e69f00', 1, ['box', 'polygon']),
    partClass('plate', '#56b4e9', 2, ['polygon', 'box']),
    partClass('ring', '#009e73', 3, ['polygon', 'box']),
    {
      id: 'scratch',
      title: sampleTexts['sample.class.scratch'],
      colour: '#cc79a7',
      shapes: ['polyline', 'point'],
      attributes: [],
      key: 4,
      parent: null,
      extra: {},
    },
  ],
  itemAttributes: [],
}

export type SampleImage = { name: string; bytes: Buffer; annotations: Annotation[] }

export function* sampleImages(): Generator<SampleImage> {
  for (let n = 1; n <= TRAYS; n++) {
    const parts = layParts(n * 7919, WIDTH, HEIGHT, 9 + n)
    const picture = (n === DEEP ? paintTransmission : paintTray)(n, WIDTH, HEIGHT, parts)
    yield {
      name: `tray-${n}${n === DEEP ? '-16bit' : ''}.png`,
      bytes: encodePlainPng(picture),
      annotations: n <= ANNOTATED ? parts.map(annotate) : [],
    }
  }
}

const outline: Readonly<Record<Part['kind'], (p: Part) => Shape>> = {
  disc: ({ x, y, r }) => ({ kind: 'box', x: x - r, y: y - r, width: 2 * r, height: 2 * r }),
  plate: (p) => ({ kind: 'polygon', parts: [{ outer: plateCorners(p), holes: [] }] }),
  ring: (p) => ({ kind: 'polygon', parts: [{ outer: circle(p.x, p.y, p.r), holes: [ringHole(p)] }] }),
}

const annotate = (part: Part, z: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: IMAGE_SLOT, frame: 0 },
  classId: part.kind,
  shape: outline[part.kind](part),
  keypoints: null,
  attributes: {},
  z,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
