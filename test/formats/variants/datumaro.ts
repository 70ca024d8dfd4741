import { B, json, type Label, T, type Variant } from './kit.ts'

const categories = { label: { labels: [{ name: 'car', parent: '' }, { name: 'bus' }], attributes: ['occluded'] } }
const file = (annotations: unknown[], item: object = {}) =>
  json({ info: {}, categories, items: [{ id: 'a', annotations, image: { path: 'a.png', size: [50, 100] }, ...item }] })
const bbox = { id: 0, type: 'bbox', attributes: {}, group: 0, label_id: 0, z_order: 0, bbox: [10, 10, 20, 10] }
const points = [10, 10, 30, 10, 30, 30]

export const datumaroVariants: readonly Variant[] = (
  [
    ['a box', file([bbox]), [['car', B]]],
    ['a picture called media', file([bbox], { image: undefined, media: { path: 'a.png' } }), [['car', B]]],
    ['no picture, only the id', file([bbox], { image: undefined }), [['car', B]]],
    ['an id with folders', file([bbox], { id: 'train/a', image: undefined }), [['car', B]]],
    [
      'attributes of all kinds',
      file([{ ...bbox, attributes: { occluded: true, n: 2, t: '글' } }]),
      [['car', B, { attributes: { occluded: true, n: 2, t: '글' } }]],
    ],
    [
      'two of one group',
      file([
        { ...bbox, group: 4 },
        { ...bbox, group: 4, label_id: 1 },
      ]),
      [
        ['car', B, { group: '4' }],
        ['bus', B, { group: '4' }],
      ],
    ],
    [
      'groups that are only numbers',
      file([
        { ...bbox, group: 1 },
        { ...bbox, group: 2 },
      ]),
      [
        ['car', B, { group: null }],
        ['car', B, { group: null }],
      ],
    ],
    [
      'a turned box',
      file([{ ...bbox, type: 'rotated_bbox', bbox: [20, 15, 20, 10, 30] }]),
      [['car', { kind: 'oriented', cx: 20, cy: 15, width: 20, height: 10, angle: 30 }]],
    ],
    ['an outline', file([{ ...bbox, type: 'polygon', points }]), [['car', T]]],
    ['a polyline', file([{ ...bbox, type: 'polyline', points }]), [['car', { kind: 'polyline', points }]]],
    [
      'an ellipse',
      file([{ ...bbox, type: 'ellipse', points: [15, 17, 25, 23] }]),
      [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 3, angle: 0 }]],
    ],
    [
      'a cuboid on the picture',
      file([{ ...bbox, type: 'cuboid_2d', points: [10, 10, 30, 10, 30, 30, 20, 12] }]),
      [['car', T]],
    ],
    [
      'a mask',
      file([{ ...bbox, type: 'mask', rle: { counts: '0b1ji4', size: [50, 100] } }]),
      [['car', { kind: 'mask', x: 0, y: 0, width: 1, height: 50, counts: [0, 50] }]],
    ],
    [
      'points',
      file([{ ...bbox, type: 'points', points: [10, 10, 30, 20], visibility: [2, 1] }]),
      [['car', B, { keypoints: [10, 10, 2, 30, 20, 1] }]],
    ],
    [
      'a label of the picture',
      file([{ id: 0, type: 'label', label_id: 1, attributes: {}, group: 0 }]),
      [['bus', null]],
    ],
    ['no label', file([{ ...bbox, label_id: null }]), [[null, B]]],
    ['a kind of three dimensions', file([{ ...bbox, type: 'cuboid_3d' }, bbox]), [['car', B]]],
    ['nothing on the picture', file([]), []],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]): Variant => [name, { 'annotations/default.json': text }, labels])
