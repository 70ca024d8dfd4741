import { expect, test, vi } from 'vitest'
import { createKeyQueue } from './keyQueue.ts'

const later = () => {
  let end: () => void = () => undefined
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { done, end }
}
const turn = () => vi.advanceTimersByTimeAsync(5)

test('keys wait for what an earlier one began and are pressed in their order, each behind the effect of the one before', async () => {
  vi.useFakeTimers()
  const pressed: string[] = []
  const [sign, second] = [later(), later()]
  const queue = createKeyQueue<string>({
    most: 3,
    patience: 1000,
    press(key) {
      pressed.push(key)
      if (key === 'y') queue.hold(second.done)
    },
  })
  expect(queue.takes('a')).toBe(false)
  queue.hold(sign.done, (key) => key === 'next')
  expect(queue.takes('next')).toBe(false)
  expect(['y', 'b', 'next', 'too many'].map((key) => queue.takes(key))).toEqual([true, true, true, true])
  sign.end()
  await turn()
  await turn()
  // The first of them began something of its own; what is pressed meanwhile comes behind.
  expect(pressed).toEqual(['y'])
  second.end()
  for (let i = 0; i < 6; i++) await turn()
  expect(pressed).toEqual(['y', 'b', 'next'])
  expect(queue.takes('free')).toBe(false)
  vi.useRealTimers()
})

test('an answer that never comes takes the keys with it, a failure lets them go on', async () => {
  vi.useFakeTimers()
  const pressed: string[] = []
  const queue = createKeyQueue<string>({ most: 9, patience: 1000, press: (key) => void pressed.push(key) })
  queue.hold(new Promise(() => undefined))
  queue.takes('lost')
  await vi.advanceTimersByTimeAsync(1001)
  expect(queue.takes('free')).toBe(false)
  queue.hold(Promise.reject(new Error('no disk')))
  expect(queue.takes('kept')).toBe(true)
  await vi.advanceTimersByTimeAsync(5)
  expect(pressed).toEqual(['kept'])
  vi.useRealTimers()
})
