// How each of the 39 items is built. A class of the taxonomy without a builder fails a test.
import { seeded } from '../../canvas.ts'
import type { Solid } from '../solids.ts'
import { awl, chisel, knife, match, nailClipper, saw, scissors, throwingStar } from './blades.ts'
import { aerosol, alcohol, gasCanister, lighter, lighterFuel, liquid, solidFuel, thinner } from './containers.ts'
import {
  dryCell,
  externalHdd,
  hdd,
  notebook,
  phone,
  powerBank,
  ssd,
  tablet,
  usb,
  vapeHeated,
  vapeLiquid,
} from './electronics.ts'
import { type Build, sampleOf } from './make.ts'
import { axe, baseballBat, hammer, handcuffs, metalPipe, pliers, screwdriver, spanner } from './tools.ts'
import { ammunition, firework, gun, gunPart } from './weapons.ts'

export const ITEM_BUILDS: Readonly<Record<string, Build>> = {
  ammunition,
  firework,
  lighter,
  aerosol,
  'gas-canister': gasCanister,
  alcohol,
  thinner,
  'lighter-fuel': lighterFuel,
  match,
  'solid-fuel': solidFuel,
  'dry-cell': dryCell,
  'power-bank': powerBank,
  'nail-clipper': nailClipper,
  knife,
  saw,
  scissors,
  awl,
  screwdriver,
  spanner,
  liquid,
  handcuffs,
  axe,
  hammer,
  'baseball-bat': baseballBat,
  gun,
  'metal-pipe': metalPipe,
  'gun-part': gunPart,
  chisel,
  pliers,
  'throwing-star': throwingStar,
  'e-cigarette-liquid': vapeLiquid,
  'e-cigarette-heated': vapeHeated,
  'mobile-phone': phone,
  usb,
  notebook,
  tablet,
  ssd,
  hdd,
  'external-hdd': externalHdd,
}

/** 32-bit FNV-1a: a seed out of words. */
export function seedOf(...words: readonly (string | number)[]): number {
  let h = 0x811c9dc5
  for (const c of words.join('/')) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193)
  return h >>> 0
}

/** One sample of an item; the same one in every image. */
export function buildItem(id: string, sample: number): Solid[] {
  const build = ITEM_BUILDS[id]
  return build ? build(sampleOf(seeded(seedOf('item', id, sample)))) : []
}
