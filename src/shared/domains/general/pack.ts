import { EMPTY_SCHEMA } from '../../annotation/labelSchema.ts'
import { IMAGE_SLOT } from '../../annotation/model.ts'
import { definePack, LABEL_FORMAT_IDS } from '../domainPack.ts'

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
  labelFormats: [...LABEL_FORMAT_IDS],
  exporters: [
    'coco',
    'voc',
    'yolo-detect',
    'yolo-segment',
    'labelme',
    'labelstudio',
    'yolo-obb',
    'yolo-pose',
    'icdar',
    'csv',
    'mask-png',
  ],
  view: 'image',
  schema: EMPTY_SCHEMA,
})
