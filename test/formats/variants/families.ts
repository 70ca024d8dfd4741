import { cocoVariants } from './coco.ts'
import { csvVariants } from './csv.ts'
import { cvatVariants } from './cvat.ts'
import { datumaroVariants } from './datumaro.ts'
import { dotaVariants } from './dota.ts'
import { icdarVariants } from './icdar.ts'
import type { Variant } from './kit.ts'
import { labelmeVariants } from './labelme.ts'
import { labelStudioVariants } from './labelStudio.ts'
import { mmocrVariants } from './mmocr.ts'
import { viaVariants } from './via.ts'
import { vocVariants } from './voc.ts'
import { yoloVariants } from './yolo.ts'

export const FAMILIES: Readonly<Record<string, readonly Variant[]>> = {
  YOLO: yoloVariants,
  'Pascal VOC': vocVariants,
  COCO: cocoVariants,
  labelme: labelmeVariants,
  CVAT: cvatVariants,
  'Label Studio': labelStudioVariants,
  ICDAR: icdarVariants,
  CSV: csvVariants,
  'VGG Image Annotator': viaVariants,
  Datumaro: datumaroVariants,
  DOTA: dotaVariants,
  MMOCR: mmocrVariants,
}
