import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { XRAY_MAKERS } from '../../domains/xraySecurity/colourTables.ts'
import { energiesOf, readEnergies, USUAL_CALIBRATION } from './dualEnergy.ts'
import { isPlain, PLAIN_XRAY, recipeOf, withFunction, withHeld, worksOn, XRAY_FUNCTION_IDS } from './functions.ts'
import { inputOf, modelOf } from './model.ts'
import { colourAt, LAST_PLACE, placeOfZ, readColour, rowOfPlace, type Vec3, zOfPlace } from './palette.ts'
import { keptPart, renderPicture, renderPixel, type XrayPixel } from './render.ts'
import { countShares } from './shares.ts'

const models = XRAY_MAKERS.map((maker) => ({ id: maker.id, maker, model: modelOf(maker) }))
const smith = models[1]!.model
const level = fc.integer({ min: 0, max: 255 })
const rgb = fc.tuple(level, level, level)
const pixel = (c: Vec3): XrayPixel => ({ kind: 'rgb', rgb: c })
const recipe = (on: Parameters<typeof recipeOf>[0], set = PLAIN_XRAY) => recipeOf(on, set, smith.palette, 'rgb')

describe.each(models)('palette of $id', ({ maker, model: { palette } }) => {
  it('reads its own colours as its own materials at half density', () => {
    for (const [i, m] of maker.materials.entries()) {
      const colour = [1, 3, 5].map((at) => Number.parseInt(m.colour.slice(at, at + 2), 16)) as unknown as Vec3
      const reading = readColour(palette, colour)
      expect(reading.kind).toBe('material')
      expect(reading.place).toBeCloseTo(i, 6)
      expect(reading.density).toBeCloseTo(0.5, 6)
      expect(reading.off).toBeLessThan(1e-6)
    }
  })
  it('atomic number and place are each other turned round', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: LAST_PLACE, noNaN: true }), (place) => {
        expect(placeOfZ(palette, zOfPlace(palette, place))).toBeCloseTo(place, 6)
      }),
    )
    for (const [i, m] of maker.materials.entries()) {
      expect(rowOfPlace(placeOfZ(palette, zOfPlace(palette, i)))).toBe(i)
      if (i < LAST_PLACE) expect(zOfPlace(palette, i + 0.5)).toBe(m.to)
    }
  })
  it('colour of a material and density reads as that material and density', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: LAST_PLACE, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (place, density) => {
          const found = readColour(palette, colourAt(palette, place, density))
          fc.pre(found.kind === 'material' && Math.min(...colourAt(palette, place, density)) > 1)
          // A line of chords: the nearest point lies a little beside the one the colour was made from.
          expect(Math.abs(found.place - place)).toBeLessThan(0.02)
          expect(found.density / density).toBeCloseTo(1, 1)
        },
      ),
    )
  })
  it('two energies give the atomic number back', () => {
    const { ratios } = modelOf(maker)
    for (const z of [6.5, 7.5, 9, 11, 13, 16, 20, 26, 35]) {
      const { high, low } = energiesOf(palette, USUAL_CALIBRATION, z, 1.2)
      expect(zOfPlace(palette, readEnergies(ratios, high, low).place)).toBeCloseTo(z, 3)
    }
  })
})

/** Patches of 16 x 16 of known material and density; part of the patches (of their middle, 8 x 8) read as the right row. */
async function accuracy(
  index: number,
  spoil: (rgb: Buffer, width: number, height: number) => Promise<Buffer> | Buffer,
) {
  const { palette } = models[index]!.model
  const densities = [0.15, 0.25, 0.4, 0.6, 0.8]
  const side = 16
  const [width, height] = [6 * side, densities.length * side]
  const picture = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      picture.set(
        colourAt(palette, Math.floor(x / side), densities[Math.floor(y / side)]!).map(Math.round),
        3 * (y * width + x),
      )
  const found = await spoil(picture, width, height)
  let [right, all] = [0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside = (v: number) => v % side >= 4 && v % side < 12
      if (!inside(x) || !inside(y)) continue
      const at = 3 * (y * width + x)
      const reading = readColour(palette, [found[at]!, found[at + 1]!, found[at + 2]!])
      if (reading.kind === 'impenetrable') continue
      all++
      if (reading.kind === 'material' && rowOfPlace(reading.place) === Math.floor(x / side)) right++
    }
  return right / all
}
const noise = (sigma: number) => (picture: Buffer) => {
  let seed = 7
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return (seed + 1) / 4294967297
  }
  const gauss = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
  return Buffer.from(picture.map((v) => Math.max(0, Math.min(255, Math.round(v + sigma * gauss())))))
}
const jpeg = (quality: number) => async (picture: Buffer, width: number, height: number) =>
  sharp(
    await sharp(picture, { raw: { width, height, channels: 3 } })
      .jpeg({ quality })
      .toBuffer(),
  )
    .raw()
    .toBuffer()

describe('how often a material is told right', () => {
  it.each([0, 1, 2])('maker %i: PNG, noise and JPEG', async (index) => {
    const figures = {
      png: await accuracy(index, (p) => p),
      noise2: await accuracy(index, noise(2)),
      noise5: await accuracy(index, noise(5)),
      jpeg90: await accuracy(index, jpeg(90)),
      jpeg70: await accuracy(index, jpeg(70)),
    }
    if (process.env.XRAY_FIGURES) console.log(models[index]!.id, figures)
    expect(figures.png).toBe(1)
    expect(figures.noise2).toBeGreaterThan(0.99)
    expect(figures.noise5).toBeGreaterThan(0.98)
    expect(figures.jpeg90).toBeGreaterThan(0.99)
    expect(figures.jpeg70).toBeGreaterThan(0.98)
  })
})

describe('functions', () => {
  it('standard leaves every value as it is', () => {
    expect(isPlain(recipe([]))).toBe(true)
    fc.assert(
      fc.property(rgb, (c) => {
        expect(renderPixel(smith, recipe([]), pixel(c))).toEqual(c)
      }),
    )
  })
  it('NEG twice is the picture again, also after other functions', () => {
    for (const before of [[], ['bw'], ['high'], ['o2', 'edge']] as const)
      fc.assert(
        fc.property(rgb, (c) => {
          const once = renderPixel(smith, recipe([...before]), pixel(c))
          const turned = renderPixel(smith, recipe([...before, 'neg']), pixel(c))
          expect(turned.map((v) => 255 - v)).toEqual([...once])
        }),
      )
  })
  it('O2 and OS share every pixel between them without rest', () => {
    fc.assert(
      fc.property(rgb, (c) => {
        const reading = readColour(smith.palette, c)
        if (reading.kind === 'empty') return
        expect(keptPart(recipe(['o2']).keep!, reading) + keptPart(recipe(['os']).keep!, reading)).toBe(1)
      }),
    )
    const brown: Vec3 = [184, 112, 56]
    const blue: Vec3 = [48, 104, 200]
    expect(renderPixel(smith, recipe(['o2']), pixel(brown))).toEqual(brown)
    expect(renderPixel(smith, recipe(['os']), pixel(blue))).toEqual(blue)
    for (const [f, c] of [
      ['os', brown],
      ['o2', blue],
    ] as const) {
      const [r, g, b] = renderPixel(smith, recipe([f]), pixel(c))
      expect([g, b]).toEqual([r, r])
      expect(r).toBeGreaterThan(180)
    }
  })
  it('VARI-MAT keeps what lies in its range, with soft edges', () => {
    const part = (z: number, centre: number, width: number) =>
      keptPart(recipe(['vari'], { vari: { centre, width }, gamma: 1 }).keep!, {
        kind: 'material',
        place: placeOfZ(smith.palette, z),
        density: 0.5,
        off: 0,
      })
    expect(part(14.5, 14.5, 5)).toBe(1)
    expect(part(23, 14.5, 5)).toBe(0)
    expect(part(12, 14.5, 5)).toBeCloseTo(0.5, 6)
    expect(part(6, 6, 4)).toBe(1)
    expect(part(23, 23, 8)).toBe(1)
  })
  it('HIGH opens what is dense, LOW what is thin', () => {
    const spreadOf = (f: 'high' | 'low', a: number, b: number) =>
      Math.abs(
        renderPixel(smith, recipe([f]), pixel([a, a, a]))[0] - renderPixel(smith, recipe([f]), pixel([b, b, b]))[0],
      )
    expect(spreadOf('high', 12, 30)).toBeGreaterThan(2.5 * 18)
    expect(spreadOf('low', 225, 240)).toBeGreaterThan(2 * 15)
    expect(spreadOf('high', 225, 240)).toBe(0)
  })
  it('HI-MAT shows a mixed place in the colour of the nearer row', () => {
    const shown = renderPixel(smith, recipe(['himat']), pixel(colourAt(smith.palette, 3.2, 0.5)))
    const pure = colourAt(smith.palette, 3, 0.5)
    for (const [i, v] of shown.entries()) expect(Math.abs(v - pure[i]!)).toBeLessThan(1)
  })
  it('edges are raised and flat parts are not touched', () => {
    const step = (x: number): XrayPixel => ({ kind: 'grey', level: x < 4 ? 100 : 160 })
    const row = (f: 'edge' | 'super') =>
      [...renderPicture(smith, recipeOf([f], PLAIN_XRAY, smith.palette, 'grey'), { width: 16, height: 9 }, step)]
        .filter((_, i) => i % 3 === 0)
        .slice(4 * 16, 5 * 16)
    for (const f of ['edge', 'super'] as const) {
      const found = row(f)
      expect(found[3]).toBeLessThan(100)
      expect(found[4]).toBeGreaterThan(160)
      expect(found[12]).toBe(160)
    }
    expect(row('edge')[1]).toBe(100)
    expect(row('super')[1]).toBeLessThan(100)
  })
  it('functions of different groups go together, of one group the last one counts', () => {
    expect(withFunction(['o2'], 'edge')).toEqual(['o2', 'edge'])
    expect(withFunction(['o2', 'edge'], 'os')).toEqual(['edge', 'os'])
    expect(withFunction(['o2', 'edge'], 'edge')).toEqual(['o2'])
    expect(withHeld(['neg'], 'neg')).toEqual(['neg'])
    expect(withHeld(['high'], 'low')).toEqual(['low'])
  })
  it('a grey picture has no material', () => {
    expect(XRAY_FUNCTION_IDS.filter((f) => worksOn(f, 'grey'))).toEqual(['neg', 'high', 'low', 'edge', 'super'])
    const r = recipeOf(['o2', 'himat'], PLAIN_XRAY, smith.palette, 'grey')
    expect(isPlain(r)).toBe(true)
    expect(inputOf({ channels: 1, frames: 2, bitsStored: 16 }, 0)).toBe('dual')
    expect(inputOf({ channels: 1, frames: 1, bitsStored: 16 }, 0)).toBe('grey')
    expect(inputOf({ channels: 4, frames: 1, bitsStored: 8 }, 0)).toBe('rgb')
  })
  it('counts the shares of an object', () => {
    const counter = countShares(smith)
    for (const [colour, times] of [
      [[184, 112, 56], 3],
      [[48, 104, 200], 5],
      [[10, 10, 12], 2],
      [[254, 255, 253], 10],
    ] as const)
      for (let i = 0; i < times; i++) counter.add(pixel(colour))
    const shares = counter.result()
    expect(shares.of).toEqual({ organic: 0.3, inorganic: 0, 'light-metal': 0, 'heavy-metal': 0.5, impenetrable: 0.2 })
    expect([shares.pixels, shares.empty]).toEqual([20, 10])
  })
})
