import { expect, it } from 'vitest'
import { freeColour, isTaken } from './freeColour.ts'

const PALETTE = ['#4fb6ff', '#ffb454', '#57cf97']

it('takes the place in the palette while it is free', () => {
  expect(freeColour(PALETTE, 1, ['#4fb6ff'])).toBe('#ffb454')
})
it('passes over a colour that looks like one in use, and gives in when all are taken', () => {
  expect(isTaken('#4fb6ff', ['#56b4e9'])).toBe(true)
  expect(freeColour(PALETTE, 0, ['#56b4e9'])).toBe('#ffb454')
  expect(freeColour(PALETTE, 2, PALETTE)).toBe('#57cf97')
})
