import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  annotationOf,
  handOn,
  namesOf,
  sourceOf,
  type TempProject,
  tempProject,
} from '../../../test/harness/tempProject.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { newId } from '../../shared/ids.ts'
import { importDocument } from './documents.ts'
import {
  findItemsByName,
  getItem,
  insertItems,
  itemNeighbours,
  iterateItems,
  pageItems,
  setItemState,
} from './items.ts'
import { sortKey } from './names.ts'
import { newestRound } from './rounds.ts'
import { listSources } from './sources.ts'
import { createUser } from './users.ts'
import { parseWhere } from './where.ts'

const codeOf = (fn: () => unknown): string => {
  try {
    fn()
  } catch (error) {
    if (error instanceof PandokError) return error.code
    throw error
  }
  return 'no error'
}

describe('natural order', () => {
  const byKey = (names: string[]) => [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))

  it('puts numbers in order whatever their length, ignores case, and keeps folders together', () => {
    const ordered = [
      'a/1.png',
      'a/2.png',
      'a/10.png',
      'a-b/1.png',
      'img2.png',
      'IMG3.png',
      'img10.png',
      'img12345678901234567890.png',
      '가1',
      '나1',
    ]
    expect(byKey([...ordered].reverse())).toEqual(ordered)
    expect(sortKey('img007')).toBe(sortKey('img7'))
    expect(sortKey('가')).toBe(sortKey('가'.normalize('NFD')))
    expect(sortKey('x0')).not.toBe(sortKey('x'))
  })

  it('is the order of the numbers for any two of them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), fc.bigInt({ min: 0n, max: 10n ** 60n }), (a, b) => {
        expect(sortKey(`s${a}.png`) < sortKey(`s${b}.png`)).toBe(a < b)
      }),
    )
  })
})

describe('the filter language', () => {
  it('reads words, fields, quotes and negation', () => {
    expect(parseWhere('  scan state:todo -class:"hand gun" "two words" no:annotations -"x y" ')).toEqual([
      { field: 'word', value: 'scan', negate: false },
      { field: 'state', value: 'todo', negate: false },
      { field: 'class', value: 'hand gun', negate: true },
      { field: 'word', value: 'two words', negate: false },
      { field: 'no', value: 'annotations', negate: false },
      { field: 'word', value: 'x y', negate: true },
    ])
    expect(parseWhere('path:/a/*:b')).toEqual([{ field: 'path', value: '/a/*:b', negate: false }])
    expect(parseWhere('')).toEqual([])
  })

  it('refuses what it does not understand instead of finding nothing', () => {
    for (const text of [
      'stat:todo',
      'state:',
      'state:open',
      'has:boxes',
      'round:0',
      'round:x',
      '"open',
      'a"b',
      '-',
      'class:""',
    ])
      expect([text, codeOf(() => parseWhere(text))]).toEqual([text, 'bad-request'])
  })

  it('never fails in any other way, and never reaches SQL as text', () => {
    const temp = tempProject()
    temp.addItems('a.png')
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^-?(class|path|author|state)?:?["'%;() a-z*[\]]*$/)),
        (text) => {
          const code = codeOf(() => pageItems(temp.project.db, { where: text, limit: 1 }))
          expect(['no error', 'bad-request']).toContain(code)
        },
      ),
      { numRuns: 300 },
    )
    expect(pageItems(temp.project.db, { where: `"'; DROP TABLE items; --"`, limit: 1 }).total).toBe(0)
    expect(pageItems(temp.project.db, { limit: 1 }).total).toBe(1)
    return temp.remove()
  })
})

describe('the item list', () => {
  let temp: TempProject
  const names = Array.from({ length: 57 }, (_, i) => `b${i % 3}/img${i}.png`)
  const inOrder = [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  beforeAll(() => {
    temp = tempProject()
    temp.addItems(...names)
  })
  afterAll(() => temp.remove())

  it('pages forwards and backwards over everything, with total and position', () => {
    const forwards: string[] = []
    let after: string | null = null
    do {
      const page = pageItems(temp.project.db, { after, limit: 10 })
      expect([page.total, page.offset]).toEqual([57, forwards.length])
      forwards.push(...page.items.map((i) => i.name))
      after = page.next
    } while (after !== null)
    expect(forwards).toEqual(inOrder)
    const backwards: string[] = []
    let before = pageItems(temp.project.db, { at: 56, limit: 1 }).items[0]?.key ?? ''
    for (;;) {
      const page = pageItems(temp.project.db, { before, limit: 10 })
      if (page.items.length === 0) break
      backwards.unshift(...page.items.map((i) => i.name))
      expect(page.offset).toBe(56 - backwards.length)
      before = page.items[0]?.key ?? ''
    }
    expect(backwards).toEqual(inOrder.slice(0, -1))
  })

  it('jumps to any position, also under a filter and behind the end', () => {
    for (const where of ['', 'b1']) {
      const all = namesOf(temp, where)
      for (const at of [0, 1, all.length >> 1, all.length - 1, all.length, 500]) {
        const page = pageItems(temp.project.db, { where, at, limit: 3 })
        expect(page.items.map((i) => i.name)).toEqual(all.slice(at, at + 3))
        expect([page.total, page.offset]).toEqual([all.length, Math.min(at, all.length)])
        expect(page.next === null).toBe(at + 3 >= all.length)
      }
    }
  })

  it('knows the neighbours, also of an item that does not match the filter', () => {
    const { db } = temp.project
    const item = pageItems(db, { at: 20, limit: 1 }).items[0]
    const found = itemNeighbours(db, item?.id ?? '')
    expect([found.previous?.name, found.next?.name, found.index, found.total]).toEqual([
      inOrder[19],
      inOrder[21],
      20,
      57,
    ])
    setItemState(temp.project.writable(), item?.id ?? '', 'done', temp.ctx())
    const filtered = itemNeighbours(db, item?.id ?? '', 'state:todo')
    expect([filtered.previous?.name, filtered.next?.name, filtered.index, filtered.total]).toEqual([
      inOrder[19],
      inOrder[21],
      20,
      56,
    ])
    expect(namesOf(temp, 'state:done')).toEqual([inOrder[20]])
    expect(namesOf(temp, '-state:todo')).toEqual([inOrder[20]])
    const first = pageItems(db, { limit: 1 }).items[0]
    expect(itemNeighbours(db, first?.id ?? '').previous).toBe(null)
    expect(codeOf(() => itemNeighbours(db, 'gone'))).toBe('not-found')
    expect(codeOf(() => pageItems(db, { after: 'x', limit: 1 }))).toBe('bad-request')
  })

  it('walks everything while people go on working', () => {
    const seen: string[] = []
    for (const item of iterateItems(temp.project.db)) {
      if (seen.length === 3) temp.addItems('b2/zz-later.png')
      seen.push(item.name)
    }
    expect(seen).toEqual(inOrder)
    expect(namesOf(temp, 'zz-later')).toEqual(['b2/zz-later.png'])
  })
})

describe('filters', () => {
  let temp: TempProject
  beforeEach(() => {
    temp = tempProject()
  })
  afterEach(() => temp.remove())

  it('find a reading by its reader, also when somebody else brought it in', () => {
    const [a = ''] = temp.addItems('x/a.png', 'x/b.png')
    const lee = createUser(temp.project.writable(), { login: 'lee', name: 'Lee', colour: '#000000' }, temp.ctx())
    const db = temp.project.writable()
    const roundId = newestRound(db).id
    importDocument(
      db,
      { itemId: a, roundId, authorId: lee.id, annotations: [annotationOf()], mark: 'labels' },
      temp.ctx(),
    )
    expect(pageItems(temp.project.db, { where: 'author:lee', limit: 9 }).items.map((i) => i.name)).toEqual(['x/a.png'])
  })

  it('find by word, state, class, author, round, path and their opposites', () => {
    const [a = '', b = '', c = ''] = temp.addItems('x/A 가방.png', 'y/b.png', 'y/c.png')
    const lee = createUser(temp.project.writable(), { login: 'Lee', name: 'Lee', colour: '#000000' }, temp.ctx())
    const cat = annotationOf()
    const onA = handOn(temp, a)
    onA.apply({ added: [cat] })
    handOn(temp, b).apply({ added: [annotationOf({ classId: 'dog' })] }, undefined, { ctx: { authorId: lee.id } })
    expect(getItem(temp.project.db, c)?.state).toBe('todo')
    const cases: Record<string, string[]> = {
      '': ['x/A 가방.png', 'y/b.png', 'y/c.png'],
      'a 가방': ['x/A 가방.png'],
      ['가방'.normalize('NFD')]: ['x/A 가방.png'],
      '"a 가"': ['x/A 가방.png'],
      'y/': ['y/b.png', 'y/c.png'],
      '-y/': ['x/A 가방.png'],
      'has:annotations': ['x/A 가방.png', 'y/b.png'],
      'no:annotations': ['y/c.png'],
      '-has:annotations': ['y/c.png'],
      'class:cat': ['x/A 가방.png'],
      'class:ca': [],
      '-class:cat': ['y/b.png', 'y/c.png'],
      'class:cat class:dog': [],
      'author:lee': ['y/b.png'],
      'author:LEE': ['y/b.png'],
      'author:nobody': [],
      '-author:nobody': ['x/A 가방.png', 'y/b.png', 'y/c.png'],
      '-author:kim': ['y/b.png', 'y/c.png'],
      'round:1': ['x/A 가방.png', 'y/b.png'],
      'round:2': [],
      'path:*/y/*': ['y/b.png', 'y/c.png'],
      '-path:/data/x/*': ['y/b.png', 'y/c.png'],
      'state:working -class:dog': ['x/A 가방.png'],
    }
    for (const [where, expected] of Object.entries(cases))
      expect([where, namesOf(temp, where)]).toEqual([where, expected])
    onA.apply({ updated: [[cat, { ...cat, classId: 'dog' }]] })
    expect([namesOf(temp, 'class:cat'), namesOf(temp, 'class:dog')]).toEqual([[], ['x/A 가방.png', 'y/b.png']])
  })
})

describe('names in foreign labels', () => {
  let temp: TempProject
  beforeAll(() => {
    temp = tempProject()
    const put = (name: string, path: string) => ({
      id: newId(),
      name,
      slots: [{ slot: 'image', source: sourceOf(name, { path }) }],
    })
    insertItems(
      temp.project.writable(),
      [
        put('scan 1', '/d/train/001.png'),
        put('scan 2', '/d/val/001.png'),
        put('scan 3', '/d/val/한글.jpeg'),
        put('scan 4', '/d/val/noending'),
        put('002.png', '/d/x/other.tif'),
        put('v1.2', '/d/x/v1.2.png'),
      ],
      temp.ctx(),
    )
  })
  afterAll(() => temp.remove())

  it.each([
    ['scan 1', ['scan 1']],
    ['002.png', ['002.png']],
    ['train/001.png', ['scan 1']],
    ['./val/001.png', ['scan 2']],
    ['val\\001.PNG', ['scan 2']],
    ['001.png', ['scan 1', 'scan 2']],
    ['val/001', ['scan 2']],
    ['val/001.jpg', ['scan 2']],
    ['한글.jpeg'.normalize('NFD'), ['scan 3']],
    ['한글', ['scan 3']],
    ['noending.png', ['scan 4']],
    ['v1.2', ['v1.2']],
    ['elsewhere/001.png', ['scan 1', 'scan 2']],
    ['images/all/val/001.txt', ['scan 2']],
    ['1.png', []],
    ['', []],
  ])('%s means %j', (name, expected) => {
    expect(findItemsByName(temp.project.db, name).map((i) => i.name)).toEqual(expected)
  })

  it('keeps items and sources whole, and a repeated batch changes nothing', () => {
    const before = [...listSources(temp.project.db)]
    const item = getItem(temp.project.db, findItemsByName(temp.project.db, 'scan 3')[0]?.id ?? '')
    expect(item?.slots.map((s) => [s.slot, s.source.path])).toEqual([['image', '/d/val/한글.jpeg']])
    const again = [...iterateItems(temp.project.db)]
    expect(insertItems(temp.project.writable(), again, temp.ctx())).toBe(0)
    expect([...listSources(temp.project.db)]).toEqual(before)
  })
})
