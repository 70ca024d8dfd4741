// A DICOM segmentation as labels: one mask for each segment of each frame, on the picture the frame was made from.
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { PandokError } from '../../../shared/contract/errors.ts'
import { type Mask, maskFromSpans } from '../../../shared/geometry/mask.ts'
import { type DicomPicture, decodeFrame, openPicture } from '../../imaging/dicom/decode.ts'
import { checkFileBytes } from '../../imaging/dicom/limits.ts'
import { sopClassOf } from '../../imaging/dicom/objectKind.ts'
import { integer, text } from '../../imaging/dicom/values.ts'
import { fileError } from '../fileError.ts'
import { eachFile } from '../reader.ts'
import type { Fields, ForeignClass, ForeignLabel, ImageLabels, LabelFile } from '../record.ts'
import { readFrames, type SegFrame, type SourceRef } from './frames.ts'
import { readSegments } from './segments.ts'

/** Segmentation Storage, Label Map Segmentation Storage. Surface segmentations hold no pixels. */
export const SEG_CLASSES: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.66.4',
  '1.2.840.10008.5.1.4.1.1.66.7',
])

export const dicomSegReader = eachFile('dicom-seg', openDicomSeg)

type Seg = {
  readonly picture: DicomPicture
  readonly frames: readonly SegFrame[]
  readonly classes: ReadonlyMap<number, ForeignClass>
  readonly fractional: { readonly type: string | null; readonly maximum: number } | null
}

export async function openDicomSeg(path: string): Promise<LabelFile> {
  checkFileBytes((await stat(path).catch(fileError)).size)
  const picture = openPicture(await readFile(path).catch(fileError))
  const { data } = picture.file
  if (!SEG_CLASSES.has(sopClassOf(picture.file) ?? ''))
    throw new PandokError('unknown-format', 'the DICOM file is no segmentation')
  const type = text(data, '00620001')?.toUpperCase() ?? 'BINARY'
  if (picture.attributes.samplesPerPixel !== 1)
    throw new PandokError('label-file-invalid', 'the segmentation has colour pixels')
  const classes = readSegments(data)
  const seg: Seg = {
    picture,
    frames: readFrames(data, picture.attributes.frames, type === 'LABELMAP'),
    classes,
    fractional:
      type === 'FRACTIONAL' ? { type: text(data, '00620010'), maximum: integer(data, '0062000e') ?? 255 } : null,
  }
  const groups = groupBySource(seg.frames)
  return {
    format: 'dicom-seg',
    name: basename(path),
    folder: dirname(path),
    // Number 0 of a label map is what belongs to no segment.
    classes: [...classes].filter(([number]) => number > 0).map(([, c]) => c),
    root: null,
    total: groups.length,
    notes: [],
    images: (signal) => readImages(seg, groups, signal),
  }
}

type Group = { source: SourceRef; frames: SegFrame[] }

function groupBySource(frames: readonly SegFrame[]): Group[] {
  const groups = new Map<string, Group>()
  for (const frame of frames)
    for (const source of frame.sources) {
      const key = JSON.stringify([source.uid, source.frame, source.uid === null ? source.plane.position : null])
      const known = groups.get(key)
      if (known) known.frames.push(frame)
      else groups.set(key, { source, frames: [frame] })
    }
  return [...groups.values()]
}

async function* readImages(seg: Seg, groups: readonly Group[], signal?: AbortSignal): AsyncGenerator<ImageLabels> {
  const { rows, columns } = seg.picture.attributes
  for (const { source, frames } of groups) {
    if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
    const labels: ForeignLabel[] = []
    let [empty, below, unknown] = [0, 0, 0]
    for (const frame of frames) {
      const { samples } = await decodeFrame(seg.picture, frame.index)
      const found = frameLabels(seg, frame, samples)
      labels.push(...found.labels)
      empty += found.empty
      below += found.below
      unknown += found.unknown
    }
    yield {
      image: {
        name: null,
        path: null,
        size: { width: columns, height: rows },
        foreignId: source.uid,
        extra: null,
        dicom: source,
      },
      mustFit: 'dicom-seg-size',
      count: labels.length,
      read: (_grid, report) => {
        report('dicom-seg-empty', empty)
        report('dicom-seg-below', below)
        report('dicom-seg-segment-unknown', unknown)
        if (seg.fractional) report('dicom-seg-fractional', labels.length)
        return labels
      },
    }
  }
}

type FrameLabels = { labels: ForeignLabel[]; empty: number; below: number; unknown: number }

function frameLabels(seg: Seg, frame: SegFrame, samples: ArrayLike<number>): FrameLabels {
  const { columns } = seg.picture.attributes
  const found: FrameLabels = { labels: [], empty: 0, below: 0, unknown: 0 }
  // Of a fractional segmentation half of the maximum or more is inside.
  const least = seg.fractional ? seg.fractional.maximum / 2 : 0
  const inside = (v: number) => (seg.fractional ? v >= least && v > 0 : v > 0)
  const numberOf = (v: number): number => frame.segment ?? v
  const masks = masksOf(samples, columns, (v) => (inside(v) ? numberOf(v) : 0))
  if (masks.size === 0) {
    const anything = Array.prototype.some.call(samples, (v: number) => v > 0)
    if (anything) found.below++
    else found.empty++
  }
  for (const [number, mask] of [...masks].sort(([a], [b]) => a - b)) {
    const known = seg.classes.get(number)
    if (!known) found.unknown++
    found.labels.push({
      classKey: known?.key ?? `segment ${number}`,
      shape: mask,
      keypoints: null,
      attributes: {},
      score: null,
      extra: {
        segment: number,
        frame: frame.index + 1,
        ...(seg.fractional ? fractionsOf(seg.fractional, samples, columns) : {}),
      },
    })
  }
  return found
}

/** Mask by number; 0 is outside. */
function masksOf(samples: ArrayLike<number>, width: number, numberAt: (value: number) => number): Map<number, Mask> {
  const spans = new Map<number, number[]>()
  const height = samples.length / width
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; ) {
      const number = numberAt(samples[y * width + x]!)
      const from = x
      while (x < width && numberAt(samples[y * width + x]!) === number) x++
      if (number <= 0) continue
      const known = spans.get(number)
      if (known) known.push(y, from, x)
      else spans.set(number, [y, from, x])
    }
  return new Map([...spans].map(([number, list]) => [number, maskFromSpans(list)]))
}

/** Larger frames keep only the mask. */
const MOST_KEPT_BYTES = 512 * 1024

/** The values themselves, so that the threshold loses nothing: deflated bytes of the whole frame. */
function fractionsOf(
  { type, maximum }: NonNullable<Seg['fractional']>,
  samples: ArrayLike<number>,
  width: number,
): Fields {
  const packed = deflateRawSync(Uint8Array.from(samples)).toString('base64')
  const values = packed.length <= MOST_KEPT_BYTES ? { width, height: samples.length / width, values: packed } : {}
  return { fractional: { type, maximum, threshold: maximum / 2, ...values } }
}
