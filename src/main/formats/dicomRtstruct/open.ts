// An RT structure set as locked contours over the slices it was drawn on (docs/adr/063).
import { basename, dirname } from 'node:path'
import { openObject } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'
import { eachFile } from '../reader.ts'
import type { ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { type Contour, contourShape, onPlane, readContours, readStructures, type Structure } from './contours.ts'

const STRUCTURE_SET = '1.2.840.10008.5.1.4.1.1.481.3'

export const rtStructReader = eachFile('dicom-rtstruct', openRtStruct)

export async function openRtStruct(path: string): Promise<LabelFile> {
  const { data } = await openObject(path, (sopClass) => sopClass === STRUCTURE_SET)
  const structures = readStructures(data)
  const images = new Map<string, { image: SourceRef; contours: Contour[] }>()
  for (const contour of readContours(data))
    for (const image of contour.images) {
      const place = image.through ? image.through.map((v) => v.toFixed(2)) : null
      // Points of one slice differ; what lies in one plane is found by the same picture anyway.
      const key = JSON.stringify([image.uid, image.frame, place])
      const known = images.get(key)
      if (known) known.contours.push(contour)
      else images.set(key, { image, contours: [contour] })
    }
  return {
    format: 'dicom-rtstruct',
    name: basename(path),
    folder: dirname(path),
    classes: [...structures.values()].map(({ number, name, colour }) => ({
      key: name,
      name,
      extra: { number },
      colour,
    })),
    root: null,
    total: images.size,
    notes: [],
    images: async function* () {
      for (const { image, contours } of images.values()) yield imageLabels(image, contours, structures)
    },
  }
}

function imageLabels(
  image: SourceRef,
  contours: readonly Contour[],
  structures: ReadonlyMap<number, Structure>,
): ImageLabels {
  return {
    image: { name: null, path: null, size: null, foreignId: image.uid, extra: null, dicom: image },
    inSpace: true,
    count: contours.length,
    read: (_grid, report, plane) => {
      if (!plane) {
        report('dicom-rtstruct-plane', contours.length)
        return []
      }
      const labels: ForeignLabel[] = []
      const together = Map.groupBy(contours, (c) =>
        c.type === 'CLOSEDPLANAR_XOR' ? `xor ${c.structure}` : String(contours.indexOf(c)),
      )
      for (const group of together.values()) {
        const { type, structure } = group[0]!
        const rings = group.map((c) => onPlane(c.points, plane)).filter((ring) => ring !== null)
        report('dicom-rtstruct-oblique', group.length - rings.length)
        const shape = rings.length > 0 ? contourShape(type, rings) : null
        if (shape)
          labels.push({
            classKey: structures.get(structure)?.name ?? `ROI ${structure}`,
            shape,
            keypoints: null,
            attributes: {},
            score: null,
            locked: true,
            extra: {},
          })
        else report('dicom-graphic-invalid', rings.length)
      }
      return labels
    },
  }
}
