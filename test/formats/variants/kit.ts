// What rows of odd but legal label files are made of (test/formats/variants).

import type { ForeignLabel } from '../../../src/main/formats/record.ts'
import type { Shape } from '../../../src/shared/annotation/model.ts'

export type Files = Readonly<Record<string, string | Buffer>>
/** Class and shape of a label, and what else of it matters; `null` class or shape where there is none. */
export type Label = readonly [classKey: string | null, shape: Shape | null, more?: Partial<ForeignLabel>]
/** What the files mean for the picture a.png (100 × 50), label by label in order. */
export type Variant = readonly [name: string, files: Files, labels: readonly Label[]]

export const box = (x: number, y: number, width: number, height: number): Shape => ({
  kind: 'box',
  x,
  y,
  width,
  height,
})
export const ring = (...outer: number[]): Shape => ({ kind: 'polygon', parts: [{ outer, holes: [] }] })
/** The box and the triangle of most rows. */
export const B = box(10, 10, 20, 10)
export const T = ring(10, 10, 30, 10, 30, 30)
export const json = (value: unknown): string => JSON.stringify(value)
/** As Windows programs save it. */
export const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
export const utf16be = (text: string): Buffer => utf16(text).swap16()
