import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../ids.ts'
import { type AnnotationDiff, applyDiff, emptyDiff, invertDiff, isEmptyDiff, squashDiffs } from './diff.ts'
import type { Annotation } from './model.ts'

const ids = Array.from({ length: 6 }, newId)
const annotation = (id: string, z: number): Annotation => ({
  id,
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'c',
  shape: { kind: 'point', x: z, y: 0.1 },
  keypoints: null,
  attributes: {},
  z,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})

/** For each id what it becomes: a value, or gone. Turned into diffs that really follow each other. */
const goals = fc.array(
  fc.dictionary(fc.constantFrom(...ids), fc.option(fc.integer({ min: 0, max: 3 })), { maxKeys: 6 }),
  { maxLength: 8 },
)

type Chain = { start: Map<string, Annotation>; diffs: AnnotationDiff[]; end: Map<string, Annotation> }
const chains: fc.Arbitrary<Chain> = goals.map((list) => {
  const start = new Map<string, Annotation>()
  let now = new Map(start)
  const diffs = list.map((goal) => {
    const diff: AnnotationDiff = { added: [], updated: [], removed: [] }
    for (const [id, z] of Object.entries(goal)) {
      const from = now.get(id)
      if (z === null) {
        if (from) diff.removed.push(from)
      } else if (from) {
        if (from.z !== z) diff.updated.push([from, annotation(id, z)])
      } else diff.added.push(annotation(id, z))
    }
    now = applyDiff(now, diff)
    return diff
  })
  return { start, diffs, end: now }
})

const plain = (map: ReadonlyMap<string, Annotation>) => Object.fromEntries(map)
const applyAll = (map: ReadonlyMap<string, Annotation>, diffs: readonly AnnotationDiff[]) =>
  diffs.reduce<ReadonlyMap<string, Annotation>>((m, d) => applyDiff(m, d), map)

describe('a diff', () => {
  it('taken back in reverse order leads to the start', () => {
    fc.assert(
      fc.property(chains, ({ start, diffs, end }) => {
        const back = applyAll(end, [...diffs].reverse().map(invertDiff))
        expect(plain(back)).toEqual(plain(start))
      }),
    )
  })

  it('inverted twice is itself', () => {
    fc.assert(
      fc.property(chains, ({ diffs }) => {
        for (const d of diffs) expect(invertDiff(invertDiff(d))).toEqual(d)
      }),
    )
  })

  it('applied twice has the effect of once, and never changes the map it was given', () => {
    fc.assert(
      fc.property(chains, ({ diffs }) => {
        let now: ReadonlyMap<string, Annotation> = new Map()
        for (const d of diffs) {
          const before = plain(now)
          const once = applyDiff(now, d)
          expect(plain(now)).toEqual(before)
          expect(plain(applyDiff(once, d))).toEqual(plain(once))
          now = once
        }
      }),
    )
  })

  it('squashed over any chain has the effect of the chain, forwards and back, and names each id once', () => {
    fc.assert(
      fc.property(chains, ({ start, diffs, end }) => {
        const squashed = diffs.reduce(squashDiffs, emptyDiff)
        expect(plain(applyDiff(start, squashed))).toEqual(plain(end))
        expect(plain(applyDiff(end, invertDiff(squashed)))).toEqual(plain(start))
        const named = [...squashed.added, ...squashed.removed, ...squashed.updated.map(([from]) => from)].map(
          (a) => a.id,
        )
        expect(new Set(named).size).toBe(named.length)
      }),
    )
  })

  it('squashed in any grouping is the same', () => {
    fc.assert(
      fc.property(chains, fc.nat(8), ({ diffs }, cut) => {
        const join = (list: readonly AnnotationDiff[]) => list.reduce(squashDiffs, emptyDiff)
        const sorted = (d: AnnotationDiff) => ({
          added: [...d.added].sort(byId),
          removed: [...d.removed].sort(byId),
          updated: [...d.updated].sort((a, b) => byId(a[0], b[0])),
        })
        expect(sorted(squashDiffs(join(diffs.slice(0, cut)), join(diffs.slice(cut))))).toEqual(sorted(join(diffs)))
      }),
    )
  })

  it('of a change and its undo is empty', () => {
    fc.assert(
      fc.property(chains, ({ diffs }) => {
        for (const d of diffs) expect(isEmptyDiff(squashDiffs(d, invertDiff(d)))).toBe(true)
      }),
    )
    expect(isEmptyDiff(emptyDiff)).toBe(true)
    expect(isEmptyDiff({ ...emptyDiff, added: [annotation(newId(), 0)] })).toBe(false)
  })
})

const byId = (a: Annotation, b: Annotation): number => (a.id < b.id ? -1 : 1)
