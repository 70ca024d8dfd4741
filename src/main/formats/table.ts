// Every label format that can be read: one row each. What a file is, is decided in sniff.ts.
import { cocoReader } from './coco/reader.ts'
import { cvatReader } from './cvat/reader.ts'
import { labelmeReader } from './labelme/reader.ts'
import { labelStudioReader } from './labelstudio/reader.ts'
import type { LabelReader } from './reader.ts'
import type { LabelFormat } from './record.ts'
import { vocReader } from './voc/reader.ts'
import { yoloReader } from './yolo/reader.ts'

export const labelReaders = {
  coco: cocoReader,
  voc: vocReader,
  yolo: yoloReader,
  cvat: cvatReader,
  labelme: labelmeReader,
  labelstudio: labelStudioReader,
} satisfies Record<LabelFormat, LabelReader>
