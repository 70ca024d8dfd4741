import { expect, test } from 'vitest'
import { shutterPaths } from './planeLayer.ts'

test('every shutter hides the rest of the picture by itself', () => {
  const frame = { width: 100, height: 50 }
  const shutters = [
    { kind: 'rectangle', left: 10, right: 90, upper: 5, lower: 45 },
    { kind: 'circle', x: 50, y: 25, rx: 20, ry: 10 },
    { kind: 'polygon', points: [1, 2, 3, 4, 5, 6] },
    { kind: 'bitmap', group: 0x6000 },
  ] as const
  expect(
    shutterPaths({ frame, shutters: shutters.map((s) => ('points' in s ? { ...s, points: [...s.points] } : s)) }),
  ).toEqual([
    'M0 0H100V50H0ZM10 5H90V45H10Z',
    'M0 0H100V50H0ZM30 25a20 10 0 1 0 40 0a20 10 0 1 0 -40 0Z',
    'M0 0H100V50H0ZM1 2 3 4 5 6Z',
  ])
})
