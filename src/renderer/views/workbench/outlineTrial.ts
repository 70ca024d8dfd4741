// Simplifying and smoothing are tried out on the picture first: nothing is stored until it is applied.
import type { Annotation } from '../../../shared/annotation/model.ts'
import { canRefine, type Refinement, shapeVertexCount } from '../../../shared/geometry/refine.ts'
import type { Session } from '../../document/session.ts'
import { updateDiff } from '../../tools/diffs.ts'
import { refinedRecords } from '../../tools/outlineDiffs.ts'
import type { DeskViewStore } from './deskView.ts'

/** `step` is a place in STEPS of the kind. */
export type Trial = {
  readonly kind: Refinement['kind']
  readonly step: number
  readonly pairs: readonly (readonly [from: Annotation, to: Annotation])[]
}

/** Image pixels of tolerance, and rounds of cutting corners. */
export const STEPS = {
  simplify: [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64],
  smooth: [1, 2, 3, 4],
} as const
const FIRST = { simplify: 3, smooth: 1 } as const

export const wishOf = (kind: Trial['kind'], step: number): Refinement => {
  const value = STEPS[kind][step] ?? STEPS[kind][0]
  return kind === 'simplify' ? { kind, tolerance: value } : { kind, rounds: value }
}

/** Null when nothing selected can be refined. */
export function startTrial(session: Session, view: DeskViewStore, kind: Trial['kind']): boolean {
  return showTrial(session, view, kind, FIRST[kind])
}

function showTrial(session: Session, view: DeskViewStore, kind: Trial['kind'], wanted: number): boolean {
  const step = Math.max(0, Math.min(STEPS[kind].length - 1, wanted))
  const { records, selection } = session.records.getState()
  const pairs = refinedRecords({ annotations: records, selection }, wishOf(kind, step))
  view.setState({ trial: pairs.length > 0 ? { kind, step, pairs } : null })
  return pairs.length > 0
}

export function setTrialStep(session: Session, view: DeskViewStore, step: number): void {
  const { trial } = view.getState()
  if (trial) showTrial(session, view, trial.kind, step)
}

export function applyTrial(session: Session, view: DeskViewStore): void {
  const { trial } = view.getState()
  if (!trial) return
  const changed = trial.pairs.filter(([from, to]) => JSON.stringify(from.shape) !== JSON.stringify(to.shape))
  view.setState({ trial: null })
  session.commit(updateDiff(changed), `outline.${trial.kind}`)
}

export function trialCounts({ pairs }: Trial): { before: number; after: number } {
  const count = (a: Annotation) => (a.shape && canRefine(a.shape) ? shapeVertexCount(a.shape) : 0)
  return {
    before: pairs.reduce((sum, [from]) => sum + count(from), 0),
    after: pairs.reduce((sum, [, to]) => sum + count(to), 0),
  }
}
