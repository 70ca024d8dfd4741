import { B, json, type Label, ring, type Variant } from './kit.ts'

const image = { id: 1, file_name: 'a.png', width: 100, height: 50 }
const cat = { id: 1, name: 'car' }
const note = (more: object) => ({ id: 1, image_id: 1, category_id: 1, ...more })
const cocoFile = (annotations: unknown, more: object = {}) =>
  json({ images: [image], categories: [cat], annotations, ...more })
const bbox = [10, 10, 20, 10]
const outline = [[10, 10, 30, 10, 30, 30]]
const coco: Variant[] = (
  [
    ['a box', cocoFile([note({ bbox })]), [['car', B]]],
    [
      'numbers as ids that are texts',
      json({
        images: [{ ...image, id: 'x' }],
        categories: [{ id: 'c', name: 'car' }],
        annotations: [{ id: 'n', image_id: 'x', category_id: 'c', bbox }],
      }),
      [['car', B]],
    ],
    [
      'ids as texts in one place only',
      json({ images: [{ ...image, id: '1' }], categories: [cat], annotations: [note({ bbox })] }),
      [['car', B]],
    ],
    ['no info, no licences', cocoFile([note({ bbox })]), [['car', B]]],
    [
      'ids with a point',
      `{"images":[{"id":1.0,"file_name":"a.png","width":100,"height":50}],"categories":[{"id":7.0,"name":"car"}],"annotations":[{"id":1.0,"image_id":1,"category_id":7,"bbox":[10,10,20,10]}]}`,
      [['car', B]],
    ],
    [
      'categories with gaps, the annotations before the images',
      `{"annotations":[{"id":5,"image_id":9,"category_id":90,"bbox":[10,10,20,10]}],"categories":[{"id":3,"name":"bus"},{"id":90,"name":"car"}],"images":[{"id":9,"file_name":"a.png","width":100,"height":50}]}`,
      [['car', B]],
    ],
    [
      'a picture by its address, as in LVIS',
      json({
        images: [{ id: 1, coco_url: 'http://images.cocodataset.org/val2017/a.png', width: 100, height: 50 }],
        categories: [cat],
        annotations: [note({ bbox })],
      }),
      [['car', B]],
    ],
    [
      'numbers as texts',
      json({ images: [image], categories: [cat], annotations: [note({ bbox: ['10', '10', '20', '10'] })] }),
      [['car', B]],
    ],
    ['crowds that say so with true', cocoFile([note({ bbox, iscrowd: true })]), [['car', B]]],
    [
      'run lengths as a text',
      cocoFile([note({ bbox, segmentation: { size: [50, 100], counts: '0b1ji4' } })]),
      [['car', { kind: 'mask', x: 0, y: 0, width: 1, height: 50, counts: [0, 50] }]],
    ],
    [
      'key points without a box',
      cocoFile([note({ keypoints: [10, 10, 2, 30, 20, 1, 0, 0, 0], num_keypoints: 2 })]),
      [['car', B, { keypoints: [10, 10, 2, 30, 20, 1, 0, 0, 0] }]],
    ],
    [
      'a category in another order of fields',
      json({
        images: [image],
        categories: [{ supercategory: 'x', name: 'car', id: 1 }],
        annotations: [note({ bbox })],
      }),
      [['car', B]],
    ],
    ['nothing but the picture', json({ images: [image], categories: [], annotations: [] }), []],
    ['an empty segmentation', cocoFile([note({ bbox, segmentation: [] })]), [['car', B]]],
    ['a segmentation of empty rings', cocoFile([note({ bbox, segmentation: [[]] })]), [['car', B]]],
    ['a segmentation that is null', cocoFile([note({ bbox, segmentation: null })]), [['car', B]]],
    ['a segmentation that is false', cocoFile([note({ bbox, segmentation: false })]), [['car', B]]],
    ['a segmentation that is true', cocoFile([note({ bbox, segmentation: true })]), [['car', B]]],
    ['an outline', cocoFile([note({ bbox, segmentation: outline })]), [['car', ring(10, 10, 30, 10, 30, 30)]]],
    [
      'an outline without outer list',
      cocoFile([note({ segmentation: outline[0] })]),
      [['car', ring(10, 10, 30, 10, 30, 30)]],
    ],
    [
      'an outline as pairs',
      cocoFile([
        note({
          segmentation: [
            [
              [10, 10],
              [30, 10],
              [30, 30],
            ],
          ],
        }),
      ]),
      [['car', ring(10, 10, 30, 10, 30, 30)]],
    ],
    [
      'a closed outline',
      cocoFile([note({ segmentation: [[10, 10, 30, 10, 30, 30, 10, 10]] })]),
      [['car', ring(10, 10, 30, 10, 30, 30)]],
    ],
    ['an outline of two points, with a box', cocoFile([note({ bbox, segmentation: [[1, 1, 2, 2]] })]), [['car', B]]],
    [
      'a crowd of plain run lengths',
      cocoFile([note({ bbox, iscrowd: 1, segmentation: { size: [50, 100], counts: [0, 50, 4950] } })]),
      [['car', { kind: 'mask', x: 0, y: 0, width: 1, height: 50, counts: [0, 50] }]],
    ],
    [
      'packed run lengths without crowd',
      cocoFile([note({ iscrowd: 0, segmentation: { size: [50, 100], counts: '0b1V^4' } })]),
      [['car', { kind: 'mask', x: 0, y: 0, width: 1, height: 50, counts: [0, 50] }]],
    ],
    ['crowd as a word of JSON', cocoFile([note({ bbox, iscrowd: false })]), [['car', B]]],
    ['a box of texts', cocoFile([note({ bbox: ['10', '10', '20', '10'] })]), [['car', B]]],
    ['a box with numbers of points', cocoFile([note({ bbox: [10.0, 10.0, 20.0, 10.0] })]), [['car', B]]],
    [
      'annotations before pictures',
      `{"annotations":${json([note({ bbox })])},"categories":${json([cat])},"images":${json([image])}}`,
      [['car', B]],
    ],
    [
      'categories without order or gaps',
      json({
        images: [image],
        categories: [{ id: 90, name: 'x' }, cat, { id: 0, name: 'y' }],
        annotations: [note({ bbox }), note({ id: 2, category_id: 0, bbox })],
      }),
      [
        ['car', B],
        ['y', B],
      ],
    ],
    [
      'two categories of one name',
      json({
        images: [image],
        categories: [cat, { id: 2, name: 'car' }],
        annotations: [note({ bbox }), note({ id: 2, category_id: 2, bbox })],
      }),
      [
        ['car', B],
        ['car #2', B],
      ],
    ],
    [
      'a supercategory that is null',
      json({ images: [image], categories: [{ ...cat, supercategory: null }], annotations: [note({ bbox })] }),
      [['car', B]],
    ],
    ['a category nobody lists', cocoFile([note({ bbox, category_id: 9 })]), [[null, B]]],
    [
      'a file name with folders',
      json({
        images: [{ ...image, file_name: './train/images/a.png' }],
        categories: [cat],
        annotations: [note({ bbox })],
      }),
      [['car', B]],
    ],
    [
      'a file name of Windows',
      json({ images: [{ ...image, file_name: 'D:\\set\\a.png' }], categories: [cat], annotations: [note({ bbox })] }),
      [['car', B]],
    ],
    [
      'sizes as texts',
      json({ images: [{ ...image, width: '100', height: '50' }], categories: [cat], annotations: [note({ bbox })] }),
      [['car', B]],
    ],
    [
      'no sizes',
      json({ images: [{ id: 1, file_name: 'a.png' }], categories: [cat], annotations: [note({ bbox })] }),
      [['car', B]],
    ],
    [
      'the picture twice',
      json({ images: [image, image], categories: [cat], annotations: [note({ bbox })] }),
      [['car', B]],
    ],
    ['annotations without an id', cocoFile([{ image_id: 1, category_id: 1, bbox }]), [['car', B]]],
    [
      'the same id twice',
      cocoFile([note({ bbox }), note({ bbox })]),
      [
        ['car', B],
        ['car', B],
      ],
    ],
    ['annotations that are null', cocoFile(null), []],
    ['no annotations at all', json({ images: [image], categories: [cat] }), []],
    ['keypoints', cocoFile([note({ bbox, keypoints: [10, 10, 2, 0, 0, 0], num_keypoints: 1 })]), [['car', B]]],
    ['keypoints without a box', cocoFile([note({ keypoints: [10, 10, 2, 30, 20, 1] })]), [['car', B]]],
    ['a label of the picture', cocoFile([{ id: 1, image_id: 1, category_id: 1 }]), [['car', null]]],
    ['a byte order mark', `\ufeff${cocoFile([note({ bbox })])}`, [['car', B]]],
    [
      'escaped Korean',
      `{"images":[{"id":1,"file_name":"a.png"}],"categories":[{"id":1,"name":"\\ucc28"}],"annotations":${json([note({ bbox })])}}`,
      [['차', B]],
    ],
    [
      'white space everywhere',
      JSON.stringify(JSON.parse(cocoFile([note({ bbox })])), null, 8).replaceAll('\n', '\r\n'),
      [['car', B]],
    ],
    [
      'large numbers as ids',
      json({
        images: [{ ...image, id: 20210915123456 }],
        categories: [cat],
        annotations: [note({ image_id: 20210915123456, bbox })],
      }),
      [['car', B]],
    ],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]) => [name, { 'annotations/instances.json': text }, labels])
const cocoBytes: Variant[] = [
  ['UTF-16', { 'c.json': Buffer.from(`\ufeff${cocoFile([note({ bbox })])}`, 'utf16le') }, [['car', B]]],
]

export const cocoVariants: readonly Variant[] = [...coco, ...cocoBytes]
