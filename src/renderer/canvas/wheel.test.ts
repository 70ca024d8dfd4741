import { describe, expect, it } from 'vitest'
import { createWheel, isTouchpad, type WheelFacts } from './wheel.ts'

const hand = { wheel: 'zoom', touchpad: 'auto' } as const
const notch = { dx: 0, dy: 100, lines: false, ctrl: false, shift: false, time: 0 }
const wheelOf = (over: Partial<WheelFacts>, h: Parameters<ReturnType<typeof createWheel>>[1] = hand) =>
  createWheel()({ ...notch, ...over }, h)

describe('a wheel', () => {
  it('zooms towards where it turns', () => {
    const out = wheelOf({})
    expect(out.kind === 'zoom' && out.factor).toBeLessThan(1)
    const inwards = wheelOf({ dy: -120 })
    expect(inwards.kind === 'zoom' && inwards.factor).toBeGreaterThan(1)
    expect(wheelOf({ dy: 3, lines: true }).kind).toBe('zoom')
  })
  it('steps one frame or item a notch when it is set to scroll', () => {
    const turn = createWheel()
    const set = { ...hand, wheel: 'items' } as const
    expect(turn(notch, set)).toEqual({ kind: 'step', by: 1 })
    expect(turn({ ...notch, dy: 53, time: 50 }, set)).toEqual({ kind: 'step', by: 1 })
    expect(turn({ ...notch, dy: -240, time: 900 }, set)).toEqual({ kind: 'step', by: -1 })
    expect(turn({ ...notch, ctrl: true, time: 1800 }, set).kind).toBe('zoom')
  })
  it('adds small steps up to a notch where a touchpad is told to be a wheel', () => {
    const turn = createWheel()
    const set = { wheel: 'frames', touchpad: 'off' } as const
    const steps = Array.from({ length: 9 }, (_, i) => turn({ ...notch, dy: 12, time: i * 16 }, set).kind)
    expect(steps.filter((k) => k === 'step')).toHaveLength(2)
  })
})

describe('a touchpad', () => {
  it('is told from a wheel by the size and direction of its steps', () => {
    expect(isTouchpad({ dx: 0, dy: 100, lines: false })).toBe(false)
    expect(isTouchpad({ dx: 0, dy: 53, lines: false })).toBe(false)
    expect(isTouchpad({ dx: 0, dy: 4, lines: false })).toBe(true)
    expect(isTouchpad({ dx: 0, dy: 66.5, lines: false })).toBe(true)
    expect(isTouchpad({ dx: 70, dy: 90, lines: false })).toBe(true)
    expect(isTouchpad({ dx: 0, dy: 3, lines: true })).toBe(false)
  })
  it('pans with two fingers and zooms with a pinch', () => {
    expect(wheelOf({ dx: -6, dy: 14 })).toEqual({ kind: 'pan', dx: 6, dy: -14 })
    const pinch = wheelOf({ dy: -8, ctrl: true })
    expect(pinch.kind === 'zoom' && pinch.factor).toBeCloseTo(Math.exp(0.08))
    expect(wheelOf({ dy: 14 }, { ...hand, touchpad: 'off' }).kind).toBe('zoom')
    expect(wheelOf({}, { ...hand, touchpad: 'pan' }).kind).toBe('pan')
  })
  it('keeps panning through one large step in the middle of a gesture', () => {
    const turn = createWheel()
    expect(turn({ ...notch, dy: 8 }, hand).kind).toBe('pan')
    expect(turn({ ...notch, dy: 120, time: 30 }, hand).kind).toBe('pan')
    expect(turn({ ...notch, dy: 120, time: 1000 }, hand).kind).toBe('zoom')
  })
})
