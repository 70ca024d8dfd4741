import { expect, it } from 'vitest'
import { byteSize, duration } from './format.ts'
import { formatRoute, parseRoute, projectRoute } from './route.ts'

it('comes back to the same place from the address', () => {
  for (const route of [
    { screen: 'start' as const },
    projectRoute('p1', 'items', 'i 1/2'),
    projectRoute('p1', 'items'),
    projectRoute('p1', 'export'),
  ])
    expect(parseRoute(formatRoute(route))).toEqual(route)
})
it('takes a strange address for the nearest place', () => {
  expect(parseRoute('#/nowhere')).toEqual({ screen: 'start' })
  expect(parseRoute('#/p/x/unknown/y')).toEqual(projectRoute('x', 'items', 'y'))
  expect(parseRoute('#/p/x/check/y')).toEqual(projectRoute('x', 'check'))
})
it('writes sizes and times for people', () => {
  expect([byteSize(999), byteSize(1536), byteSize(2 ** 30 * 250)]).toEqual(['999 B', '1.5 KB', '250 GB'])
  expect([duration(65), duration(7205), duration(-1)]).toEqual(['1:05', '2:00:05', '0:00'])
})
