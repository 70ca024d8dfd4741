// Every label format that can be read: one row each. What a file is, is decided in sniff.ts.
import { cocoReader } from './coco/reader.ts'
import { csvReader } from './csv/open.ts'
import { cvatReader } from './cvat/reader.ts'
import { datumaroReader } from './datumaro/open.ts'
import { gspsReader } from './dicomGsps/open.ts'
import { rtStructReader } from './dicomRtstruct/open.ts'
import { dicomSegReader } from './dicomSeg/open.ts'
import { dicomSrReader } from './dicomSr/open.ts'
import { dotaReader } from './dota/open.ts'
import { icdarReader } from './icdar/reader.ts'
import { labelmeReader } from './labelme/reader.ts'
import { labelStudioReader } from './labelstudio/reader.ts'
import { mammoJsonReader } from './mammo/open.ts'
import { maskPngReader } from './maskPng/open.ts'
import { mmocrReader } from './mmocr/open.ts'
import type { LabelReader } from './reader.ts'
import type { LabelFormat } from './record.ts'
import { viaReader } from './via/open.ts'
import { vocReader } from './voc/reader.ts'
import { yoloReader } from './yolo/reader.ts'

export const labelReaders = {
  coco: cocoReader,
  voc: vocReader,
  yolo: yoloReader,
  cvat: cvatReader,
  labelme: labelmeReader,
  labelstudio: labelStudioReader,
  datumaro: datumaroReader,
  dota: dotaReader,
  icdar: icdarReader,
  mmocr: mmocrReader,
  csv: csvReader,
  via: viaReader,
  'mask-png': maskPngReader,
  'dicom-seg': dicomSegReader,
  'mammo-json': mammoJsonReader,
  'dicom-sr': dicomSrReader,
  'dicom-rtstruct': rtStructReader,
  'dicom-gsps': gspsReader,
} satisfies Record<LabelFormat, LabelReader>
