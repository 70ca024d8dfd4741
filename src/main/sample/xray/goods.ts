// Ordinary goods of the pack: what lies in a bag beside the objects that are looked for.
import { caseOf, comb, cosmetics, floss, food, medicine, mirror, pouch, toiletries, wipes } from './goods/care.ts'
import { cable, camera, fan, frame, keyring, selfieStick, stationery, umbrella } from './goods/things.ts'
import { accessory, belt, clothes, glasses, shoe, smallBag } from './goods/worn.ts'
import type { Build } from './items/make.ts'

export { clothes }

/** In the order of the pack's list of ordinary goods. */
export const GOODS: readonly Build[] = [
  toiletries,
  shoe,
  cosmetics,
  caseOf,
  clothes,
  accessory,
  smallBag,
  mirror,
  cable,
  stationery,
  camera,
  floss,
  umbrella,
  frame,
  fan,
  wipes,
  glasses,
  keyring,
  selfieStick,
  comb,
  belt,
  medicine,
  pouch,
  food,
]
