import { describe, expect, test } from 'vitest'
import { type Press, readPress, stepFrom } from './gridKeys.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  composing: false,
  atStart: true,
  atEnd: true,
  dirty: false,
  ...more,
})

describe('keys in a cell', () => {
  test.each([
    ['ArrowDown', {}, 'down'],
    ['Enter', {}, 'down'],
    ['Enter', { shiftKey: true }, 'up'],
    ['ArrowLeft', { atStart: false }, null],
    ['ArrowLeft', {}, 'left'],
    ['ArrowRight', { atEnd: false }, null],
    ['Home', {}, null],
    ['Home', { ctrlKey: true }, 'first'],
    ['z', { ctrlKey: true }, 'undo'],
    ['z', { ctrlKey: true, dirty: true }, null],
    ['Escape', {}, 'revert'],
    // The Hangul IME uses Enter and arrows itself; Alt+Down opens the list of choices.
    ['Enter', { composing: true }, null],
    ['ArrowDown', { altKey: true }, null],
    ['a', {}, null],
  ] as const)('%s %o', (key, more, wanted) => expect(readPress(press(key, more))).toBe(wanted))
})

test('the focus stays in the table, and the page keys turn the page', () => {
  const size = { rows: 3, columns: 2 }
  expect(stepFrom({ row: 2, column: 0 }, 'down', size)).toEqual({ row: 2, column: 0 })
  expect(stepFrom({ row: 1, column: 0 }, 'up', size)).toEqual({ row: 0, column: 0 })
  expect(stepFrom({ row: 1, column: 0 }, 'last', size)).toEqual({ row: 1, column: 1 })
  expect(stepFrom({ row: 1, column: 1 }, 'pageDown', size)).toBe(1)
  expect(stepFrom({ row: 1, column: 1 }, 'pageUp', size)).toBe(-1)
})
