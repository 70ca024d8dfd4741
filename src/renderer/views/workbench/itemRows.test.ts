import { expect, it } from 'vitest'
import type { ItemPage, ItemRow } from '../../../shared/contract/item.ts'
import { createItemRows, nextRequest, PAGE, type PageRequest } from './itemRows.ts'

const row = (n: number): ItemRow => ({
  id: `i${n}`,
  name: `${n}.png`,
  state: 'todo',
  key: String(n),
  width: 1,
  height: 1,
  frames: 1,
  annotations: 0,
  thumbUrl: '',
  updatedAt: null,
})
/** A list of `total` items that answers like the store does. */
function list(total: number) {
  const asked: PageRequest[] = []
  let size = total
  const fetchPage = async (r: PageRequest): Promise<ItemPage> => {
    asked.push(r)
    const end = r.before === undefined ? size : Number(r.before)
    const from =
      r.after !== undefined ? Number(r.after) + 1 : r.before !== undefined ? Math.max(0, end - r.limit) : (r.at ?? 0)
    const to = Math.min(end, from + r.limit)
    const items = Array.from({ length: Math.max(0, to - from) }, (_, i) => row(from + i))
    return { items, next: null, total: size, offset: from }
  }
  return { fetchPage, asked, grow: (n: number) => (size = n) }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

it('goes on by key while scrolling, in both directions, and jumps by position', async () => {
  const far = list(482_650)
  const rows = createItemRows(far.fetchPage)
  rows.ensure(0, 40)
  await settle()
  expect(rows.getState().total).toBe(482_650)
  rows.ensure(90, 130)
  await settle()
  expect(far.asked.at(-1)).toEqual({ after: '99', limit: PAGE })
  rows.ensure(300_000, 300_040)
  await settle()
  expect(far.asked.at(-1)?.at).toBeTypeOf('number')
  for (let i = 300_000; i < 300_040; i++) expect(rows.getState().rows.get(i)?.id).toBe(`i${i}`)
  const first = Math.min(...[...rows.getState().rows.keys()].filter((i) => i > 1000))
  rows.ensure(first - 20, first + 10)
  await settle()
  expect(far.asked.at(-1)?.before).toBe(String(first))
  expect(rows.getState().rows.get(first - 20)?.id).toBe(`i${first - 20}`)
})

it('asks nothing when all is known, and nothing beyond the end', async () => {
  const far = list(30)
  const rows = createItemRows(far.fetchPage)
  rows.ensure(0, 60)
  await settle()
  const { length } = far.asked
  rows.ensure(0, 60)
  rows.ensure(10, 30)
  await settle()
  expect(far.asked).toHaveLength(length)
  expect(nextRequest(rows.getState().rows, 0, 30)).toBe(null)
})

it('keeps memory flat over a long way', async () => {
  const far = list(100_000)
  const rows = createItemRows(far.fetchPage)
  for (let at = 0; at < 20_000; at += 80) {
    rows.ensure(at, at + 80)
    await settle()
  }
  expect(rows.getState().rows.size).toBeLessThanOrEqual(4200)
  expect(rows.getState().rows.has(19_950)).toBe(true)
  expect(rows.getState().rows.has(0)).toBe(false)
})

it('an empty list is an answer', async () => {
  const far = list(0)
  const rows = createItemRows(far.fetchPage)
  rows.ensure(0, 40)
  await settle()
  expect(rows.getState().total).toBe(0)
  expect(far.asked).toHaveLength(1)
})

it('is asked again without going blank, and shows what other people have done since', async () => {
  const far = list(482_650)
  const rows = createItemRows(far.fetchPage)
  rows.ensure(200, 240)
  await settle()
  far.grow(482_651)
  let blank = false
  rows.subscribe((s) => {
    blank ||= s.total === null || !s.rows.has(200)
  })
  await rows.renew()
  await settle()
  expect(rows.getState().total).toBe(482_651)
  for (let i = 200; i < 240; i++) expect(rows.getState().rows.has(i)).toBe(true)
  expect(blank).toBe(false)
})
