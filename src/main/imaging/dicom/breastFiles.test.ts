// Published mammograms: the breast is found, its wall told, and the twin in the other polarity gives the same.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Breast, breastOf } from '../../../shared/imaging/breast/breast.ts'
import { pyramid } from '../../../shared/imaging/pyramid.ts'
import { decodeDicomFile } from './decode.ts'
import { DATA, present } from './testing/sharedFacts.ts'

async function find(name: string): Promise<Breast> {
  const { facts, samples } = await decodeDicomFile(readFileSync(join(DATA, 'dicom', name)))
  const { columns: width, rows: height } = facts
  const level = pyramid({ width, height, samples: samples as Uint16Array }, 1).at(-1)!
  const header = { width, height, colour: 'grey', sample: 'u16', bitsStored: 12, min: 0, max: 4095 } as const
  const found = breastOf({ ...header, inverted: facts.photometric === 'MONOCHROME1' }, level)
  if (!found) throw new Error(`no breast in ${name}`)
  return found
}

test.skipIf(!present)('views of a study lie as their names say', async () => {
  const right = await find('mammo-4view/RMLO_J2KR.dcm')
  expect(right.lie.wall).toBe('right')
  const left = await find('mammo-4view/LCC_JLSL.dcm')
  expect(left.lie.wall).toBe('left')
  const twin = await find('mammo-4view/other/LCC_MONOCHROME1_JLSL.dcm')
  expect(twin.lie).toEqual(left.lie)
  expect(twin.mask.share).toBeCloseTo(left.mask.share, 2)
  // Air is most of the dark values: without it the window is narrower than the whole range, and its foot lies higher.
  expect(left.window!.width).toBeLessThan(4095)
  expect(left.window!.centre - left.window!.width / 2).toBeGreaterThan(0)
})

test.skipIf(!present)('a film with a white frame and grey label areas is still only its breast', async () => {
  const film = await find('modality/MG1_J2KI_LMLO.dcm')
  expect(film.lie.wall).toBe('left')
  expect(film.mask.share).toBeGreaterThan(0.45)
  expect(film.mask.share).toBeLessThan(0.65)
})
