// Mask pictures -> labels: a class mask gives one mask a class, an instance mask one a thing. Pure but for the pictures.
import type { Mask } from '../../../shared/geometry/mask.ts'
import type { ForeignLabel, Report } from '../record.ts'
import type { ClassMap } from './classMap.ts'
import { countOverlaps, type LabelPicture, masksByValue } from './picture.ts'
import { isVocPalette, VOID } from './voc.ts'

export const BACKGROUND = /^_*(background|bg|배경)_*$/i
/** More different values than this are a photograph, not labels. */
export const MOST_VALUES = 4096

/** Class of a mask of two values whose class nobody names. */
export const ONE_CLASS = 'mask'

/** Null = background; the name, or one made of the value. */
export type ClassOf = (value: number) => string | null

export function classNames(picture: LabelPicture, map: ClassMap, values: ReadonlySet<number>): ClassOf {
  const named = (name: string | undefined, fallback: string): string | null =>
    name === undefined ? fallback : BACKGROUND.test(name) ? null : name
  if (picture.kind === 'colour')
    return (value) => {
      const name = map.byColour.get(value)
      return value === 0 && name === undefined ? null : named(name, `#${value.toString(16).padStart(6, '0')}`)
    }
  // White on black: one class, whatever number white is.
  const only = [...map.byIndex].filter(([, name]) => !BACKGROUND.test(name))
  const isBinary = picture.kind === 'grey' && values.has(255) && [...values].every((v) => v === 0 || v === 255)
  if (isBinary && !map.byIndex.has(255)) {
    const name = only.length === 1 ? only[0]![1] : ONE_CLASS
    return (value) => (value === 0 ? null : name)
  }
  return (value) => {
    const name = map.byIndex.get(value)
    return value === 0 && (name === undefined || BACKGROUND.test(name)) ? null : named(name, `class ${value}`)
  }
}

export function readMasks(
  classes: LabelPicture,
  instances: LabelPicture | null,
  map: ClassMap,
  report: Report,
): ForeignLabel[] {
  const isVoc = classes.palette !== null && isVocPalette(classes.palette)
  const all = masksByValue(classes)
  if (isVoc && all.has(VOID) && !map.byIndex.has(VOID)) {
    report('mask-void')
    all.delete(VOID)
  }
  const classOf = classNames(classes, map, new Set(all.keys()))
  if (instances) return readInstances(classes, instances, classOf, report)
  return [...all].sort(([a], [b]) => a - b).flatMap(([value, mask]) => maskLabel(classOf(value), mask, { value }))
}

function maskLabel(name: string | null, mask: Mask, extra: ForeignLabel['extra']): ForeignLabel[] {
  return name === null ? [] : [{ classKey: name, shape: mask, keypoints: null, attributes: {}, score: null, extra }]
}

/** Each value of the instance mask is a thing; its class is the one most of its pixels have in the class mask. */
function readInstances(
  classes: LabelPicture,
  instances: LabelPicture,
  classOf: ClassOf,
  report: Report,
): ForeignLabel[] {
  const isVoc = instances.palette !== null && isVocPalette(instances.palette)
  const isVoid = (value: number) => value === 0 || (isVoc && value === VOID)
  const overlaps = countOverlaps(instances, classes)
  return [...masksByValue(instances, (v) => !isVoid(v))]
    .sort(([a], [b]) => a - b)
    .flatMap(([value, mask]) => {
      const [first, second] = [...(overlaps.get(value) ?? [])].sort((x, y) => y[1] - x[1])
      if (second) report('mask-instance-classes')
      const name = first ? classOf(first[0]) : null
      if (name === null) report('mask-instance-background')
      return maskLabel(name, mask, { value: first?.[0] ?? 0, instance: value })
    })
}
