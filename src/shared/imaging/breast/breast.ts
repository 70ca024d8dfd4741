// What is found out about a mammogram once, from a reduced copy: where the breast is, how it lies, the window of its own values. Pure.
import { windowOfValues } from '../autoWindow.ts'
import { isPadding, modalityValue } from '../greyDisplay.ts'
import type { FrameHeader } from '../pixelFrame.ts'
import type { Level } from '../pyramid.ts'
import type { Window } from '../voi.ts'
import { type Bits, erode } from './bits.ts'
import { type BreastMask, breastMask } from './mask.ts'
import { type Lie, lieOf } from './sides.ts'

export type Breast = {
  readonly mask: BreastMask
  readonly lie: Lie
  /** For the values inside the skin alone; in modality values where the frame has such. */
  readonly window: Window | null
}

/** Null where no breast can be told from air. */
export function breastOf(header: FrameHeader, level: Level): Breast | null {
  if (header.colour !== 'grey') return null
  const mask = breastMask({ ...level, inverted: header.inverted, padding: header.grey?.padding ?? null })
  return mask && { mask, lie: lieOf(mask), window: windowInside(header, level, mask) }
}

/** The skin line itself is half air. */
const SKIN = 1 / 100

function windowInside({ grey }: FrameHeader, level: Level, mask: Bits): Window | null {
  const inner = erode(mask, Math.max(1, Math.round(Math.max(mask.width, mask.height) * SKIN)))
  const values: number[] = []
  for (let i = 0; i < inner.bits.length; i++) {
    const stored = level.samples[i]!
    if (inner.bits[i] !== 1 || (grey && isPadding(grey, stored))) continue
    values.push(grey ? modalityValue(grey, stored) : stored)
  }
  return windowOfValues(values)
}
