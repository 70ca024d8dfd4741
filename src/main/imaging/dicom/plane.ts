// Which plane of which space a frame shows (PS3.3 C.7.6.2, C.7.6.16.2.3-4), and which instance it is.
import { frameAttributes } from './firstWindow.ts'
import type { DataSet } from './structure.ts'
import { numbers, text } from './values.ts'

const POSITION = { macro: '00209113', tag: '00200032' } as const
const ORIENTATION = { macro: '00209116', tag: '00200037' } as const

export type Plane = {
  readonly frameOfReference: string | null
  /** x, y, z of the first pixel's centre, mm. */
  readonly position: readonly number[] | null
  /** Direction of the rows, then of the columns. */
  readonly orientation: readonly number[] | null
}

const UID_FORM = /^[0-9.]{1,64}$/
export const uidOf = (d: DataSet, tag: string): string | null => {
  const value = text(d, tag)
  return value !== null && UID_FORM.test(value) ? value : null
}

const complete = (values: readonly number[], count: number): readonly number[] | null =>
  values.length === count && values.every(Number.isFinite) ? values : null

export const planeOf = (d: DataSet, frame: number): Plane => ({
  frameOfReference: uidOf(d, '00200052'),
  position: complete(numbers(frameAttributes(d, frame, POSITION.macro), POSITION.tag), 3),
  orientation: complete(numbers(frameAttributes(d, frame, ORIENTATION.macro), ORIENTATION.tag), 6),
})

/** Same directions, up to what text of six digits can say. */
export const sameDirections = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((v, i) => Math.abs(v - b[i]!) <= 1e-3)
