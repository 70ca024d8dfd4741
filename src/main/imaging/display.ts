// Stored samples -> display samples: palettes looked up, grey+alpha and CMYK brought to rgb(a), profiles to sRGB.
// Grey keeps its stored values and depth: window/level is the viewer's work.
import type { GreyDisplay } from '../../shared/imaging/greyDisplay.ts'
import type { FrameColour, SampleType } from '../../shared/imaging/pixelFrame.ts'
import type { Window } from '../../shared/imaging/voi.ts'
import { nativeRows } from './raster.ts'
import type { OpenRaster, PageHeader, Samples, Strip } from './rasterTypes.ts'

export type DisplayPage = {
  readonly width: number
  readonly height: number
  readonly orientation: number
  readonly colour: FrameColour
  readonly sample: SampleType
  readonly bitsStored: number
  readonly inverted: boolean
  /** First window of the file, for grey. */
  readonly window?: Window
  readonly grey?: GreyDisplay
}
export type DisplaySamples = Uint8Array | Uint16Array | Int16Array | Float32Array
export type DisplayStrip = { readonly y: number; readonly rows: number; readonly data: DisplaySamples }
export type DisplayFrame = { readonly page: DisplayPage; rows(): AsyncIterable<DisplayStrip> }

const SAMPLES: Readonly<Record<PageHeader['sample'], SampleType>> = {
  u8: 'u8',
  i8: 'i16',
  u16: 'u16',
  i16: 'i16',
  u32: 'f32',
  i32: 'f32',
  f32: 'f32',
  f64: 'f32',
}
const ARRAYS = { u8: Uint8Array, u16: Uint16Array, i16: Int16Array, f32: Float32Array } as const
export const newDisplaySamples = (type: SampleType, length: number): DisplaySamples => new ARRAYS[type](length)

type Plan = {
  readonly colour: FrameColour
  readonly sample: SampleType
  readonly bits: number
  convert(data: Samples): DisplaySamples
}

export function displayFrame(raster: OpenRaster, path: string, frame: number): DisplayFrame {
  const page = raster.page(frame)
  const base = {
    width: page.width,
    height: page.height,
    orientation: page.orientation,
    inverted: page.inverted ?? page.photometric === 'MONOCHROME1',
    ...(page.window ? { window: page.window } : {}),
    ...(page.grey ? { grey: page.grey } : {}),
  }
  if (needsColourConversion(raster, page)) {
    const colour: FrameColour = page.photometric === 'RGB' && page.samplesPerPixel === 4 ? 'rgba' : 'rgb'
    return {
      page: { ...base, colour, sample: 'u8', bitsStored: 8 },
      rows: () =>
        withChannels(
          nativeRows(path, page, { page: frame, display: true, strict: raster.kind === 'tiff' }),
          page.width,
          colour === 'rgba' ? 4 : 3,
        ),
    }
  }
  const plan = planFor(page, raster.palette(frame))
  return {
    page: { ...base, colour: plan.colour, sample: plan.sample, bitsStored: plan.bits },
    rows: async function* () {
      for await (const s of raster.rows(frame)) yield { y: s.y, rows: s.rows, data: plan.convert(s.data) }
    },
  }
}

const CONVERTED_BY_LIBVIPS: readonly OpenRaster['kind'][] = ['jpeg', 'png', 'webp', 'tiff']

function needsColourConversion(raster: OpenRaster, page: PageHeader): boolean {
  if (page.bitsStored !== 8 || page.sample !== 'u8' || !CONVERTED_BY_LIBVIPS.includes(raster.kind)) return false
  return page.photometric === 'CMYK' || (page.icc && page.photometric === 'RGB')
}

/** Alpha that libvips adds or leaves out for a profile conversion is brought to the planned layout. */
async function* withChannels(
  strips: AsyncIterable<Strip>,
  width: number,
  channels: number,
): AsyncGenerator<DisplayStrip> {
  for await (const s of strips) {
    const have = s.data.length / (width * s.rows)
    const bytes = s.data instanceof Uint8Array ? s.data : Uint8Array.from(s.data)
    yield { y: s.y, rows: s.rows, data: have === channels ? bytes : relay(bytes, have, channels) }
  }
}

function relay(data: Uint8Array, have: number, want: number): Uint8Array {
  const n = data.length / have
  const out = new Uint8Array(n * want).fill(255)
  for (let i = 0; i < n; i++)
    for (let c = 0; c < want; c++) {
      const from = have < 3 ? (c < 3 ? 0 : 1) : c
      if (from < have) out[i * want + c] = data[i * have + from] ?? 0
    }
  return out
}

function planFor(page: PageHeader, palette: Uint8Array | null): Plan {
  const sample = SAMPLES[page.sample]
  const spp = page.samplesPerPixel
  const bits = page.bitsStored
  if (palette) {
    const opaque = palette.every((v, i) => i % 4 !== 3 || v === 255)
    return {
      colour: opaque ? 'rgb' : 'rgba',
      sample: 'u8',
      bits: 8,
      convert: (d) => lookUp(d, palette, opaque ? 3 : 4),
    }
  }
  if (page.photometric === 'CMYK')
    return { colour: 'rgb', sample, bits, convert: (d) => cmykToRgb(d, spp, bits, sample) }
  if (page.photometric === 'RGB') {
    const want = spp >= 4 ? 4 : 3
    return {
      colour: want === 4 ? 'rgba' : 'rgb',
      sample,
      bits,
      convert: (d) => pick(d, spp, [0, 1, 2, 3].slice(0, want), sample),
    }
  }
  if (spp === 2 && (sample === 'u8' || sample === 'u16'))
    return { colour: 'rgba', sample, bits, convert: (d) => pick(d, 2, [0, 0, 0, 1], sample) }
  return { colour: 'grey', sample, bits, convert: (d) => pick(d, spp, [0], sample) }
}

/** Chooses and repeats channels; hands the array on untouched where nothing changes. */
function pick(data: Samples, spp: number, channels: readonly number[], sample: SampleType): DisplaySamples {
  if (channels.length === spp && channels.every((c, i) => c === i)) {
    if (
      data instanceof Uint8Array ||
      data instanceof Uint16Array ||
      data instanceof Int16Array ||
      data instanceof Float32Array
    )
      return data
    return ARRAYS[sample].from(data)
  }
  const n = data.length / spp
  const out = newDisplaySamples(sample, n * channels.length)
  for (let i = 0, to = 0; i < n; i++) for (const c of channels) out[to++] = data[i * spp + c] ?? 0
  return out
}

function lookUp(data: Samples, palette: Uint8Array, channels: 3 | 4): Uint8Array {
  const out = new Uint8Array(data.length * channels)
  for (let i = 0, to = 0; i < data.length; i++) {
    const index = data[i] ?? 0
    const at = index < 0 ? palette.length + index * 4 : index * 4
    for (let c = 0; c < channels; c++) out[to++] = palette[at + c] ?? (c === 3 ? 255 : 0)
  }
  return out
}

/** Without a profile: the plain complement, ink 0 = white. */
function cmykToRgb(data: Samples, spp: number, bits: number, sample: SampleType): DisplaySamples {
  const top = 2 ** bits - 1
  const n = data.length / spp
  const out = newDisplaySamples(sample, n * 3)
  for (let i = 0; i < n; i++) {
    const white = top - (data[i * spp + 3] ?? 0)
    for (let c = 0; c < 3; c++) out[i * 3 + c] = Math.round(((top - (data[i * spp + c] ?? 0)) * white) / top)
  }
  return out
}
