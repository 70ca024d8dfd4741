import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { XRAY_ITEMS } from '../../../shared/domains/xraySecurity/items.ts'
import { xraySecurity, xraySettings } from '../../../shared/domains/xraySecurity/pack.ts'
import { placeReader } from '../../../shared/domains/xraySecurity/place.ts'
import { polygonCrossesItself } from '../../../shared/geometry/crossing.ts'
import { type Mask, maskArea, maskFromPolygon, spansOf } from '../../../shared/geometry/mask.ts'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import { coverMask, drawScan, outlineOf } from './drawScan.ts'
import { FAULTS } from './faults.ts'
import { addObject, newFilm } from './film.ts'
import { GOODS } from './goods.ts'
import { buildItem, ITEM_BUILDS } from './items/index.ts'
import { layOut } from './layout.ts'
import { dataIdOf, folderOf, planScan, wrongName } from './plan.ts'

const SMALL = [320, 180] as const
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function overlap(a: Mask, b: Mask): number {
  const inside = new Set<number>()
  const each = (mask: Mask, see: (pixel: number) => void) => {
    const spans = spansOf(mask)
    for (let i = 0; i < spans.length; i += 3)
      for (let x = spans[i + 1]!; x < spans[i + 2]!; x++) see(spans[i]! * 4096 + x)
  }
  each(a, (p) => inside.add(p))
  let both = 0
  each(b, (p) => {
    if (inside.has(p)) both++
  })
  return both / (maskArea(a) + maskArea(b) - both)
}

it('makes the same bytes from the same seed, others from another', () => {
  const once = (index: number, seed: number) => hash(drawScan(planScan(index, seed), ...SMALL).rgb)
  expect(once(40, 7)).toBe(once(40, 7))
  expect(once(40, 7)).not.toBe(once(40, 8))
  expect(drawScan(planScan(40, 7), ...SMALL).objects).toEqual(drawScan(planScan(40, 7), ...SMALL).objects)
})

it('builds every item of the taxonomy, and the sample decides how it looks', () => {
  expect(Object.keys(ITEM_BUILDS).sort()).toEqual(XRAY_ITEMS.map((i) => i.id).sort())
  expect(GOODS).toHaveLength(xraySettings.ordinaryGoods.length)
  const bounds = (id: string, sample: number) => JSON.stringify(buildItem(id, sample).map((s) => s.outline.bounds))
  for (const { id, samples } of XRAY_ITEMS) {
    expect(bounds(id, samples[0])).toBe(bounds(id, samples[0]))
    const looks = Array.from({ length: samples[1] - samples[0] + 1 }, (_, i) => bounds(id, samples[0] + i))
    // Standard sizes repeat (AA cells, 3.5-inch disks), most others do not.
    expect(new Set(looks).size, id).toBeGreaterThan(1)
  }
})

it('outlines every item as it was drawn: more than 0.97 of the pixels, one ring that does not cross itself', () => {
  for (const { id, samples } of XRAY_ITEMS) {
    const film = newFilm(1200, 800)
    for (const sample of [samples[0], samples[1]]) {
      const cover = addObject(film, buildItem(id, sample), { x: 620, y: 420, angle: 0.7, scale: 12, lean: 0.95 })
      const shape = outlineOf(cover)
      if (!shape) throw new Error(`${id} has no outline`)
      expect(shape.parts).toHaveLength(1)
      expect(polygonCrossesItself(shape.parts), id).toBe(false)
      expect(overlap(coverMask(cover), maskFromPolygon(shape, film)), `${id} ${sample}`).toBeGreaterThan(0.97)
    }
  }
})

it('keeps to the shares of makers, scenarios and items, and never uses a data id twice for one maker', () => {
  const specs = Array.from({ length: 3 * 39 * 20 * 2 }, (_, i) => planScan(i, 1))
  const part = (of: (s: (typeof specs)[number]) => boolean) => specs.filter(of).length / specs.length
  for (const maker of xraySettings.makers) expect(part((s) => s.maker === maker.id)).toBeCloseTo(1 / 3, 10)
  for (const { id, share } of xraySettings.scenarios) expect(part((s) => s.scenario === id)).toBeCloseTo(share, 10)
  for (const { id } of XRAY_ITEMS) {
    const own = specs.filter((s) => s.item === id)
    expect(own).toHaveLength(120)
    for (const scenario of xraySettings.scenarios)
      expect(own.filter((s) => s.scenario === scenario.id).length / own.length).toBeCloseTo(scenario.share, 10)
  }
  const ids = specs.map((s) => `${s.maker} ${dataIdOf(s).replace(/_M$/, '')}`)
  expect(new Set(ids).size).toBe(ids.length)
})

it('names files as the rule of the pack wants them; a wrong name is noticed', () => {
  const reader = placeReader({ settings: xraySettings, classes: xraySecurity.schema.classes })
  for (let i = 0; i < 400; i += 7) {
    const spec = planScan(i, 3)
    const path = `${folderOf(spec)}/${dataIdOf(spec)}.PNG`
    const place = reader.read(path)
    expect(reader.problems(path, place), path).toEqual([])
    expect([place.maker?.id, place.item?.classId, place.scenario?.id]).toEqual([spec.maker, spec.item, spec.scenario])
    const wrong = `${folderOf(spec)}/${wrongName(dataIdOf(spec), spec.seed)}.PNG`
    expect(reader.problems(wrong, reader.read(wrong)).length, wrong).toBeGreaterThan(0)
  }
})

it('puts into a bag what the scenario says', () => {
  for (let i = 0; i < 240; i++) {
    const spec = planScan(i, 5)
    const pieces = layOut(spec, 1920, 1080)
    const classes = pieces.flatMap((p) => (p.object ? [p.object.classId] : []))
    const foreign = classes.filter((c) => c !== spec.item)
    expect(classes[0]).toBe(spec.item)
    if (spec.scenario.startsWith('Single')) expect(classes).toHaveLength(1)
    else expect(classes.length).toBeGreaterThan(1)
    expect(foreign.length > 0).toBe(spec.scenario === 'Multiple_Categories')
    if (spec.scenario === 'Single_Default') expect(pieces.length).toBeLessThanOrEqual(2)
  }
})

it('keeps every outline inside the image, also where the image has a fault, and outlines move with the pixels', () => {
  const plain = planScan(16, 2)
  const whole = drawScan(plain, ...SMALL)
  for (const fault of [null, ...FAULTS]) {
    const scan = drawScan({ ...plain, fault }, ...SMALL)
    if (fault) expect(hash(scan.rgb)).not.toBe(hash(whole.rgb))
    expect(scan.objects).toHaveLength(whole.objects.length)
    for (const { shape } of scan.objects) {
      const b = shapeBounds(shape)
      expect(Math.min(b.x, b.y)).toBeGreaterThanOrEqual(0)
      expect(b.x + b.width).toBeLessThanOrEqual(SMALL[0])
      expect(b.y + b.height).toBeLessThanOrEqual(SMALL[1])
      const inside = spansOf(maskFromPolygon(shape, { width: SMALL[0], height: SMALL[1] }))
      let dark = 0
      let all = 0
      for (let i = 0; i < inside.length; i += 3)
        for (let x = inside[i + 1]!; x < inside[i + 2]!; x++) {
          all++
          if (scan.film.high[inside[i]! * SMALL[0] + x]! > 0.01) dark++
        }
      expect(dark / Math.max(all, 1), String(fault)).toBeGreaterThan(0.85)
    }
  }
})
