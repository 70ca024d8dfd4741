// A structured report as labels: each region that was drawn on an image, with what was found and measured there (TID 1500).
import { basename, dirname } from 'node:path'
import { openObject } from '../dicomObject.ts'
import { eachFile } from '../reader.ts'
import type { ForeignClass, ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { type Region, readRegions } from './content.ts'

const REPORT = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\.(?!59$)\d+$/
/** For regions that no finding and no measurement name. */
const UNNAMED = 'Measurement'

export const dicomSrReader = eachFile('dicom-sr', openDicomSr)

export async function openDicomSr(path: string): Promise<LabelFile> {
  const { data } = await openObject(path, (sopClass) => REPORT.test(sopClass))
  const regions = readRegions(data)
  const placed = regions.filter((r) => r.image !== null && r.shapes.length > 0)
  const notes = [
    { code: 'dicom-sr-no-region' as const, count: regions.length === 0 ? 1 : 0, examples: [basename(path)] },
    { code: 'dicom-sr-unplaced' as const, count: regions.filter((r) => r.image === null).length, examples: [] },
    {
      code: 'dicom-graphic-invalid' as const,
      count: regions.filter((r) => r.image !== null && r.shapes.length === 0).length,
      examples: [],
    },
  ]
  const byImage = [...Map.groupBy(placed, (r) => JSON.stringify([r.image?.uid, r.image?.frame])).values()]
  return {
    format: 'dicom-sr',
    name: basename(path),
    folder: dirname(path),
    classes: classesOf(placed),
    root: null,
    total: byImage.length,
    notes: notes.filter((n) => n.count > 0),
    images: async function* () {
      for (const list of byImage) yield imageLabels(list)
    },
  }
}

function classesOf(regions: readonly Region[]): ForeignClass[] {
  const out = new Map<string, ForeignClass>()
  for (const { name, code } of regions) {
    const key = name ?? UNNAMED
    if (!out.has(key)) out.set(key, { key, name: key, extra: {}, code })
  }
  return [...out.values()]
}

function imageLabels(regions: readonly Region[]): ImageLabels {
  const image = regions[0]!.image!
  const labels = regions.flatMap((r) =>
    r.shapes.map(
      (shape): ForeignLabel => ({
        classKey: r.name ?? UNNAMED,
        shape,
        keypoints: null,
        attributes: r.values,
        score: null,
        extra: {},
      }),
    ),
  )
  return {
    image: { name: null, path: null, size: null, foreignId: image.uid, extra: null, dicom: image },
    count: labels.length,
    read: () => labels,
  }
}
