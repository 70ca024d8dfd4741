import { expect, it } from 'vitest'
import type { Annotation } from '../annotation/model.ts'
import { imagePoint } from '../geometry/spaces.ts'
import { type Rotation, toView, viewMatrix } from '../geometry/transform.ts'
import type { FrameHeader } from './pixelFrame.ts'
import { displayFor, GSPS_FORMAT, type Presentation, presentationsOf, showsAs } from './presentation.ts'
import { dragWindow, levelOf, shadeOf, type Window } from './voi.ts'

const PLAIN: Presentation = {
  name: 'PS',
  window: null,
  inverse: null,
  rotation: 0,
  flip: false,
  area: null,
  allFrames: true,
}
const label = (frame: number, p: Presentation, slot = 'image'): Annotation => ({
  id: `0190a000-0000-7000-8000-00000000000${frame}`,
  target: { kind: 'frame', slot, frame },
  classId: null,
  shape: null,
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: true,
  origin: { kind: 'import', format: GSPS_FORMAT },
  extra: { [GSPS_FORMAT]: p },
})

it('a state is found on its own frame, or on all, once by name', () => {
  const all = [
    label(0, PLAIN),
    label(1, { ...PLAIN, rotation: 90 }),
    label(2, { ...PLAIN, name: 'other', allFrames: false }),
    label(3, PLAIN, 'left'),
    { ...label(4, PLAIN), extra: { [GSPS_FORMAT]: { name: 'damaged' } } },
    { ...label(5, PLAIN), origin: { kind: 'manual' as const } },
  ]
  expect(presentationsOf(all, 'image', 1)).toEqual([{ ...PLAIN, rotation: 90 }])
  expect(presentationsOf(all, 'image', 2).map((p) => p.name)).toEqual(['PS', 'other'])
  expect(presentationsOf(all, 'right', 0)).toEqual([])
})

it.each([0, 90, 180, 270] as const)(
  'turned by %d degrees and then flipped: points lie where the standard puts them',
  (rotation) => {
    for (const flip of [false, true]) {
      const { rotation: turn, flipX } = displayFor({ ...PLAIN, rotation, flip }, false)
      const view = { centre: imagePoint(0, 0), scale: 1, rotation: turn, flipX }
      const seen = toView(viewMatrix(view, { width: 0, height: 0 }), imagePoint(10, 3))
      const turned: Readonly<Record<Rotation, readonly [number, number]>> = {
        0: [10, 3],
        90: [-3, 10],
        180: [-10, -3],
        270: [3, -10],
      }
      const [x, y] = turned[rotation]
      expect([seen.x, seen.y].map(Math.round)).toEqual([flip ? -x : x, y].map((v) => v + 0))
    }
  },
)

it('the polarity of the state wins over that of the picture', () => {
  const invert = (inverse: boolean | null, inverted: boolean) => displayFor({ ...PLAIN, inverse }, inverted).invert
  expect([invert(null, false), invert(null, true)]).toEqual([false, false])
  expect([invert(true, false), invert(true, true)]).toEqual([true, false])
  expect([invert(false, false), invert(false, true)]).toEqual([false, true])
})

const HEADER: FrameHeader = {
  width: 1,
  height: 1,
  colour: 'grey',
  sample: 'u16',
  bitsStored: 8,
  min: 0,
  max: 255,
  inverted: false,
  grey: {
    device: 'CT',
    modality: { kind: 'linear', slope: 1, intercept: 0 },
    unit: '',
    whole: true,
    voi: [],
    padding: null,
    range: null,
  },
}

it('a table of the state decides the levels', () => {
  const window = { centre: 1, width: 2, lut: { first: 10, bits: 8, data: [0, 255, 51] } }
  expect([0, 10, 11, 12, 99].map((v) => levelOf(HEADER, window, false, v))).toEqual([0, 0, 255, 51, 51])
})

it('a view is known to show a state by what it shows, not by how that is written', () => {
  const state = displayFor({ ...PLAIN, window: { centre: 40, width: 400, function: 'LINEAR' }, rotation: 90 }, false)
  const same = {
    flipX: false,
    rotation: 90 as const,
    invert: false,
    window: { function: 'LINEAR' as const, width: 400, centre: 40 },
  }
  expect(showsAs(same, state)).toBe(true)
  expect(showsAs({ ...same, window: { ...same.window, function: 'SIGMOID' } }, state)).toBe(false)
  expect(showsAs({ ...same, invert: true }, state)).toBe(false)
  expect(showsAs({ ...same, window: null }, state)).toBe(false)
})

it('a presentation LUT lies behind the window, whichever that is, and stays when the window is dragged', () => {
  const output = { first: 0, bits: 8, data: [255, 0, 51] }
  const first = { centre: 50, width: 100, function: 'LINEAR_EXACT' as const }
  const { window } = displayFor({ ...PLAIN, output }, false, first)
  const header = { ...HEADER, min: 0, max: 100 }
  const levels = (w: Window) => [0, 20, 30, 50, 70, 80, 100].map((v) => levelOf(header, w, false, v))
  expect(window && levels(window)).toEqual([255, 255, 0, 0, 0, 51, 51])
  const own = displayFor(
    { ...PLAIN, output, window: { centre: 10, width: 20, function: 'LINEAR_EXACT' } },
    false,
    first,
  )
  expect(own.window && levels(own.window)).toEqual([255, 51, 51, 51, 51, 51, 51])
  const dragged = window && dragWindow(window, 10, 0, { low: 0, high: 100 })
  expect(dragged?.output).toBe(output)
  // The shader takes a table where there is one, a ramp otherwise.
  expect(window && shadeOf(header, window, false).table?.levels[20]).toBe(255)
  expect(displayFor({ ...PLAIN, output }, false, null).window).toBeNull()
})
