// A structured report as labels: each region that was drawn on an image, with what was found and measured there (TID 1500).
import { basename, dirname } from 'node:path'
import type { Shape } from '../../../shared/annotation/model.ts'
import { graphicShapes, pairs } from '../dicomGraphics.ts'
import { openObject } from '../dicomObject.ts'
import { onPlane } from '../dicomRtstruct/contours.ts'
import { eachFile } from '../reader.ts'
import type { ForeignClass, ForeignLabel, ImageLabels, ImagePlane, LabelFile, Report } from '../record.ts'
import { type Region, readRegions } from './content.ts'

const REPORT = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\.(?!59$)\d+$/
/** For regions that no finding and no measurement name. */
const UNNAMED = 'Measurement'

export const dicomSrReader = eachFile('dicom-sr', openDicomSr)

export async function openDicomSr(path: string): Promise<LabelFile> {
  const { data } = await openObject(path, (sopClass) => REPORT.test(sopClass))
  const regions = readRegions(data)
  const isDrawn = (r: Region): boolean => r.shapes.length > 0 || r.inSpace !== null
  const placed = regions.filter((r) => r.image !== null && isDrawn(r))
  const notes = [
    { code: 'dicom-sr-no-region' as const, count: regions.length === 0 ? 1 : 0, examples: [basename(path)] },
    { code: 'dicom-sr-unplaced' as const, count: regions.filter((r) => r.image === null).length, examples: [] },
    {
      code: 'dicom-graphic-invalid' as const,
      count: regions.filter((r) => r.image !== null && !isDrawn(r)).length,
      examples: [],
    },
  ]
  const byImage = [
    ...Map.groupBy(placed, (r) =>
      JSON.stringify([r.image?.uid, r.image?.frame, r.image?.through?.map((v) => v.toFixed(2))]),
    ).values(),
  ]
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
  const labelsOf = (r: Region, shapes: readonly Shape[]): ForeignLabel[] =>
    shapes.map((shape) => ({
      classKey: r.name ?? UNNAMED,
      shape,
      keypoints: null,
      attributes: r.values,
      score: null,
      extra: {},
    }))
  const inSpace = regions.some((r) => r.inSpace !== null)
  return {
    image: { name: null, path: null, size: null, foreignId: image.uid, extra: null, dicom: image },
    count: regions.reduce((n, r) => n + Math.max(1, r.shapes.length), 0),
    ...(inSpace ? { inSpace } : {}),
    read: (_grid, report, plane) =>
      regions.flatMap((r) => labelsOf(r, r.inSpace ? shapesInSpace(r.inSpace, plane ?? null, report) : r.shapes)),
  }
}

/** On the plane of the picture; what does not lie in it, or is no flat graphic, stays out with a reason. */
function shapesInSpace(
  { type, points }: NonNullable<Region['inSpace']>,
  plane: ImagePlane | null,
  report: Report,
): readonly Shape[] {
  if (!plane) {
    report('dicom-rtstruct-plane')
    return []
  }
  const flat = onPlane(points, plane)
  if (!flat) {
    report('dicom-rtstruct-oblique')
    return []
  }
  const shapes = graphicShapes(type, pairs(flat))
  if (shapes.length === 0) report('dicom-graphic-invalid')
  return shapes
}
