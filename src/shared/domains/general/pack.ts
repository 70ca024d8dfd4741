import { EMPTY_SCHEMA } from '../../annotation/labelSchema.ts'
import { IMAGE_SLOT } from '../../annotation/model.ts'
import { definePack } from '../domainPack.ts'

export const general = definePack({
  id: 'general',
  version: 1,
  title: { ko: '일반', en: 'General' },
  item: { kind: 'image', slots: [IMAGE_SLOT] },
  reading: 'shared',
  importer: 'image-files',
  rules: [
    'class-missing',
    'attribute-required',
    'attribute-value',
    'shape-not-allowed',
    'shape-degenerate',
    'shape-self-crossing',
    'outside-image',
    'source-missing',
  ],
  labelFormats: ['coco', 'voc', 'yolo', 'cvat', 'labelme', 'labelstudio'],
  exporters: ['coco', 'voc', 'yolo-detect', 'yolo-segment', 'labelme', 'labelstudio'],
  view: 'image',
  schema: EMPTY_SCHEMA,
})
