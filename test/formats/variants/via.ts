import { B, box, json, type Label, T, type Variant } from './kit.ts'

const rect = { name: 'rect', x: 10, y: 10, width: 20, height: 10 }
const region = (shape: object, answers: object = { name: 'car' }) => ({
  shape_attributes: shape,
  region_attributes: answers,
})
const picture = (regions: unknown, more: object = {}) => ({
  filename: 'a.png',
  size: 1234,
  regions,
  file_attributes: {},
  ...more,
})
const plain = (regions: unknown, more: object = {}) => json({ 'a.png1234': picture(regions, more) })

export const viaVariants: readonly Variant[] = [
  ...(
    [
      ['a rectangle', plain([region(rect)]), [['car', B]]],
      [
        'regions by number, as in the first version',
        json({
          'a.png1': {
            fileref: '',
            size: 1,
            filename: 'a.png',
            base64_img_data: '',
            file_attributes: {},
            regions: { 0: region(rect) },
          },
        }),
        [['car', B]],
      ],
      [
        'a polygon that closes itself',
        plain([region({ name: 'polygon', all_points_x: [10, 30, 30, 10], all_points_y: [10, 10, 30, 10] })]),
        [['car', T]],
      ],
      [
        'a polyline',
        plain([region({ name: 'polyline', all_points_x: [10, 30], all_points_y: [10, 20] })]),
        [['car', { kind: 'polyline', points: [10, 10, 30, 20] }]],
      ],
      [
        'a circle',
        plain([region({ name: 'circle', cx: 20, cy: 20, r: 5 })]),
        [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 5, angle: 0 }]],
      ],
      [
        'a turned ellipse',
        plain([region({ name: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, theta: Math.PI / 4 })]),
        [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, angle: 45 }]],
      ],
      ['a point', plain([region({ name: 'point', cx: 10, cy: 10 })]), [['car', { kind: 'point', x: 10, y: 10 }]]],
      ['one question only', plain([region(rect, { 무엇: '자동차' })]), [['자동차', B]]],
      [
        'several questions',
        plain([region(rect, { colour: 'red', type: 'car', note: '' })]),
        [['car', B, { attributes: { colour: 'red' } }]],
      ],
      ['a check list as class', plain([region(rect, { class: { car: true, bus: false } })]), [['car', B]]],
      ['no answers', plain([region(rect, {})]), [[null, B]]],
      [
        'questions about the picture',
        plain([], { file_attributes: { weather: 'rain', note: '' } }),
        [[null, null, { attributes: { weather: 'rain' } }]],
      ],
      ['an unknown shape among others', plain([region({ name: 'blob' }), region(rect)]), [['car', B]]],
      ['no regions', plain([]), []],
      [
        'a saved project',
        json({
          _via_settings: { core: {} },
          _via_img_metadata: { 'a.png1234': picture([region(rect, { kind: 'car', state: 'new' })]) },
          _via_attributes: {
            region: { state: { type: 'text' }, kind: { type: 'dropdown', options: { car: '', bus: '' } } },
            file: {},
          },
          _via_data_format_version: '2.0.10',
          _via_image_id_list: ['a.png1234'],
        }),
        [['car', B, { attributes: { state: 'new' } }]],
      ],
    ] satisfies [string, string, Label[]][]
  ).map(([name, text, labels]): Variant => [name, { 'via_region_data.json': text }, labels]),
  [
    'CSV',
    {
      'via.csv':
        'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n' +
        'a.png,1,"{}",2,0,"{""name"":""rect"",""x"":10,""y"":10,""width"":20,""height"":10}","{""name"":""car""}"\n' +
        'a.png,1,"{}",2,1,"{""name"":""rect"",""x"":40,""y"":10,""width"":20,""height"":10}","{""name"":""bus""}"\n',
    },
    [
      ['car', B],
      ['bus', box(40, 10, 20, 10)],
    ],
  ],
  [
    'CSV with a hash before the header',
    {
      'via.csv':
        '#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\na.png,1,"{}",0,0,"{}","{}"\n',
    },
    [],
  ],
]
