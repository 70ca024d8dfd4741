// What lies beside the labels of a delivery.
import { Select } from '@mantine/core'
import { PICTURE_KINDS, type PictureKind } from '../../../shared/contract/exportOptions.ts'
import type { ExporterId } from '../../../shared/domains/domainPack.ts'
import { useText } from '../../app/useText.ts'

/** The others are pictures themselves, or have none. */
export const TAKES_PICTURES: ReadonlySet<ExporterId> = new Set([
  'coco',
  'voc',
  'yolo-detect',
  'yolo-segment',
  'yolo-obb',
  'yolo-pose',
  'icdar',
  'csv',
  'mask-png',
  'xray-coco',
  'xray-voc',
  'labelme',
  'labelstudio',
])

export function PictureChoice(p: { value: PictureKind; onChange(value: PictureKind): void }) {
  const t = useText()
  return (
    <Select
      label={t('export.pictures')}
      description={t(`export.pictures.${p.value}.hint`)}
      allowDeselect={false}
      data={PICTURE_KINDS.map((kind) => ({ value: kind, label: t(`export.pictures.${kind}`) }))}
      value={p.value}
      onChange={(value) => p.onChange(PICTURE_KINDS.find((k) => k === value) ?? 'none')}
    />
  )
}
