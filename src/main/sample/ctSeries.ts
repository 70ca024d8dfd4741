// A small made-up CT of a chest: body, lungs, spine, ribs, heart and one nodule with its true mask, slice by slice.
import { type BuiltElement, concat, dataSet, EXPLICIT, meta } from '../imaging/dicom/writeDataSet.ts'
import { seeded } from './canvas.ts'
import { octaves, smooth, valueNoise } from './mammogram/noise.ts'

export type CtOptions = { readonly slices?: number; readonly size?: number }
export type CtSlice = {
  readonly file: string
  readonly number: number
  readonly instanceUid: string
  readonly sopClass: string
  readonly header: readonly BuiltElement[]
  /** Stored values; Hounsfield units are 1024 less. */
  readonly pixels: Int16Array
  /** 1 inside the nodule. */
  readonly nodule: Uint8Array
  readonly dicom: Uint8Array
}

const CT = '1.2.840.10008.5.1.4.1.1.2'
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
const HU = { air: -1000, lung: -840, fat: -90, soft: 45, blood: 60, bone: 620, nodule: 30 } as const
const INTERCEPT = -1024
/** Millimetres: the field of view, and between slices. */
const FIELD = 360
const STEP = 5

const ball = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): number =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2

export function ctSeries(seed: number, options: CtOptions = {}): CtSlice[] {
  const slices = options.slices ?? 24
  const size = options.size ?? 256
  const random = seeded(seed * 77 + 5)
  const wide = 148 + random() * 18
  const deep = 102 + random() * 12
  const nodule = {
    x: (random() < 0.5 ? -1 : 1) * (52 + random() * 18),
    y: -8 + random() * 26,
    z: slices * STEP * (0.35 + random() * 0.3),
    r: 7 + random() * 8,
  }
  const texture = octaves(valueNoise(seed), 4)
  const vessels = octaves(valueNoise(seed + 1), 3)
  const mm = FIELD / size
  const uid = (...parts: number[]): string =>
    `2.25.${[810_000_000 + seed, ...parts].map((p) => String(p).padStart(4, '0')).join('')}`
  return Array.from({ length: slices }, (_, n): CtSlice => {
    const z = n * STEP
    const t = n / Math.max(1, slices - 1)
    const pixels = new Int16Array(size * size)
    const inside = new Uint8Array(size * size)
    const grain = seeded(seed * 1009 + n)
    const lung = 0.72 + 0.28 * Math.sin(Math.PI * Math.min(1, 0.15 + t))
    for (let j = 0, i = 0; j < size; j++)
      for (let k = 0; k < size; k++, i++) {
        const x = (k + 0.5) * mm - FIELD / 2
        const y = (j + 0.5) * mm - FIELD / 2
        const body = ball(x, y, 0, 0, wide, deep)
        let hu: number = HU.air
        if (body < 1) {
          hu = body > 0.9 ? HU.fat : HU.soft + 14 * texture(x / 20, y / 20 + z / 30)
          for (const side of [-1, 1]) {
            const q = ball(x, y, side * 70, -4, 52 * lung, 74 * lung)
            if (q < 1) {
              const branch = smooth(0.36, 0.62, vessels(x / 13, y / 13 + z / 17)) * smooth(1, 0.6, q)
              hu = HU.lung + branch * 780 + 30 * texture(x / 8, y / 8)
            }
            // Ribs: a ring of short arcs that move on from slice to slice.
            const angle = Math.atan2(y / deep, x / wide) * 9 + z / 9
            if (body > 0.74 && body < 0.84 && Math.sin(angle) > 0.35) hu = HU.bone * 0.8
          }
          if (ball(x, y, 14, -22, 38 * (0.4 + 0.6 * t), 34 * (0.4 + 0.6 * t)) < 1) hu = HU.blood
          if (ball(x, y, 0, 66, 17, 15) < 1) hu = HU.bone * (0.55 + 0.3 * texture(x / 4, y / 4))
          if (ball(x, y, 0, 78, 6, 6) < 1) hu = HU.soft
          const depth = Math.hypot(x - nodule.x, y - nodule.y, z - nodule.z)
          if (depth < nodule.r + 1) hu += (HU.nodule - hu) * smooth(nodule.r + 1, nodule.r - 1, depth)
          if (depth < nodule.r) inside[i] = 1
        }
        pixels[i] = Math.round(hu - INTERCEPT + (grain() + grain() + grain() - 1.5) * 22)
      }
    const instanceUid = uid(3, n)
    const position = `${-FIELD / 2 + mm / 2}\\${-FIELD / 2 + mm / 2}\\${z}`
    const header: BuiltElement[] = [
      ['00080008', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
      ['00080016', 'UI', CT],
      ['00080018', 'UI', instanceUid],
      ['00080020', 'DA', '20250301'],
      ['00080060', 'CS', 'CT'],
      ['00080070', 'LO', 'Made up'],
      ['0008103e', 'LO', 'Chest 5 mm'],
      ['00100010', 'PN', 'Sample^Chest'],
      ['00100020', 'LO', `CT${String(seed).padStart(6, '0')}`],
      ['00180050', 'DS', String(STEP)],
      ['00180060', 'DS', '120'],
      ['0020000d', 'UI', uid(1)],
      ['0020000e', 'UI', uid(2)],
      ['00200011', 'IS', '1'],
      ['00200013', 'IS', String(n + 1)],
      ['00200032', 'DS', position],
      ['00200037', 'DS', '1\\0\\0\\0\\1\\0'],
      ['00200052', 'UI', uid(4)],
      ['00280002', 'US', [1]],
      ['00280004', 'CS', 'MONOCHROME2'],
      ['00280010', 'US', [size]],
      ['00280011', 'US', [size]],
      ['00280030', 'DS', `${mm}\\${mm}`],
      ['00280100', 'US', [16]],
      ['00280101', 'US', [16]],
      ['00280102', 'US', [15]],
      ['00280103', 'US', [1]],
      ['00281050', 'DS', '40\\-600'],
      ['00281051', 'DS', '400\\1500'],
      ['00281052', 'DS', String(INTERCEPT)],
      ['00281053', 'DS', '1'],
      ['00281054', 'LO', 'HU'],
      ['00281055', 'LO', 'MEDIASTINUM\\LUNG'],
    ]
    const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
    return {
      file: `${String(n + 1).padStart(3, '0')}.dcm`,
      number: n + 1,
      instanceUid,
      sopClass: CT,
      header,
      pixels,
      nodule: inside,
      dicom: concat([
        meta(EXPLICIT_LITTLE, CT, instanceUid),
        dataSet([...header, ['7fe00010', 'OW', bytes]], EXPLICIT),
      ]),
    }
  })
}
