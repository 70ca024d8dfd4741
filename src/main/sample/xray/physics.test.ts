import fc from 'fast-check'
import { expect, it } from 'vitest'
import { xraySettings } from '../../../shared/domains/xraySecurity/pack.ts'
import { addSolid, newFilm, type Pose } from './film.ts'
import { MATERIALS, type MaterialName, transmitted, zOfRatio } from './materials.ts'
import { box, disc } from './outline.ts'
import { flat, pipe, round, solid } from './solids.ts'
import { DENSITY_STEPS, DENSITY_TO, MATERIAL_STEPS, RATIO_FROM, RATIO_TO, tintTable } from './tints.ts'

const FLAT: Pose = { x: 50, y: 50, angle: 0, scale: 10, lean: 1 }

it('gives what Beer and Lambert give by hand', () => {
  // exp(-0.3717 cm2/g * 7.87 g/cm3 * 0.3 cm) and exp(-1.205 * 7.87 * 0.3)
  expect(transmitted([['steel', 0.3]]).high).toBeCloseTo(0.4158, 4)
  expect(transmitted([['steel', 0.3]]).low).toBeCloseTo(0.0581, 4)
  // exp(-0.1704 * 2.7 * 1)
  expect(transmitted([['aluminium', 1]]).high).toBeCloseTo(0.6312, 4)
  // Water of NIST: 0.1707 at 100 keV, 0.2059 at 60 keV; 7 cm.
  expect(transmitted([['water', 7]]).high).toBeCloseTo(Math.exp(-0.1707 * 7), 3)
  expect(transmitted([['water', 7]]).low).toBeCloseTo(Math.exp(-0.2059 * 7), 3)
})

it('multiplies what lies behind each other', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true }), (a, b) => {
      const both = transmitted([
        ['aluminium', a],
        ['cloth', b],
      ])
      expect(both.high).toBeCloseTo(transmitted([['aluminium', a]]).high * transmitted([['cloth', b]]).high, 10)
    }),
  )
})

it('tells materials apart by the two energies as the colour table of the requirement does', () => {
  const z = (name: MaterialName) => zOfRatio(MATERIALS[name].low / MATERIALS[name].high)
  const row = (name: MaterialName) =>
    xraySettings.makers[0]!.materials.find((m) => z(name) >= m.from && z(name) < m.to)?.id
  expect(row('plastic')).toBe('organic')
  expect(row('water')).toBe('organic')
  expect(row('aluminium')).toBe('light-metal')
  expect(row('steel')).toBe('heavy-metal')
  expect(row('silver')).toBe('dense-metal')
  expect(z('aluminium')).toBeCloseTo(13, 5)
  expect(z('steel')).toBeCloseTo(26, 5)
})

it('colours one table amount of iron as the table says', () => {
  const { materials } = xraySettings.makers[1]!
  const table = tintTable(materials)
  const at = (z: number, attenuation: number) => {
    const step = Array.from({ length: MATERIAL_STEPS }, (_, m) => m).reduce((best, m) =>
      Math.abs(zOfStep(m) - z) < Math.abs(zOfStep(best) - z) ? m : best,
    )
    const from = (step * DENSITY_STEPS + Math.round((attenuation / DENSITY_TO) * DENSITY_STEPS)) * 3
    return [...table.subarray(from, from + 3)]
  }
  const zOfStep = (m: number) => zOfRatio(RATIO_FROM + ((RATIO_TO - RATIO_FROM) * m) / (MATERIAL_STEPS - 1))
  // Middle of the row of heavy metals, 17 to 29: #3068c8.
  for (const [i, wanted] of [0x30, 0x68, 0xc8].entries()) expect(Math.abs(at(23, 1)[i]! - wanted)).toBeLessThan(8)
  expect(at(23, 4)).toEqual([0, 0, 0])
})

it('adds the thickness of solids: a plate is even, a rod thickest in its middle, a pipe darkest at its edge', () => {
  const at = (x: number, y: number, film = newFilm(100, 100)) => film.high[y * 100 + x]! / MATERIALS.steel.high
  const film = newFilm(100, 100)
  addSolid(film, solid(box(0, 0, 6, 6), flat(0.5), 'steel'), FLAT)
  expect(at(50, 50, film)).toBeCloseTo(0.5, 5)
  expect(at(25, 50, film)).toBeCloseTo(0.5, 5)
  expect(at(10, 50, film)).toBe(0)
  const rod = newFilm(100, 100)
  addSolid(rod, solid(disc(0, 0, 3), round(3), 'steel'), FLAT)
  expect(at(50, 50, rod)).toBeGreaterThan(5.9)
  // 2 * sqrt(9 - 4) at 2 cm from the middle
  expect(at(70, 50, rod)).toBeCloseTo(2 * Math.sqrt(9 - 2.05 ** 2), 1)
  const tube = newFilm(100, 100)
  addSolid(tube, solid(box(0, 0, 8, 6), pipe(3, 0.3), 'steel'), FLAT)
  expect(at(50, 50, tube)).toBeCloseTo(0.6, 2)
  expect(at(50, 22, tube)).toBeGreaterThan(1.5)
})

it('never reports a block as even that is not: fast and slow ways agree', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 4, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (r, turn) => {
      const film = newFilm(100, 100)
      const thing = solid(box(0, 0, r * 2, r * 1.4, r / 3), round(r / 2), 'plastic')
      addSolid(film, thing, { ...FLAT, angle: turn })
      const [c, s] = [Math.cos(turn), Math.sin(turn)]
      for (let k = 0; k < 400; k++) {
        const [x, y] = [(k * 37) % 100, (k * 61) % 100]
        const [dx, dy] = [(x + 0.5 - 50) / 10, (y + 0.5 - 50) / 10]
        const d = thing.outline.distance(dx * c + dy * s, dy * c - dx * s)
        const wanted = d > 0.05 ? 0 : thing.profile.thickness(Math.max(-d, 0.025)) * Math.min(1, 0.5 - d * 10)
        expect(Math.abs(film.high[y * 100 + x]! / MATERIALS.plastic.high - wanted)).toBeLessThan(0.06 + wanted * 0.05)
      }
    }),
    { numRuns: 20 },
  )
})
