import { B, json, type Label, ring, type Variant } from './kit.ts'

const metainfo = { dataset_type: 'TextDetDataset', task_name: 'textdet', category: [{ id: 0, name: 'text' }] }
const polygon = [10, 10, 30, 10, 30, 20, 10, 20]
const word = { polygon, bbox: [10, 10, 30, 20], bbox_label: 0, ignore: false }
const file = (instances: unknown[], info: object = metainfo) =>
  json({ metainfo: info, data_list: [{ img_path: 'imgs/a.png', height: 50, width: 100, instances }] })
const Q = ring(...polygon)

export const mmocrVariants: readonly Variant[] = (
  [
    ['a region', file([word]), [['text', Q, { attributes: { ignore: false } }]]],
    [
      'a region and its text',
      file([{ ...word, text: '서울' }]),
      [['text', Q, { attributes: { transcription: '서울', ignore: false } }]],
    ],
    [
      'a box only',
      file([{ bbox: [10, 10, 30, 20], bbox_label: 0, ignore: true }]),
      [['text', B, { attributes: { ignore: true } }]],
    ],
    [
      'points as pairs',
      file([
        {
          ...word,
          polygon: [
            [10, 10],
            [30, 10],
            [30, 20],
            [10, 20],
          ],
        },
      ]),
      [['text', Q]],
    ],
    ['words of recognition', file([{ text: '서울' }]), [['text', null, { attributes: { transcription: '서울' } }]]],
    [
      'classes of MMDetection',
      file([{ bbox: [10, 10, 30, 20], bbox_label: 1, ignore_flag: 0 }], { classes: ['car', 'bus'] }),
      [['bus', B]],
    ],
    ['no metainfo worth the name', file([word], {}), [['text', Q]]],
    ['nothing on the picture', file([]), []],
  ] satisfies [string, string, Label[]][]
).map(([name, text, labels]): Variant => [name, { 'textdet_train.json': text }, labels])
