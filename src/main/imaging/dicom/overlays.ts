// Overlay planes (PS3.3 C.9.2): drawn by machines over the picture, as bits of their own or in bits that pixels leave free.
import { deflateRawSync } from 'node:zlib'
import type { Overlay, OverlayBits } from '../../../shared/contract/dicom.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { MAX_PIXELS } from '../limits.ts'
import type { ImageAttributes } from './attributes.ts'
import { type DicomPicture, storedWords } from './decode.ts'
import { readable } from './readable.ts'
import type { DataSet } from './structure.ts'
import { find, integer, numbers, text } from './values.ts'

const FIRST_GROUP = 0x6000
const LAST_GROUP = 0x601e

const tagOf = (group: number, element: string): string => `${group.toString(16)}${element}`

/** Every group that describes a plane and has its bits somewhere. */
export const overlaysOf = ({ file: { data }, attributes }: DicomPicture): Overlay[] => planesIn(data, attributes)

/** `image`: null where the data set has no pixels of its own, so that none can hold a plane. */
export function planesIn(data: DataSet, image: Pick<ImageAttributes, 'rows' | 'columns' | 'frames'> | null): Overlay[] {
  const found: Overlay[] = []
  for (let group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
    const own = find(data, tagOf(group, '3000')) !== null
    const embedded = image !== null && !own && (integer(data, tagOf(group, '0100')) ?? 1) > 1
    if (!own && !embedded) continue
    const at = numbers(data, tagOf(group, '0050'))
    const size = embedded
      ? { width: image.columns, height: image.rows }
      : { width: integer(data, tagOf(group, '0011')) ?? 0, height: integer(data, tagOf(group, '0010')) ?? 0 }
    if (size.width < 1 || size.height < 1 || size.width * size.height > MAX_PIXELS) continue
    found.push({
      group,
      kind: text(data, tagOf(group, '0040')) === 'R' ? 'region' : 'graphics',
      label: readable(data, tagOf(group, '1500')) || readable(data, tagOf(group, '0022')),
      ...size,
      x: Math.trunc(at[1] ?? 1) - 1 || 0,
      y: Math.trunc(at[0] ?? 1) - 1 || 0,
      on: embedded ? null : framesOf(data, group, image?.frames ?? 1),
      embedded,
    })
  }
  return found
}

/** Without a number of frames of its own a plane lies on every frame (C.9.2.1.2). */
function framesOf(d: DataSet, group: number, frames: number): Overlay['on'] {
  const count = integer(d, tagOf(group, '0015'))
  if (count === null || (count <= 1 && frames === 1)) return null
  return { first: Math.max(0, (integer(d, tagOf(group, '0051')) ?? 1) - 1), count: Math.max(1, count) }
}

const isOn = ({ on }: Overlay, frame: number): boolean =>
  on === null || (frame >= on.first && frame < on.first + on.count)

export async function overlayBits(picture: DicomPicture, frame: number, group: number): Promise<OverlayBits> {
  const overlay = overlaysOf(picture).find((o) => o.group === group)
  if (!overlay || !isOn(overlay, frame)) throw new PandokError('not-found', 'there is no such overlay here')
  const { width, height } = overlay
  const bits = overlay.embedded ? await unusedBits(picture, frame, group) : ownBits(picture.file.data, overlay, frame)
  return { width, height, bits: packed(bits) }
}

const packed = (bits: Uint8Array): string => deflateRawSync(bits).toString('base64')

/** Of a plane without frames. */
export const packedPlane = (data: DataSet, overlay: Overlay): string => packed(ownBits(data, overlay, 0))

function ownBits(data: DataSet, overlay: Overlay, frame: number): Uint8Array {
  const e = find(data, tagOf(overlay.group, '3000'))
  const area = overlay.width * overlay.height
  const first = (frame - (overlay.on?.first ?? frame)) * area
  const have = e ? Math.min(e.length, data.bytes.length - e.offset) : 0
  if (!e || have * 8 < first + area)
    throw new PandokError('truncated', 'the overlay has fewer bits than pixels', {
      expected: first + area,
      found: have * 8,
    })
  // Words of two bytes, lowest bit first: in little endian the same as bytes (PS3.5 8.1.2).
  const swap = data.bigEndian && e.vr !== 'OB'
  const byte = (i: number) => data.bytes[e.offset + (swap ? i ^ 1 : i)] ?? 0
  const out = new Uint8Array(Math.ceil(area / 8))
  for (let i = 0; i < area; i++) {
    const at = first + i
    if ((byte(at >> 3) >> (at & 7)) & 1) out[i >> 3] = (out[i >> 3] ?? 0) | (1 << (i & 7))
  }
  return out
}

async function unusedBits(picture: DicomPicture, frame: number, group: number): Promise<Uint8Array> {
  const position = integer(picture.file.data, tagOf(group, '0102')) ?? 0
  const { words, bits } = await storedWords(picture, frame)
  if (position >= bits || picture.attributes.samplesPerPixel !== 1)
    throw new PandokError('unsupported-pixel-format', 'the codestream does not hold the bits of the overlay')
  const out = new Uint8Array(Math.ceil(words.length / 8))
  for (let i = 0; i < words.length; i++)
    if (((words[i] ?? 0) >>> position) & 1) out[i >> 3] = (out[i >> 3] ?? 0) | (1 << (i & 7))
  return out
}
