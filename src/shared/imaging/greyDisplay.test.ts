// Numbers worked out by hand from the formulas of PS3.3 C.11.2 (output 0..255).
import { describe, expect, it } from 'vitest'
import { type GreyDisplay, lookUp, modalityRange, modalityValue, tableShare, windowShare } from './greyDisplay.ts'
import {
  decodeFrameHeader,
  encodeFrameHeader,
  encodeFrameTail,
  FRAME_HEADER_BYTES,
  type FrameHeader,
} from './pixelFrame.ts'
import { displayLevel, dragWindow, firstWindow, levelOf, shadeOf, type Window, windowRange } from './voi.ts'
import { keyedPresets, presetsOf } from './windowPresets.ts'

const CT: GreyDisplay = {
  device: 'CT',
  modality: { kind: 'linear', slope: 1, intercept: -1024 },
  unit: 'HU',
  whole: true,
  voi: [
    { kind: 'window', centre: 40, width: 400, function: 'LINEAR', name: '복부' },
    { kind: 'window', centre: 50, width: 100, function: 'SIGMOID', name: '' },
  ],
  padding: { low: 0, high: 0 },
  range: { low: 24, high: 4000 },
}
const header = (grey: GreyDisplay, more: Partial<FrameHeader> = {}): FrameHeader => ({
  width: 3,
  height: 2,
  colour: 'grey',
  sample: 'u16',
  bitsStored: 12,
  min: 0,
  max: 4095,
  inverted: false,
  grey,
  ...more,
})

describe('one value through the pipeline', () => {
  it('LINEAR of the standard: c = 2048, w = 4096 is x / 4095, w = 1 a threshold at c - 0.5', () => {
    for (const x of [0, 1, 2047, 2048, 4095])
      expect(windowShare(2048, 4096, 'LINEAR', true, x)).toBeCloseTo(x / 4095, 12)
    expect([-1, 4096].map((x) => windowShare(2048, 4096, 'LINEAR', true, x))).toEqual([0, 1])
    // c = 2048, w = 1: y = 0 for x <= 2047.5, else 255
    expect([2047, 2048].map((x) => windowShare(2048, 1, 'LINEAR', true, x))).toEqual([0, 1])
    // c = 0, w = 100: ((0 + 0.5) / 99 + 0.5)
    expect(windowShare(0, 100, 'LINEAR', true, 0)).toBeCloseTo(0.505_050_505, 9)
  })
  it('LINEAR_EXACT: (x - c) / w + 0.5; the half and the one are left out, as for floats', () => {
    expect(windowShare(2048, 4096, 'LINEAR_EXACT', true, 1024)).toBe(0.25)
    expect(windowShare(0.5, 1, 'LINEAR', false, 0.25)).toBe(0.25)
  })
  it('SIGMOID: 1 / (1 + exp(-4 (x - c) / w))', () => {
    expect(windowShare(50, 100, 'SIGMOID', true, 50)).toBe(0.5)
    // x = c + w / 4: 1 / (1 + e^-1)
    expect(windowShare(50, 100, 'SIGMOID', true, 75)).toBeCloseTo(0.731_058_579, 9)
  })
  it('a table takes its ends for everything outside', () => {
    const lut = { first: -2, bits: 10, data: [0, 100, 1023] }
    expect([-9, -2, -1, 0, 7].map((x) => lookUp(lut, x))).toEqual([0, 0, 100, 1023, 1023])
    expect(tableShare(lut, 0)).toBe(1)
  })
  it('modality tables need not rise', () => {
    const falling: GreyDisplay = { ...CT, modality: { kind: 'table', lut: { first: 0, bits: 8, data: [7, 90, 3] } } }
    expect(modalityValue(falling, 1)).toBe(90)
    expect(modalityRange(falling, 0, 4095)).toEqual({ low: 3, high: 90 })
  })
  it('stored 1064 is 40 HU: (40 - 39.5) / 399 + 0.5 of 255 rounds to 128', () => {
    const h = header(CT)
    expect(modalityValue(CT, 1064)).toBe(40)
    expect(levelOf(h, firstWindow(h), false, 1064)).toBe(128)
    // 39.5 - 199.5 = -160 and 239: the ends of the ramp.
    expect([864, 865, 1263].map((v) => levelOf(h, firstWindow(h), false, v))).toEqual([0, 1, 255])
  })
})

describe('levels for the screen', () => {
  const windows: Window[] = [
    { centre: 40, width: 400, function: 'LINEAR' },
    { centre: 40, width: 1, function: 'LINEAR' },
    { centre: -600.5, width: 333.3 },
    { centre: 50, width: 100, function: 'SIGMOID' },
  ]
  it.each(['u8', 'u16', 'i16'] as const)(
    'the table of %s says what the formula says, padding stays black',
    (sample) => {
      const [from, to] = { u8: [0, 256], u16: [0, 65_536], i16: [-32_768, 32_768] }[sample] as [number, number]
      const h = header(CT, { sample, min: from, max: to - 1 })
      for (const window of windows)
        for (const invert of [false, true]) {
          const shade = shadeOf(h, window, invert)
          const values = Array.from({ length: to - from }, (_, i) => from + i)
          const expected = values
            .map((v) => levelOf(h, window, invert, v))
            .map((level) => (invert ? 255 - level : level))
          const got = values.map((v) => displayLevel(v, shade, invert))
          expect(got.join()).toBe(expected.join())
          expect(displayLevel(0, shade, invert)).toBe(0)
        }
    },
  )
  it('float values go down a straight ramp, falling ones too', () => {
    const dose: GreyDisplay = {
      ...CT,
      modality: { kind: 'linear', slope: -2, intercept: 10 },
      whole: false,
      padding: null,
      range: null,
    }
    const h = header(dose, { sample: 'f32', min: 0, max: 5 })
    expect(windowRange(h)).toEqual({ low: 0, high: 10 })
    const shade = shadeOf(h, { centre: 5, width: 10 }, false)
    expect(shade.table).toBeUndefined()
    expect([0, 2.5, 5, 6].map((v) => displayLevel(v, shade, false))).toEqual([255, 128, 0, 0])
  })
  it('a drag keeps the kind of curve and leaves a table', () => {
    const range = { low: 0, high: 512 }
    expect(dragWindow({ centre: 10, width: 20, function: 'SIGMOID' }, 5, -3, range)).toEqual({
      centre: 7,
      width: 25,
      function: 'SIGMOID',
    })
    expect(dragWindow({ centre: 10, width: 20, table: 0 }, 0, 0, range)).toEqual({ centre: 10, width: 20 })
  })
})

describe('on the way to the screen', () => {
  it('the display travels behind the samples', () => {
    const h = header(CT)
    const bytes = new Uint8Array([...encodeFrameHeader(h), ...new Uint8Array(12), ...encodeFrameTail(h)])
    expect(decodeFrameHeader(bytes.buffer)).toEqual(h)
    const { grey: _, ...plain } = h
    expect(decodeFrameHeader(bytes.slice(0, FRAME_HEADER_BYTES + 12).buffer)).toEqual(plain)
  })
})

describe('presets', () => {
  it('CT: the usual windows keep their keys whatever the file brings', () => {
    const list = presetsOf(CT, { low: -1000, high: 2976 })
    expect(list.map((p) => p.id)).toEqual([
      'file',
      'full',
      'file',
      'abdomen',
      'lung',
      'mediastinum',
      'bone',
      'brain',
      'liver',
    ])
    expect(keyedPresets(list).map((p) => p.id)).toEqual([
      'file',
      'full',
      'abdomen',
      'lung',
      'mediastinum',
      'bone',
      'brain',
      'liver',
    ])
    expect(list[0]).toEqual({ id: 'file', name: '복부', window: null })
    expect(list[1]?.window).toEqual({ centre: 988, width: 3976 })
  })
  it('others: the further windows of the file, then parts of the range', () => {
    const list = keyedPresets(presetsOf({ ...CT, device: 'MG', unit: '' }, { low: 0, high: 1000 }))
    expect(list.map((p) => p.id)).toEqual(['file', 'full', 'file', 'middle', 'lower', 'upper', 'steep'])
    expect(list[3]?.window).toEqual({ centre: 500, width: 500 })
  })
})
