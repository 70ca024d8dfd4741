// The cross-check as the agreement page shows it: figures, tables of who said what, and the items that differ or wait.
import type { AgreeAsked, AgreeResult, AgreeRow } from '../../shared/contract/agree.ts'
import { AGREEMENT_STATES, type AgreementState } from '../../shared/review/policy.ts'
import { agreementOf, pairChooser } from '../review/itemAgreement.ts'
import type { Sight } from '../store/blind.ts'
import { row } from '../store/db.ts'
import type { OpenProject } from '../store/open.ts'
import { agreeOn, chooserOf } from './agree.ts'
import type { JobControl } from './runner.ts'

const LISTED = 2000
/** Cells of one table that a window gets, the fullest first. */
const CELLS = 400

export async function crossCheck(
  project: OpenProject,
  { a, b, iou, where }: AgreeAsked,
  sight: Sight,
  control: JobControl,
): Promise<AgreeResult> {
  const { db } = project
  const paired = a === null || b === null
  const choose = paired ? pairChooser(db) : chooserOf(project, `${a},${b}`)
  const rows: AgreeRow[] = []
  const states = new Map<AgreementState, number>()
  let rowsTotal = 0
  const tally = await agreeOn(project, {
    ...control,
    choose,
    iou,
    where: where ?? null,
    sight,
    onItem({ readings, ...counts }) {
      // The state needs the other reading's words again only where something differs.
      const state = paired ? agreementOf(db, readings, iou).state : null
      if (state) states.set(state, (states.get(state) ?? 0) + 1)
      if (counts.agreed && state !== 'settled') return
      rowsTotal++
      if (rows.length < LISTED) rows.push({ ...counts, state })
    },
  })
  const items = row<{ n: number }>(db, `SELECT count(*) AS n FROM items WHERE state <> 'excluded'`)?.n ?? 0
  if (paired && !where) states.set('reading', Math.max(0, items - tally.items))
  const { matched, onlyA, onlyB, labelMismatch, attributeMismatch, agreed, agreement, kappa, meanIou } = tally
  return {
    items: tally.items,
    agreed,
    matched,
    onlyA,
    onlyB,
    labelMismatch,
    attributeMismatch,
    agreement,
    kappa,
    meanIou,
    perClass: tally.perClass(),
    matrices: tally.questions().map((question) => ({
      question,
      cells: tally
        .matrix(question)
        .sort((p, q) => q.count - p.count)
        .slice(0, CELLS),
    })),
    states: paired ? AGREEMENT_STATES.map((state) => ({ state, items: states.get(state) ?? 0 })) : [],
    rows,
    rowsTotal,
  }
}
