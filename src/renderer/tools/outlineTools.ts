// Tools that draw on what is selected: take a ring out of it, add a ring to it, split it along a line.
import { chainTool } from './chainTool.ts'
import { addPartRing, areaOf, cutOutRing, type Outcome, type OutlineScene, splitAlong } from './outlineDiffs.ts'
import type { ToolHost } from './toolMachine.ts'

/** Asked before the first vertex, so that nobody draws for nothing. */
function mayReshape(host: ToolHost): boolean {
  const { frame, writable, annotations, selection } = host.scene()
  const targets = [...selection].flatMap((id) => annotations.get(id) ?? [])
  const refusal = !frame
    ? 'no-image'
    : !writable
      ? 'read-only'
      : targets.length === 0
        ? 'select-first'
        : targets.some((a) => areaOf(a) === null)
          ? 'no-outline'
          : targets.some((a) => a.locked)
            ? 'locked'
            : null
  if (refusal) host.refuse(refusal)
  return refusal === null
}

const keep =
  (change: (points: number[], scene: OutlineScene) => Outcome, mark: string) =>
  (host: ToolHost, points: number[]): boolean => {
    const outcome = change(points, host.scene())
    if (typeof outcome === 'string') {
      host.refuse(outcome)
      return false
    }
    host.diff(outcome.diff, mark)
    host.select(outcome.select)
    return true
  }

const ring = { kind: 'polygon', closed: true, least: 3, may: mayReshape } as const
export const cutOutTool = chainTool({ ...ring, keep: keep(cutOutRing, 'outline.cutOut') })
export const addPartTool = chainTool({ ...ring, keep: keep(addPartRing, 'outline.addPart') })
export const splitTool = chainTool({
  kind: 'polyline',
  closed: false,
  least: 2,
  may: mayReshape,
  keep: keep(splitAlong, 'outline.split'),
})
