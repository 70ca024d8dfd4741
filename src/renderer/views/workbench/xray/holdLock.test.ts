import { expect, it } from 'vitest'
import { viewingSchema } from '../../../../shared/contract/viewing.ts'
import { type Console, press, putBack, RESTING, release, shownOf, standard, takeUses } from './holdLock.ts'

const T = Date.UTC(2026, 0, 1)
const facts = (c: { uses: Console['uses'] }) => c.uses.map((u) => [u.function, u.ms, u.how])

it('a held function is there while the key is down, and gone after', () => {
  const down = press(RESTING, 'neg', T)
  expect(shownOf(down)).toEqual(['neg'])
  const up = release(down, 'neg', T + 900)
  expect(shownOf(up)).toEqual([])
  expect(facts(up)).toEqual([['neg', 900, 'hold']])
})
it('a short press stays, another one ends it, and the time in between is one use', () => {
  const locked = release(press(RESTING, 'o2', T), 'o2', T + 100)
  expect(shownOf(locked)).toEqual(['o2'])
  expect(locked.uses).toEqual([])
  const off = release(press(locked, 'o2', T + 5000), 'o2', T + 5100)
  expect(shownOf(off)).toEqual([])
  expect(facts(off)).toEqual([['o2', 5100, 'lock']])
})
it('a look at something else comes back to what was locked', () => {
  const locked = release(press(RESTING, 'o2', T), 'o2', T + 50)
  const looking = press(locked, 'os', T + 1000)
  expect(shownOf(looking)).toEqual(['os'])
  const back = release(looking, 'os', T + 2000)
  expect(shownOf(back)).toEqual(['o2'])
  expect(facts(back)).toEqual([
    ['o2', 1000, 'lock'],
    ['os', 1000, 'hold'],
  ])
})
it('functions of different groups lock together; standard ends all at once', () => {
  const both = release(press(release(press(RESTING, 'o2', T), 'o2', T + 50), 'edge', T + 100), 'edge', T + 150)
  expect(shownOf(both)).toEqual(['o2', 'edge'])
  const plain = standard(both, T + 1000)
  expect(shownOf(plain)).toEqual([])
  expect(facts(plain)).toEqual([
    ['o2', 1000, 'lock'],
    ['edge', 900, 'lock'],
  ])
})
it('a second key takes over; letting the first one go then means nothing', () => {
  const two = press(press(RESTING, 'neg', T), 'high', T + 400)
  expect(shownOf(two)).toEqual(['high'])
  expect(release(two, 'neg', T + 500)).toBe(two)
})
it('a submit takes what was used, also what is still on screen; a failed one gives it back', () => {
  const c = release(press(release(press(RESTING, 'neg', T), 'neg', T + 900), 'low', T + 1000), 'low', T + 1100)
  const { uses, rest } = takeUses(c, T + 3000)
  expect(uses.map((u) => [u.function, u.ms])).toEqual([
    ['neg', 900],
    ['low', 2000],
  ])
  expect(viewingSchema.parse(uses)).toEqual(uses)
  expect(shownOf(rest)).toEqual(['low'])
  expect(takeUses(rest, T + 4000).uses.map((u) => u.ms)).toEqual([1000])
  expect(putBack(rest, uses).uses).toEqual(uses)
})
