import {
  type AttributeDef,
  EMPTY_SCHEMA,
  type LabelSchema,
  plainAttribute,
  plainClass,
} from '../../shared/annotation/labelSchema.ts'

const occluded = plainAttribute({
  id: 'occluded',
  title: { ko: '가려짐', en: 'Occluded' },
  type: { kind: 'flag' },
})
const view = plainAttribute({
  id: 'view',
  title: { ko: '방향', en: 'View' },
  type: {
    kind: 'choice',
    options: ['front', 'side', 'rear', 'top'],
    titles: {
      front: { ko: '앞', en: 'front' },
      side: { ko: '옆', en: 'side' },
      rear: { ko: '뒤', en: 'rear' },
      top: { ko: '위', en: 'top' },
    },
  },
})
const text = plainAttribute({ id: 'text', title: { ko: '글자', en: 'Text' }, type: { kind: 'text' } })

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
  ...EMPTY_SCHEMA,
  classes: ROWS.map(([id, ko, en, colour, attributes = []], i) =>
    plainClass({
      id,
      title: { ko, en },
      colour,
      shapes: ['box', 'polygon', 'polyline', 'point', 'mask', 'oriented', 'ellipse', 'tag'],
      attributes: [...attributes],
      key: i + 1,
    }),
  ),
  itemAttributes: [
    plainAttribute({
      id: 'light',
      title: { ko: '조명', en: 'Light' },
      type: {
        kind: 'choice',
        options: ['day', 'night', 'indoor'],
        titles: {
          day: { ko: '낮', en: 'day' },
          night: { ko: '밤', en: 'night' },
          indoor: { ko: '실내', en: 'indoor' },
        },
      },
    }),
  ],
}
