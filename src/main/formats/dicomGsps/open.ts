// A presentation state as locked shapes over the images it was made for (docs/adr/063).
import { basename, dirname } from 'node:path'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import { characterSet } from '../../imaging/dicom/charset.ts'
import { itemsOf, text } from '../../imaging/dicom/values.ts'
import { openObject, referencesIn, words } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'
import { eachFile } from '../reader.ts'
import type { ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { DISPLAYED_AREA, type Drawn, readDrawings } from './graphics.ts'

const PRESENTATION_STATE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.11\.[123]$/

export const gspsReader = eachFile('dicom-gsps', openGsps)

export async function openGsps(path: string): Promise<LabelFile> {
  const { data } = await openObject(path, (sopClass) => PRESENTATION_STATE.test(sopClass))
  const set = characterSet(text(data, '00080005'))
  const label = words(data, '00700080', set) ?? 'presentation state'
  const { drawn, invalid } = readDrawings(data, set)
  const all = itemsOf(data, '00081115').flatMap((series) => referencesIn(series, '00081140'))
  const images = new Map<string, { image: SourceRef; drawn: Drawn[] }>()
  for (const one of drawn)
    for (const image of one.images.length > 0 ? one.images : all) {
      const key = JSON.stringify([image.uid, image.frame])
      const known = images.get(key)
      if (known) known.drawn.push(one)
      else images.set(key, { image, drawn: [one] })
    }
  const classKey = (layer: string): string => `${label}: ${layer}`
  return {
    format: 'dicom-gsps',
    name: basename(path),
    folder: dirname(path),
    classes: [...new Set(drawn.map((one) => classKey(one.layer)))].map((key) => ({ key, name: key, extra: {} })),
    root: null,
    total: images.size,
    notes: [
      { code: 'dicom-gsps-display' as const, count: 1, examples: [label] },
      ...(invalid > 0 ? [{ code: 'dicom-graphic-invalid' as const, count: invalid, examples: [label] }] : []),
    ],
    images: async function* () {
      for (const { image, drawn: list } of images.values()) yield imageLabels(image, list, classKey)
    },
  }
}

function imageLabels(image: SourceRef, drawn: readonly Drawn[], classKey: (layer: string) => string): ImageLabels {
  const labels = drawn.map(
    (one): ForeignLabel => ({
      classKey: classKey(one.layer),
      shape: one.shape,
      keypoints: null,
      attributes: one.text === null ? {} : { text: one.text },
      score: null,
      locked: true,
      extra: {},
    }),
  )
  return {
    image: { name: null, path: null, size: null, foreignId: image.uid, extra: null, dicom: image },
    count: labels.length,
    // An area that is the whole picture says nothing.
    read: ({ width, height }) =>
      labels.filter(({ shape }, i) => {
        if (drawn[i]?.layer !== DISPLAYED_AREA || !shape) return true
        const area = shapeBounds(shape)
        return area.x > 0 || area.y > 0 || area.width < width || area.height < height
      }),
  }
}
