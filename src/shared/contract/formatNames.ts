// Names of label formats as people know them; the same in every language.
import type { LabelFormatId } from '../domains/domainPack.ts'

export const FORMAT_NAMES = {
  coco: 'COCO JSON',
  voc: 'Pascal VOC XML',
  yolo: 'YOLO',
  cvat: 'CVAT XML',
  labelme: 'labelme JSON',
  labelstudio: 'Label Studio JSON',
  datumaro: 'Datumaro JSON',
  mmocr: 'MMOCR JSON',
  'dicom-seg': 'DICOM segmentation',
  'dicom-sr': 'DICOM structured report',
  'dicom-rtstruct': 'DICOM RT structure set',
  'dicom-gsps': 'DICOM presentation state',
  dota: 'DOTA',
  icdar: 'ICDAR',
  csv: 'CSV',
  via: 'VGG Image Annotator (VIA)',
  'mask-png': 'mask PNG',
  'mammo-json': 'Pandok mammography JSON',
  unknown: '',
} as const satisfies Readonly<Record<LabelFormatId, string> & Record<string, string>>

export type KnownFormat = keyof typeof FORMAT_NAMES

/** `voc, labelme` -> `Pascal VOC XML, labelme JSON`. */
export const namedFormats = (ids: string): string =>
  ids
    .split(', ')
    .map((id) => Object.entries(FORMAT_NAMES).find(([known, name]) => known === id && name !== '')?.[1] ?? id)
    .join(', ')
