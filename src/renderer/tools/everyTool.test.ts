// A hand that does anything at all, with every tool: clicks, drags, keys, a lost pointer, undo in the middle of a gesture.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDiff, invertDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'
import { NO_PREVIEW, type ToolId } from './toolMachine.ts'
import { TOOLS } from './tools.ts'

const objects: readonly Annotation[] = [
  benchAnnotation({ kind: 'box', x: 10, y: 10, width: 40, height: 30 }),
  benchAnnotation({
    kind: 'polygon',
    parts: [{ outer: [60, 10, 110, 10, 110, 50, 60, 50], holes: [[70, 20, 70, 30, 80, 30, 80, 20]] }],
  }),
  benchAnnotation({ kind: 'polygon', parts: [{ outer: [110, 10, 150, 10, 150, 50, 110, 50], holes: [] }] }),
  benchAnnotation({ kind: 'mask', x: 20, y: 60, width: 30, height: 20, counts: [0, 600] }),
  benchAnnotation({ kind: 'oriented', cx: 100, cy: 75, width: 50, height: 20, angle: 30 }),
  benchAnnotation({ kind: 'ellipse', cx: 160, cy: 75, rx: 25, ry: 15, angle: 20 }),
  benchAnnotation({ kind: 'polyline', points: [150, 5, 190, 20, 160, 40] }, { locked: true }),
]

const place = fc.record({ x: fc.integer({ min: -10, max: 210 }), y: fc.integer({ min: -10, max: 110 }) })
const inside = fc.record({ x: fc.integer({ min: 55, max: 158 }), y: fc.integer({ min: 5, max: 95 }) })
/** A drag from one to the other goes round what is bright. */
const upperLeft = fc.record({ x: fc.integer({ min: 45, max: 59 }), y: fc.integer({ min: 5, max: 19 }) })
const lowerRight = fc.record({ x: fc.integer({ min: 141, max: 158 }), y: fc.integer({ min: 81, max: 95 }) })
const keys = ['Enter', 'Escape', 'Backspace', 'Delete', 'Ctrl+D', 'Ctrl+A', 'ArrowLeft', 'X', '0', '1', '2'] as const
const held = fc.record({ shift: fc.boolean(), alt: fc.boolean(), ctrl: fc.boolean() })
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('click' as const), at: place, held }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('drag' as const), at: place, to: place, held }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('down' as const), at: place, held }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), at: place, held }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('up' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('double' as const), at: place }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('key' as const), key: fc.constantFrom(...keys) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lost' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('select' as const), n: fc.nat(objects.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const) }) },
  // What the tools that change a polygon, and the assists, need before they store anything.
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('outline' as const), places: fc.tuple(inside, inside, inside) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cross' as const), y: fc.integer({ min: 12, max: 48 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('accept' as const), at: upperLeft, to: lowerRight }) },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

const bright = (x: number, y: number) => x >= 60 && x < 140 && y >= 20 && y < 80

/** What a store would do with each diff: what it takes away or replaces must be what is there. */
function watched(id: ToolId): ToolBench {
  const b = new ToolBench([...objects], { snapping: true, sharing: true })
  b.values = {
    bounds: { x: 0, y: 0, width: 200, height: 100 },
    channels: 1,
    samples: Uint16Array.from({ length: 20_000 }, (_, i) => (bright(i % 200, Math.floor(i / 200)) ? 30_300 : 30_000)),
  }
  const { diff } = b.host
  b.host.diff = (d, mark) => {
    for (const from of [...d.removed, ...d.updated.map(([before]) => before)])
      expect(b.scene.annotations.get(from.id), `${mark} starts from what is stored`).toEqual(from)
    for (const { id: added } of d.added) expect(b.scene.annotations.has(added)).toBe(false)
    expect(d.added.length + d.removed.length + d.updated.length, `${mark} changes something`).toBeGreaterThan(0)
    diff(d, mark)
  }
  return b.tool(id).setOptions({ cell: 10, size: 6 })
}

function undo(b: ToolBench): void {
  const last = b.diffs.pop()
  if (last) b.set({ annotations: applyDiff(b.scene.annotations, invertDiff(last.diff)) })
}

async function perform(b: ToolBench, a: Act): Promise<void> {
  if (a.do === 'click') b.click(a.at.x, a.at.y, a.held)
  else if (a.do === 'drag') b.drag([a.at.x, a.at.y], [a.to.x, a.to.y], a.held)
  else if (a.do === 'down') b.down(a.at.x, a.at.y, a.held)
  else if (a.do === 'move') b.move(a.at.x, a.at.y, a.held)
  else if (a.do === 'up') b.up()
  else if (a.do === 'double') b.doubleClick(a.at.x, a.at.y)
  else if (a.do === 'key') b.key(a.key)
  else if (a.do === 'lost') b.cancelPointer()
  else if (a.do === 'undo') undo(b)
  else if (a.do === 'select') b.select(objects[a.n]!)
  else if (a.do === 'outline') {
    b.select(objects[1]!)
    for (const { x, y } of a.places) b.click(x, y)
    await b.answered()
    b.key('Enter')
  } else if (a.do === 'cross') b.select(objects[1]!).click(56, a.y).click(115, a.y).key('Enter')
  else if (a.do === 'accept') {
    b.drag([a.at.x, a.at.y], [a.to.x, a.to.y])
    await b.answered()
    b.key('Enter')
  } else await b.answered()
}

const ids = Object.keys(TOOLS) as ToolId[]

describe('every tool, whatever the hand does', () => {
  it.each(ids)('%s stores only what can be stored, and gives everything back', async (id) => {
    let stored = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 24 }), async (acts) => {
        const b = watched(id)
        for (const a of acts) await perform(b, a)
        await b.answered()
        b.check()
        stored += b.diffs.length
        // A lost pointer and Escape end whatever is going on; no preview stays on the picture.
        const before = b.diffs.length
        b.cancelPointer()
        for (let i = 0; i < 4; i++) b.key('Escape')
        await b.answered()
        expect(b.diffs.length, 'giving up stores nothing').toBe(before)
        const { draft, edited, alongside, moving, marquee, painting } = b.shown
        expect({ draft, edited, alongside, moving, marquee, painting }).toEqual({
          draft: NO_PREVIEW.draft,
          edited: null,
          alongside: [],
          moving: null,
          marquee: null,
          painting: null,
        })
        while (b.diffs.length > 0) undo(b)
        expect([...b.scene.annotations.values()].sort((p, q) => (p.id < q.id ? -1 : 1))).toEqual(
          [...objects].sort((p, q) => (p.id < q.id ? -1 : 1)),
        )
      }),
      { numRuns: 60 },
    )
    expect(stored, 'the hand did something').toBeGreaterThan(0)
  })
})
