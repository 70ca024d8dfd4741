// A page of cases with a cell for each variable; the case of the cell in focus is told in full beside it.
import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { CLINICAL_ONLY, type ClinicalRow } from '../../../shared/contract/clinical.ts'
import { CLINICAL_VARIABLES, type ClinicalVariable } from '../../../shared/domains/mammography/clinical.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../app/useQuery.ts'
import { sayNow, useText } from '../../app/useText.ts'
import { FaultNotice, Waiting } from '../../ui/states.tsx'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { CaseDetail } from './CaseDetail.tsx'
import { CellChoices, ClinicalCell } from './ClinicalCell.tsx'
import { SeverityIcon } from './FindingLines.tsx'
import { type Cell, stepFrom } from './gridKeys.ts'

/** As many rows as a tall screen shows; the rest comes page by page. */
const ROWS = 20
type Only = (typeof CLINICAL_ONLY)[number]
type Edit = {
  readonly itemId: string
  readonly item: string
  readonly variable: ClinicalVariable
  readonly before: string
}

export function ClinicalTable({ able, onHidden }: { able: boolean; onHidden(): void }) {
  const t = useText()
  const { project } = useProject()
  const [only, setOnly] = useState<Only>('all')
  /** Keys of the pages before this one; the last is where this page begins. */
  const [path, setPath] = useState<readonly (string | null)[]>([null])
  const [changed, setChanged] = useState<ReadonlyMap<string, ClinicalRow>>(new Map())
  const [at, setAt] = useState<Cell | null>(null)
  const edits = useRef<Edit[]>([])
  const grid = useRef<HTMLTableElement>(null)
  const after = path.at(-1) ?? null
  const page = useQuery(`${project.id} ${only} ${after}`, () =>
    api.clinical.page({ projectId: project.id, after, limit: ROWS, only }),
  )
  const isHidden = page.data?.shown === false
  useEffect(() => {
    if (isHidden) onHidden()
  }, [isHidden, onHidden])
  const rows = (page.data?.rows ?? []).map((r) => changed.get(r.itemId) ?? r)
  const current = at ? rows[at.row] : undefined

  const focus = (cell: Cell) => {
    const found = grid.current?.querySelector<HTMLInputElement>(`[data-cell="${cell.row}-${cell.column}"]`)
    found?.focus()
    found?.select()
  }
  const turn = (by: 1 | -1) => {
    if (by === 1 ? !page.data?.next : path.length === 1) return
    setPath(by === 1 ? [...path, page.data?.next ?? null] : path.slice(0, -1))
    setAt(null)
  }
  const keep = async (edit: Edit, value: string): Promise<boolean> => {
    try {
      const { itemId, variable } = edit
      const row = await api.clinical.set({ projectId: project.id, itemId, variable, value })
      setChanged((known) => new Map(known).set(itemId, row))
      return true
    } catch (error) {
      toastFault(error)
      return false
    }
  }
  const takeBack = async () => {
    const last = edits.current.pop()
    if (!last || !(await keep(last, last.before))) return
    toast(sayNow('clinical.undone', { item: last.item, variable: last.variable, value: last.before }))
    const row = rows.findIndex((r) => r.itemId === last.itemId)
    if (row >= 0) focus({ row, column: CLINICAL_VARIABLES.indexOf(last.variable) })
  }
  return (
    <section className="clinical-work" aria-label={t('clinical.table')}>
      <div className="row">
        <SegmentedControl
          aria-label={t('clinical.only')}
          value={only}
          onChange={(v) => {
            setOnly(CLINICAL_ONLY.find((o) => o === v) ?? 'all')
            setPath([null])
            setAt(null)
          }}
          data={CLINICAL_ONLY.map((value) => ({ value, label: t(`clinical.only.${value}`) }))}
        />
        <span className="grow" />
        <span className="quiet numbers">{t('clinical.page', { total: page.data?.total ?? project.counts.items })}</span>
        <Button variant="default" disabled={path.length === 1} onClick={() => turn(-1)}>
          {t('clinical.previous')}
        </Button>
        <Button variant="default" disabled={!page.data?.next} onClick={() => turn(1)}>
          {t('clinical.next')}
        </Button>
      </div>
      <p className="faint small">{t('clinical.keys')}</p>
      {page.fault ? <FaultNotice fault={page.fault} retry={page.reload} /> : null}
      {page.loading ? <Waiting /> : null}
      {page.data && rows.length === 0 && !isHidden ? <p className="quiet">{t(`clinical.none.${only}`)}</p> : null}
      {rows.length > 0 ? (
        <div className="clinical-split">
          <div className="framed scroll clinical-frame">
            <table ref={grid} className="clinical-grid">
              <thead>
                <tr>
                  <th scope="col" className="clinical-name">
                    {t('clinical.case')}
                  </th>
                  <th scope="col" className="clinical-count">
                    {t('clinical.findings')}
                  </th>
                  {CLINICAL_VARIABLES.map((v) => (
                    <th key={v} scope="col">
                      {t(`clinical.var.${v}`)}
                      <span className="faint clinical-printed">{v}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, r) => (
                  <tr key={row.itemId} data-selected={at?.row === r || undefined}>
                    <th scope="row" className="clinical-name cut" title={row.item}>
                      {row.item}
                    </th>
                    <td className="clinical-count">
                      <FindingCount row={row} />
                    </td>
                    {row.values === null ? (
                      <td colSpan={CLINICAL_VARIABLES.length} className="faint clinical-withheld">
                        <span>{t('clinical.reading')}</span>
                      </td>
                    ) : (
                      CLINICAL_VARIABLES.map((variable, column) => (
                        <ClinicalCell
                          key={variable}
                          cell={{ row: r, column }}
                          row={row}
                          variable={variable}
                          able={able}
                          onFocus={setAt}
                          onMove={(cell, move) => {
                            const next = stepFrom(cell, move, { rows: rows.length, columns: CLINICAL_VARIABLES.length })
                            if (typeof next === 'number') turn(next)
                            else focus(next)
                          }}
                          onUndo={() => void takeBack()}
                          onKeep={async (value) => {
                            const edit = {
                              itemId: row.itemId,
                              item: row.item,
                              variable,
                              before: row.values?.[variable] ?? '',
                            }
                            const kept = await keep(edit, value)
                            if (kept) edits.current.push(edit)
                            return kept
                          }}
                        />
                      ))
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
            <CellChoices />
          </div>
          <CaseDetail row={current ?? null} variable={at ? (CLINICAL_VARIABLES[at.column] ?? null) : null} />
        </div>
      ) : null}
    </section>
  )
}

function FindingCount({ row }: { row: ClinicalRow }) {
  const t = useText()
  const [first] = row.findings
  if (!first)
    return (
      <span className="faint">{row.values && Object.keys(row.values).length > 0 ? t('clinical.findings.ok') : ''}</span>
    )
  const worst = row.findings.find((f) => f.severity === 'error') ?? first
  return (
    <span className="row clinical-marks" title={row.findings.map((f) => f.message).join('\n')}>
      <SeverityIcon severity={worst.severity} />
      <span className="numbers">{row.findings.length}</span>
    </span>
  )
}
