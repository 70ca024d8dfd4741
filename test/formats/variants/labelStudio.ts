import { B, box, json, type Label, T, type Variant } from './kit.ts'

const place = { original_width: 100, original_height: 50, image_rotation: 0 }
const lsBox = { x: 10, y: 20, width: 20, height: 20, rotation: 0, rectanglelabels: ['car'] }
const result = (value: object, type = 'rectanglelabels', more: object = {}) => ({
  id: `r${type}`,
  type,
  from_name: 'label',
  to_name: 'image',
  ...place,
  value,
  ...more,
})
const task = (results: unknown, more: object = {}) =>
  json([
    {
      id: 1,
      data: { image: '/data/upload/1/1a2b3c4d-a.png' },
      annotations: [{ id: 1, result: results, completed_by: 1 }],
      ...more,
    },
  ])
const min = (more: object) =>
  json([
    {
      image: '/data/upload/a.png',
      id: 1,
      annotator: 1,
      annotation_id: 2,
      created_at: '2024-01-01',
      lead_time: 1.5,
      ...more,
    },
  ])
const flat = { x: 10, y: 20, width: 20, height: 20, rotation: 0, original_width: 100, original_height: 50 }
const labelstudio: Variant[] = (
  [
    ['a rectangle', task([result(lsBox)]), [['car', B]]],
    [
      'completions of the first versions',
      json([{ id: 1, data: { image: 'a.png' }, completions: [{ id: 1, result: [result(lsBox)] }] }]),
      [['car', B]],
    ],
    [
      'a cloud address',
      json([{ id: 1, data: { image: 's3://bucket/set/a.png' }, annotations: [{ result: [result(lsBox)] }] }]),
      [['car', B]],
    ],
    [
      'a web address with a question',
      json([{ id: 1, data: { img: 'https://x.kr/p/a.png?token=1' }, annotations: [{ result: [result(lsBox)] }] }]),
      [['car', B]],
    ],
    [
      'a local file',
      json([{ id: 1, data: { image: '/data/local-files/?d=set/a.png' }, annotations: [{ result: [result(lsBox)] }] }]),
      [['car', B]],
    ],
    [
      'a local file, escaped',
      json([
        { id: 1, data: { image: '/data/local-files/?d=set%5Ca.png' }, annotations: [{ result: [result(lsBox)] }] },
      ]),
      [['car', B]],
    ],
    [
      'one task alone',
      json({ id: 1, data: { image: 'a.png' }, annotations: [{ result: [result(lsBox)] }] }),
      [['car', B]],
    ],
    ['no results', task([]), []],
    [
      'a cancelled answer',
      json([{ id: 1, data: { image: 'a.png' }, annotations: [{ was_cancelled: true, result: [result(lsBox)] }] }]),
      [],
    ],
    [
      'predictions only',
      json([
        { id: 1, data: { image: 'a.png' }, predictions: [{ model_version: 'm', score: 0.5, result: [result(lsBox)] }] },
      ]),
      [['car', B]],
    ],
    ['a region without a label', task([result({ ...lsBox, rectanglelabels: undefined }, 'rectangle')]), [[null, B]]],
    [
      'labels by a control of their own',
      task([result({ ...lsBox, rectanglelabels: undefined, labels: ['car'] }, 'labels')]),
      [['car', B]],
    ],
    [
      'a region and its label apart',
      task([
        result({ ...lsBox, rectanglelabels: undefined }, 'rectangle', { id: 'x' }),
        result({ ...lsBox, rectanglelabels: undefined, labels: ['car'] }, 'labels', { id: 'x' }),
      ]),
      [['car', B]],
    ],
    [
      'a polygon',
      task([
        result(
          {
            points: [
              [10, 20],
              [30, 20],
              [30, 60],
            ],
            closed: true,
            polygonlabels: ['car'],
          },
          'polygonlabels',
        ),
      ]),
      [['car', T]],
    ],
    [
      'an ellipse',
      task([result({ x: 20, y: 40, radiusX: 5, radiusY: 6, rotation: 0, ellipselabels: ['car'] }, 'ellipselabels')]),
      [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, angle: 0 }]],
    ],
    [
      'a key point',
      task([result({ x: 10, y: 20, width: 0.3, keypointlabels: ['car'] }, 'keypointlabels')]),
      [['car', { kind: 'point', x: 10, y: 10 }]],
    ],
    [
      'a picture that was turned a quarter to look at',
      task([
        result({ x: 10, y: 20, width: 20, height: 20, rotation: 0, rectanglelabels: ['car'] }, 'rectanglelabels', {
          image_rotation: 90,
        }),
      ]),
      [['car', B]],
    ],
    [
      'a picture that was turned half to look at',
      task([
        result({ x: 10, y: 20, width: 20, height: 20, rotation: 0, rectanglelabels: ['car'] }, 'rectanglelabels', {
          image_rotation: 180,
        }),
      ]),
      [['car', B]],
    ],
    [
      'a choice for the picture',
      task([{ type: 'choices', from_name: 'kind', to_name: 'image', value: { choices: ['x'] } }]),
      [[null, null]],
    ],
    [
      'a rating and a text',
      task([
        { type: 'rating', from_name: 'r', to_name: 'image', value: { rating: 4 } },
        { type: 'textarea', from_name: 't', to_name: 'image', value: { text: ['hello'] } },
      ]),
      [[null, null]],
    ],
    [
      'a turned rectangle',
      task([result({ ...lsBox, rotation: 90 })]),
      [['car', { kind: 'oriented', cx: 5, cy: 20, width: 20, height: 10, angle: 90 }]],
    ],
    [
      'answers about a region',
      task([
        result(lsBox, 'rectanglelabels', { id: 'r' }),
        result({ ...lsBox, rectanglelabels: undefined, text: ['서울'] }, 'textarea', {
          id: 'r',
          from_name: 'transcription',
        }),
        result({ ...lsBox, rectanglelabels: undefined, choices: ['yes'] }, 'choices', { id: 'r', from_name: 'clear' }),
      ]),
      [['car', B, { attributes: { transcription: '서울', clear: 'yes' } }]],
    ],
    [
      'predictions beside answers',
      json([
        {
          id: 1,
          data: { image: 'a.png' },
          annotations: [{ result: [result(lsBox)] }],
          predictions: [{ result: [result(lsBox), result(lsBox)] }],
        },
      ]),
      [['car', B]],
    ],
    [
      'relations',
      task([result(lsBox), { type: 'relation', from_id: 'a', to_id: 'b', direction: 'right' }]),
      [['car', B]],
    ],
    ['JSON-MIN: rectangles', min({ label: [{ ...flat, rectanglelabels: ['car'] }] }), [['car', B]]],
    [
      'JSON-MIN: polygon',
      min({
        label: [
          {
            points: [
              [10, 20],
              [30, 20],
              [30, 60],
            ],
            polygonlabels: ['car'],
            original_width: 100,
            original_height: 50,
          },
        ],
      }),
      [['car', T]],
    ],
    [
      'JSON-MIN: ellipse',
      min({
        label: [
          {
            x: 20,
            y: 40,
            radiusX: 5,
            radiusY: 6,
            rotation: 0,
            ellipselabels: ['car'],
            original_width: 100,
            original_height: 50,
          },
        ],
      }),
      [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, angle: 0 }]],
    ],
    [
      'JSON-MIN: key point',
      min({ label: [{ x: 10, y: 20, width: 0.3, keypointlabels: ['car'], original_width: 100, original_height: 50 }] }),
      [['car', { kind: 'point', x: 10, y: 10 }]],
    ],
    ['JSON-MIN: choice', min({ kind: 'good' }), [[null, null]]],
    ['JSON-MIN: several choices', min({ kind: { choices: ['a', 'b'] } }), [[null, null]]],
    [
      'JSON-MIN: box, label and text of one region by three controls',
      min({
        bbox: [flat, { ...flat, x: 50 }],
        label: [
          { ...flat, labels: ['car'] },
          { ...flat, x: 50, labels: ['bus'] },
        ],
        transcription: ['서울', '부산'],
      }),
      [
        ['car', B, { attributes: { transcription: '서울' } }],
        ['bus', box(50, 10, 20, 10), { attributes: { transcription: '부산' } }],
      ],
    ],
    ['JSON-MIN: nothing', min({}), []],
    ['a byte order mark', `\ufeff${task([result(lsBox)])}`, [['car', B]]],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'tasks.json': text }, labels])

const cells = json([{ ...flat, rectanglelabels: ['car'] }])
const tables: Variant[] = [
  [
    'CSV',
    {
      'project.csv': `image,id,label,annotator,annotation_id,created_at,updated_at,lead_time\n/data/upload/1/1a2b3c4d-a.png,1,"${cells.replaceAll('"', '""')}",1,2,2024-01-01,2024-01-01,1.5\n`,
    },
    [['car', B]],
  ],
  [
    'TSV, a choice',
    {
      'project.tsv':
        'annotation_id\tannotator\tchoice\tcreated_at\tid\timage\tlead_time\n2\t1\tgood\t2024\t1\ta.png\t1.5\n',
    },
    [[null, null, { attributes: { choice: 'good' } }]],
  ],
]

export const labelStudioVariants: readonly Variant[] = [...labelstudio, ...tables]
