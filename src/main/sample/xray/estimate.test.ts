// How often the material of a pixel is told right on made-up scans, by maker: from the colours of the capture, and from the
// two energies. `XRAY_FIGURES=1` prints the table.
import { expect, it } from 'vitest'
import { XRAY_MAKERS } from '../../../shared/domains/xraySecurity/colourTables.ts'
import { modelOf } from '../../../shared/imaging/xray/model.ts'
import { placeOfZ, rowOfPlace } from '../../../shared/imaging/xray/palette.ts'
import { readPixel, type XrayPixel } from '../../../shared/imaging/xray/render.ts'
import { drawScan } from './drawScan.ts'
import { zOfRatio } from './materials.ts'
import { planScan } from './plan.ts'
import { twoEnergies } from './scanner.ts'

const SCANS = 6
const SIZE = { width: 960, height: 540 }
/** Attenuation between what is hardly there and what is nearly black. */
const THIN = 0.12
const DENSE = 2.2
/** From here on a pixel has colour enough; below, noise and whole levels say much of what is read. */
const CLEAR = 0.3

type Count = { right: number; group: number; all: number }
/** As the shares of an object count them: organic, inorganic, light metal, heavy metal. */
const GROUP = [0, 1, 1, 2, 3, 3]
const add = (c: Count, found: number, truth: number) => {
  c.all++
  if (found === truth) c.right++
  if (GROUP[found] === GROUP[truth]) c.group++
}
const nothing = (): Count => ({ right: 0, group: 0, all: 0 })

it.each(XRAY_MAKERS.map((maker, i) => [maker.id, i] as const))('%s', (_, at) => {
  const maker = XRAY_MAKERS[at]!
  const model = modelOf(maker)
  const counts = { rgb: nothing(), dual: nothing(), rgbClear: nothing(), dualClear: nothing() }
  for (let n = 0; n < SCANS; n++) {
    const scan = drawScan(planScan(at + n * 7 * XRAY_MAKERS.length, 21), SIZE.width, SIZE.height)
    const { high, low } = scan.film
    const energies = twoEnergies(scan.film, n)
    for (let i = 0; i < high.length; i += 3) {
      const h = high[i]!
      if (h < THIN || h > DENSE) continue
      const truth = rowOfPlace(placeOfZ(model.palette, zOfRatio(low[i]! / h)))
      const pixels = {
        rgb: { kind: 'rgb', rgb: [scan.rgb[3 * i]!, scan.rgb[3 * i + 1]!, scan.rgb[3 * i + 2]!] },
        dual: { kind: 'dual', high: energies[i]! / 65535, low: energies[high.length + i]! / 65535 },
      } satisfies Record<string, XrayPixel>
      for (const kind of ['rgb', 'dual'] as const) {
        const reading = readPixel(model, pixels[kind])
        if (reading?.kind !== 'material') continue
        add(counts[kind], rowOfPlace(reading.place), truth)
        if (h >= CLEAR) add(counts[`${kind}Clear`], rowOfPlace(reading.place), truth)
      }
    }
  }
  const part = ({ right, group, all }: Count) => ({ rows: right / all, groups: group / all, pixels: all })
  const figures = {
    rgb: part(counts.rgb),
    dual: part(counts.dual),
    rgbClear: part(counts.rgbClear),
    dualClear: part(counts.dualClear),
  }
  if (process.env.XRAY_FIGURES) console.log(maker.id, JSON.stringify(figures))
  expect(figures.rgb.pixels).toBeGreaterThan(20_000)
  expect(figures.rgb.rows).toBeGreaterThan(0.82)
  expect(figures.rgbClear.rows).toBeGreaterThan(0.87)
  expect(figures.dual.rows).toBeGreaterThan(0.97)
})
