// Slices of a series made from nothing, for tests: one file each, with what intake asks a header.
import { type BuiltElement, concat, dataSet, EXPLICIT, element, imageElements, meta, testValues } from './buildDicom.ts'

export type BuiltSlice = {
  readonly series: string
  readonly instance: number
  /** mm along the axis of the body. */
  readonly z?: number
  readonly modality?: string
  readonly size?: number
  readonly uid?: string
  readonly more?: readonly BuiltElement[]
  /** Elements that are written otherwise, by tag. */
  readonly replace?: Readonly<Record<string, readonly [vr: string, value: string]>>
}

/** Elements stand in the order of their tags, as in every real file. */
export function buildSlice(o: BuiltSlice): Uint8Array {
  const size = o.size ?? 16
  const own: BuiltElement[] = [
    ['00080018', 'UI', o.uid ?? `1.2.3.${o.series.length}.${o.series}.${o.instance}`.replace(/[^0-9.]/g, '')],
    ['00080020', 'DA', '20260102'],
    ['00080060', 'CS', o.modality ?? 'CT'],
    ['00100020', 'LO', 'P-001'],
    ['0020000d', 'UI', '1.2.3.1'],
    ['0020000e', 'UI', `1.2.3.2.${o.series}`],
    ['00200011', 'IS', o.series],
    ['00200013', 'IS', String(o.instance)],
    ...(o.z === undefined
      ? []
      : ([
          ['00200032', 'DS', `0\\0\\${o.z}`],
          ['00200037', 'DS', '1\\0\\0\\0\\1\\0'],
        ] as BuiltElement[])),
    ...(o.more ?? []),
  ]
  const image = imageElements({ rows: size, columns: size, allocated: 16, stored: 12 })
  const all = [...image, ...own]
    .map((e): BuiltElement => {
      const other = o.replace?.[e[0]]
      return other ? [e[0], ...other] : e
    })
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
  // Other pixels in each slice: no two files have the same bytes.
  const pixels = testValues(size * size, 12).map((v, i) =>
    i === 0 ? (o.instance * 7 + Number(o.series) * 61) % 4096 : v,
  )
  return concat([meta('1.2.840.10008.1.2.1'), dataSet(all, EXPLICIT), element(['7fe00010', 'OW', pixels], EXPLICIT)])
}

/** A DICOMDIR that names these files (folders and name each). */
export function buildDirectory(files: readonly (readonly string[])[]): Uint8Array {
  const records = files.map((parts): BuiltElement[] => [
    ['00041400', 'UL', [0]],
    ['00041410', 'US', [0xffff]],
    ['00041430', 'CS', 'IMAGE'],
    ['00041500', 'CS', parts.join('\\')],
  ])
  const data: BuiltElement[] = [
    ['00041130', 'CS', 'DISC'],
    ['00041220', 'SQ', records],
    ['00080016', 'UI', '1.2.840.10008.1.3.10'],
  ]
  return concat([meta('1.2.840.10008.1.2.1'), dataSet(data, EXPLICIT)])
}
