// A presentation state as locked shapes over the images it was made for (docs/adr/063).
import { basename, dirname } from 'node:path'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import type { Presentation } from '../../../shared/imaging/presentation.ts'
import { characterSet } from '../../imaging/dicom/charset.ts'
import { itemsOf, text } from '../../imaging/dicom/values.ts'
import { openObject, referencesIn, words } from '../dicomObject.ts'
import type { SourceRef } from '../dicomSeg/frames.ts'
import { eachFile } from '../reader.ts'
import type { ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import type { Area } from './area.ts'
import { readDisplay } from './display.ts'
import { DISPLAYED_AREA, type Drawn, readDrawings } from './graphics.ts'

const PRESENTATION_STATE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.11\.[123]$/

export const gspsReader = eachFile('dicom-gsps', openGsps)

export async function openGsps(path: string): Promise<LabelFile> {
  const { data } = await openObject(path, (sopClass) => PRESENTATION_STATE.test(sopClass))
  const set = characterSet(text(data, '00080005'))
  const label = words(data, '00700080', set) ?? 'presentation state'
  const { drawn, invalid } = readDrawings(data, set)
  const display = readDisplay(data, label)
  const overlays = display.overlaysLeftOut
  const all = itemsOf(data, '00081115').flatMap((series) => referencesIn(series, '00081140'))
  const images = new Map<string, { image: SourceRef; drawn: Drawn[] }>()
  for (const image of all) images.set(JSON.stringify([image.uid, image.frame]), { image, drawn: [] })
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
      ...(display.leftOut ? [{ code: 'dicom-gsps-display' as const, count: 1, examples: [label] }] : []),
      ...(overlays > 0 ? [{ code: 'dicom-gsps-overlay' as const, count: overlays, examples: [label] }] : []),
      ...(invalid > 0 ? [{ code: 'dicom-graphic-invalid' as const, count: invalid, examples: [label] }] : []),
    ],
    images: async function* () {
      for (const { image, drawn: list } of images.values())
        yield imageLabels(image, [display.of(image), list], classKey)
    },
  }
}

/** No region and no class: it only carries how the frame is to be shown. */
const displayLabel = (display: Presentation): ForeignLabel => ({
  classKey: null,
  shape: null,
  whole: 'frame',
  keypoints: null,
  attributes: {},
  score: null,
  locked: true,
  extra: display,
})

function imageLabels(
  image: SourceRef,
  [display, drawn]: readonly [Presentation | null, readonly Drawn[]],
  classKey: (layer: string) => string,
): ImageLabels {
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
    count: labels.length + (display ? 1 : 0),
    // An area that is the whole picture says nothing.
    read: ({ width, height }) => {
      const isPart = (area: Area): boolean => area.x > 0 || area.y > 0 || area.width < width || area.height < height
      const shown = labels.filter(
        ({ shape }, i) => drawn[i]?.layer !== DISPLAYED_AREA || !shape || isPart(shapeBounds(shape)),
      )
      return display
        ? [...shown, displayLabel({ ...display, area: display.area && isPart(display.area) ? display.area : null })]
        : shown
    },
  }
}
