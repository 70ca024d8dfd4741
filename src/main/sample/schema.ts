import type { AttributeDef, ClassDef, LabelSchema } from '../../shared/annotation/labelSchema.ts'

const occluded: AttributeDef = {
  id: 'occluded',
  title: { ko: '가려짐', en: 'Occluded' },
  type: { kind: 'flag' },
  required: false,
}
const view: AttributeDef = {
  id: 'view',
  title: { ko: '방향', en: 'View' },
  type: { kind: 'choice', options: ['front', 'side', 'rear', 'top'] },
  required: false,
}
const text: AttributeDef = { id: 'text', title: { ko: '글자', en: 'Text' }, type: { kind: 'text' }, required: false }

type Row = readonly [id: string, ko: string, en: string, colour: string, attributes?: readonly AttributeDef[]]
// Colours that stay apart for colour-blind eyes (Okabe and Ito, 2008).
const ROWS: readonly Row[] = [
  ['car', '자동차', 'Car', '#56b4e9', [occluded, view]],
  ['person', '사람', 'Person', '#e69f00', [occluded]],
  ['building', '건물', 'Building', '#cc79a7'],
  ['tree', '나무', 'Tree', '#009e73'],
  ['sign', '표지판', 'Sign', '#f0e442', [text]],
  ['cell', '세포', 'Cell', '#d55e00'],
  ['finding', '소견', 'Finding', '#0072b2'],
]

export const sampleSchema: LabelSchema = {
  version: 1,
  classes: ROWS.map(
    ([id, ko, en, colour, attributes = []], i): ClassDef => ({
      id,
      title: { ko, en },
      colour,
      shapes: ['box', 'polygon', 'polyline', 'point', 'mask', 'tag'],
      attributes: [...attributes],
      key: i + 1,
      parent: null,
      extra: {},
    }),
  ),
  itemAttributes: [
    {
      id: 'light',
      title: { ko: '조명', en: 'Light' },
      type: { kind: 'choice', options: ['day', 'night', 'indoor'] },
      required: false,
    },
  ],
}
