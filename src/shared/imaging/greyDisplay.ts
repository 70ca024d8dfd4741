// What a DICOM file says about showing its grey values, and the arithmetic of the standard over it: stored value ->
// modality value (PS3.3 C.11.1) -> display level (C.11.2), inverted last (C.11.4). The order is that of PS3.4 N.2.
import { z } from 'zod'

export const VOI_FUNCTIONS = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const
export type VoiFunction = (typeof VOI_FUNCTIONS)[number]

/** Input `first` takes the first entry; inputs outside take the nearest one. Entries use `bits` bits. */
export const lutSchema = z.object({
  first: z.number(),
  bits: z.number().int().min(1).max(16),
  data: z.array(z.number()).min(1).max(65_536),
})
export type Lut = z.infer<typeof lutSchema>

const modalitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linear'), slope: z.number(), intercept: z.number() }),
  z.object({ kind: z.literal('table'), lut: lutSchema }),
])
const voiSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('window'),
    centre: z.number(),
    width: z.number(),
    function: z.enum(VOI_FUNCTIONS),
    /** Explanation of the file; empty when it has none. */
    name: z.string(),
  }),
  z.object({ kind: z.literal('table'), lut: lutSchema, name: z.string() }),
])
export type Voi = z.infer<typeof voiSchema>

export const greyDisplaySchema = z.object({
  /** Modality (0008,0060): which presets make sense. */
  device: z.string(),
  modality: modalitySchema,
  /** HU, OD, BQML, ...; empty when the values have no unit. */
  unit: z.string(),
  /** Values are whole numbers: the half and the one in the formula of LINEAR count them. */
  whole: z.boolean(),
  /** What the file offers, in its order; the first is shown before anybody chooses. */
  voi: z.array(voiSchema),
  /** Stored values that are no picture; shown black whatever the window and the polarity. */
  padding: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Stored values that occur beside the padding; null = the range in the header. */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
})
export type GreyDisplay = z.infer<typeof greyDisplaySchema>

export const lookUp = ({ first, data }: Lut, input: number): number =>
  data[Math.min(data.length - 1, Math.max(0, Math.round(input) - first))] ?? 0

export const modalityValue = ({ modality: m }: Pick<GreyDisplay, 'modality'>, stored: number): number =>
  m.kind === 'linear' ? stored * m.slope + m.intercept : lookUp(m.lut, stored)

/** Modality values that occur between two stored ones. */
export function modalityRange(g: GreyDisplay, low: number, high: number): { low: number; high: number } {
  const ends = [modalityValue(g, low), modalityValue(g, high)]
  if (g.modality.kind === 'table') {
    const { first, data } = g.modality.lut
    for (let v = Math.max(low, first); v <= Math.min(high, first + data.length - 1); v++)
      ends.push(lookUp(g.modality.lut, v))
  }
  return ends.reduce((r, v) => ({ low: Math.min(r.low, v), high: Math.max(r.high, v) }), {
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
  })
}

/** 0..1; C.11.2.1.2.1 (LINEAR), C.11.2.1.3.2 (LINEAR_EXACT), C.11.2.1.3.1 (SIGMOID). */
export function windowShare(centre: number, width: number, by: VoiFunction, whole: boolean, x: number): number {
  if (by === 'SIGMOID') return 1 / (1 + Math.exp((-4 * (x - centre)) / width))
  // Float values have no neighbours one apart: there LINEAR would turn a width of 1 into a threshold.
  const counting = by === 'LINEAR' && whole
  const c = counting ? centre - 0.5 : centre
  const w = counting ? width - 1 : width
  if (x <= c - w / 2) return 0
  return x > c + w / 2 ? 1 : (x - c) / w + 0.5
}

/** Of a full output range of 2^bits - 1. */
export const tableShare = (lut: Lut, x: number): number => lookUp(lut, x) / (2 ** lut.bits - 1)

/** A presentation LUT (C.11.6): its entries cover the whole of what a window or VOI table gives, 0..1. */
export const outputShare = ({ data, bits }: Lut, share: number): number =>
  (data[Math.round(Math.min(1, Math.max(0, share)) * (data.length - 1))] ?? 0) / (2 ** bits - 1)

export const isPadding = ({ padding: p }: GreyDisplay, stored: number): boolean =>
  p !== null && stored >= p.low && stored <= p.high
