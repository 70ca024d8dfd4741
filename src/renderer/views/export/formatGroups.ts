// The delivery formats by what they are for. A format that no group claims is a common one.
import type { ExporterId } from '../../../shared/domains/domainPack.ts'

export const FORMAT_GROUPS = ['field', 'medical', 'common', 'shapes', 'masks', 'text', 'programs'] as const
export type FormatGroup = (typeof FORMAT_GROUPS)[number]

const CLAIMS: Readonly<Partial<Record<ExporterId, FormatGroup>>> = {
  'yolo-obb': 'shapes',
  'yolo-pose': 'shapes',
  'mask-png': 'masks',
  icdar: 'text',
  'dicom-seg': 'medical',
  'dicom-sr': 'medical',
  'contour-png': 'medical',
  png16: 'medical',
  'clinical-xlsx': 'medical',
  labelme: 'programs',
  labelstudio: 'programs',
}

/** Formats of one field of work, such as xray-delivery, are named after it. */
const groupOf = (format: ExporterId): FormatGroup =>
  CLAIMS[format] ?? (/^(xray|mammo)/.test(format) ? 'field' : 'common')

/** Groups that have formats, in order; a pack's own come first. */
export const groupFormats = (formats: readonly ExporterId[]): { group: FormatGroup; formats: ExporterId[] }[] =>
  FORMAT_GROUPS.flatMap((group) => {
    const own = formats.filter((format) => groupOf(format) === group)
    return own.length > 0 ? [{ group, formats: own }] : []
  })
