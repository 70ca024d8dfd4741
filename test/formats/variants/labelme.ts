import { B, json, type Label, T, type Variant } from './kit.ts'

const lm = (shapes: object[], more: object = {}) =>
  json({
    version: '5.0.1',
    flags: {},
    shapes,
    imagePath: 'a.png',
    imageData: null,
    imageHeight: 50,
    imageWidth: 100,
    ...more,
  })
const rect = {
  label: 'car',
  points: [
    [10, 10],
    [30, 20],
  ],
  shape_type: 'rectangle',
  group_id: null,
  flags: {},
}
const tri = {
  label: 'car',
  points: [
    [10, 10],
    [30, 10],
    [30, 30],
  ],
}
const labelme: Variant[] = (
  [
    ['a rectangle', lm([rect]), [['car', B]]],
    [
      'corners in the other order',
      lm([
        {
          ...rect,
          points: [
            [30, 20],
            [10, 10],
          ],
        },
      ]),
      [['car', B]],
    ],
    [
      'four corners (X-AnyLabeling)',
      lm([
        {
          ...rect,
          points: [
            [10, 10],
            [30, 10],
            [30, 20],
            [10, 20],
          ],
        },
      ]),
      [['car', B]],
    ],
    [
      'version 3: no kind, colours',
      lm([{ ...tri, line_color: null, fill_color: [255, 0, 0, 128] }], {
        version: '3.16.7',
        lineColor: [0, 255, 0, 128],
        fillColor: [255, 0, 0, 128],
      }),
      [['car', T]],
    ],
    ['version 4', lm([{ ...tri, shape_type: 'polygon', group_id: 3 }], { version: '4.5.6' }), [['car', T]]],
    ['no version', json({ shapes: [rect], imagePath: 'a.png' }), [['car', B]]],
    ['a kind that is null', lm([{ ...tri, shape_type: null }]), [['car', T]]],
    [
      'whole numbers and points mixed',
      lm([
        {
          ...rect,
          points: [
            [10.0, 10],
            [30, 20.0],
          ],
        },
      ]),
      [['car', B]],
    ],
    [
      'a circle',
      lm([
        {
          ...rect,
          points: [
            [20, 20],
            [25, 20],
          ],
          shape_type: 'circle',
        },
      ]),
      [['car', { kind: 'ellipse', cx: 20, cy: 20, rx: 5, ry: 5, angle: 0 }]],
    ],
    ['a line', lm([{ ...rect, shape_type: 'line' }]), [['car', { kind: 'polyline', points: [10, 10, 30, 20] }]]],
    [
      'a chain of lines',
      lm([{ ...tri, shape_type: 'linestrip' }]),
      [['car', { kind: 'polyline', points: [10, 10, 30, 10, 30, 30] }]],
    ],
    ['a point', lm([{ ...rect, points: [[10, 10]], shape_type: 'point' }]), [['car', { kind: 'point', x: 10, y: 10 }]]],
    [
      'a version of 2016 with colours',
      json({
        shapes: [
          {
            label: 'car',
            line_color: null,
            fill_color: [1, 2, 3, 4],
            points: [
              [10, 10],
              [30, 10],
              [30, 30],
            ],
          },
        ],
        lineColor: [0, 255, 0, 128],
        fillColor: [255, 0, 0, 128],
        imagePath: 'a.png',
        imageData: 'iVBORw0KGgo=',
      }),
      [['car', T]],
    ],
    ['a group', lm([{ ...rect, group_id: 3 }]), [['car', B, { group: '3' }]]],
    [
      'flags of a shape',
      lm([{ ...rect, flags: { occluded: true, small: false } }]),
      [['car', B, { attributes: { occluded: true, small: false } }]],
    ],
    ['flags that are null', lm([{ ...rect, flags: null }], { flags: null }), [['car', B]]],
    ['a description', lm([{ ...rect, description: 'big' }]), [['car', B]]],
    ['a path of Windows', lm([rect], { imagePath: '..\\img\\a.png' }), [['car', B]]],
    ['a whole path of Windows', lm([rect], { imagePath: 'C:\\Users\\kim\\a.png' }), [['car', B]]],
    ['a whole path', lm([rect], { imagePath: '/home/kim/a.png' }), [['car', B]]],
    ['no path', json({ version: '5', shapes: [rect] }), [['car', B]]],
    ['no sizes', lm([rect], { imageHeight: null, imageWidth: null }), [['car', B]]],
    ['no shapes', lm([]), []],
    ['a label that is a number', lm([{ ...rect, label: 7 }]), [['7', B]]],
    [
      'a rotated box of X-AnyLabeling',
      lm([
        {
          ...rect,
          points: [
            [20, 10],
            [30, 20],
            [20, 30],
            [10, 20],
          ],
          shape_type: 'rotation',
        },
      ]),
      [['car', { kind: 'oriented', cx: 20, cy: 20, width: Math.hypot(10, 10), height: Math.hypot(10, 10), angle: 45 }]],
    ],
    ['a byte order mark', `\ufeff${lm([rect])}`, [['car', B]]],
    ['Korean', lm([{ ...rect, label: '자동차' }]), [['자동차', B]]],
    ['a group as text', lm([{ ...rect, group_id: 'left' }]), [['car', B]]],
    ['an unknown kind among others', lm([{ ...rect, shape_type: 'spline' }, rect]), [['car', B]]],
    ['a polygon of two points', lm([{ ...rect, shape_type: 'polygon' }, rect]), [['car', B]]],
    [
      'three numbers a point',
      lm([
        {
          ...rect,
          points: [
            [10, 10, 1],
            [30, 20, 1],
          ],
        },
      ]),
      [['car', B]],
    ],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'a.json': text }, labels])
const labelmeBytes: Variant[] = [['UTF-16', { 'a.json': Buffer.from(`\ufeff${lm([rect])}`, 'utf16le') }, [['car', B]]]]

export const labelmeVariants: readonly Variant[] = [...labelme, ...labelmeBytes]
