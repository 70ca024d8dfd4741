// What the four YOLO deliveries differ in: how a line is written and read, and what data.yaml says about it.
import type { Annotation } from '../../shared/annotation/model.ts'
import type { Fields, Report, Size } from '../formats/record.ts'
import {
  type KnownClass,
  type LineReader,
  readBoxOrOutline,
  reportUnheld,
  toYoloLines,
  writable,
} from '../formats/yolo/lines.ts'
import { readOriented, toOrientedLine } from '../formats/yolo/oriented.ts'
import { readPose, toPoseLine } from '../formats/yolo/pose.ts'
import type { YoloWritten } from '../formats/yolo/written.ts'

export type YoloExportKind = 'detect' | 'segment' | 'obb' | 'pose'
export type YoloLines = {
  readonly write: (
    annotation: Annotation,
    size: Size,
    classOf: (classId: string) => KnownClass | null,
    report: Report,
  ) => YoloWritten[]
  readonly read: LineReader
  /** Fields of data.yaml that say what the lines are; the published ones give way. */
  readonly fields: (published: Fields) => Fields
}

/** `points` = how many keypoints every pose has. */
export const yoloLines = (kind: YoloExportKind, points: number): YoloLines => KINDS[kind](points)

const KINDS: Readonly<Record<YoloExportKind, (points: number) => YoloLines>> = {
  detect: () => ({
    write: (a, size, classOf, report) => toYoloLines(a, 'detect', size, classOf, report),
    read: readBoxOrOutline,
    fields: plainFields,
  }),
  segment: () => ({
    write: (a, size, classOf, report) => toYoloLines(a, 'segment', size, classOf, report),
    read: readBoxOrOutline,
    fields: plainFields,
  }),
  obb: () => ({
    write: single(toOrientedLine),
    read: readOriented,
    fields: (published) => ({ ...plainFields(published), task: 'obb' }),
  }),
  pose: (points) => ({
    write: single((a, size, known, report) => toPoseLine(a, size, known, points, report)),
    read: readPose({ points, values: 3 }),
    fields: (published) => poseFields(published, points),
  }),
}

const single =
  (toLine: (a: Annotation, size: Size, known: KnownClass, report: Report) => YoloWritten | null): YoloLines['write'] =>
  (annotation, size, classOf, report) => {
    const known = writable(annotation, classOf, report)
    const written = known && toLine(annotation, size, known, report)
    if (!written) return []
    reportUnheld(annotation, report)
    return [written]
  }

/** What other kinds of sets say about themselves would make readers take the lines for something else. */
function plainFields({ task: _, kpt_shape: __, flip_idx: ___, kpt_names: ____, ...rest }: Fields): Fields {
  return rest
}

function poseFields(published: Fields, points: number): Fields {
  const flip = published['flip_idx']
  // Which point is which after mirroring holds only for the same number of points.
  const known = Array.isArray(flip) && flip.length === points ? { flip_idx: flip } : {}
  const names = published['kpt_names'] === undefined ? {} : { kpt_names: published['kpt_names'] }
  return { ...plainFields(published), kpt_shape: [points, 3], ...known, ...names }
}
