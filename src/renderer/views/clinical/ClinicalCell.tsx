import { useEffect, useState } from 'react'
import type { ClinicalRow } from '../../../shared/contract/clinical.ts'
import { CLINICAL_CHOICES, type ClinicalVariable } from '../../../shared/domains/mammography/clinical.ts'
import { useText } from '../../app/useText.ts'
import { type Cell, type Move, readPress } from './gridKeys.ts'

const listId = (variable: string): string => `clinical-choices-${variable}`

/** Once for the whole table. */
export const CellChoices = () =>
  Object.entries(CLINICAL_CHOICES).map(([variable, options]) => (
    <datalist key={variable} id={listId(variable)}>
      {options.map((o) => (
        <option key={o} value={o} />
      ))}
    </datalist>
  ))

type CellProps = {
  readonly cell: Cell
  readonly row: ClinicalRow
  readonly variable: ClinicalVariable
  readonly able: boolean
  onFocus(cell: Cell): void
  onMove(cell: Cell, move: Move): void
  onUndo(): void
  /** False when it could not be kept. */
  onKeep(value: string): Promise<boolean>
}

export function ClinicalCell(p: CellProps) {
  const t = useText()
  const kept = p.row.values?.[p.variable] ?? ''
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  const findings = p.row.findings.filter((f) => f.variables.includes(p.variable))
  const dated = p.row.dated.includes(p.variable)
  const dirty = text.trim() !== kept
  const keep = async () => {
    if (dirty && !(await p.onKeep(text.trim()))) setText(kept)
  }
  return (
    <td data-finding={findings[0]?.severity} data-dated={dated || undefined}>
      <input
        data-cell={`${p.cell.row}-${p.cell.column}`}
        className="clinical-cell"
        aria-label={
          t('clinical.cell', { item: p.row.item, variable: t(`clinical.var.${p.variable}`) }) +
          (dated ? `, ${t('clinical.dated')}` : '')
        }
        aria-invalid={findings.some((f) => f.severity === 'error') || undefined}
        title={[...findings.map((f) => f.message), ...(dated ? [t('clinical.dated')] : [])].join('\n') || undefined}
        list={CLINICAL_CHOICES[p.variable] ? listId(p.variable) : undefined}
        readOnly={!p.able}
        value={text}
        maxLength={1000}
        data-dirty={dirty || undefined}
        onChange={(e) => setText(e.currentTarget.value)}
        onFocus={(e) => {
          e.currentTarget.select()
          p.onFocus(p.cell)
        }}
        onBlur={() => void keep()}
        onKeyDown={(e) => {
          const { selectionStart: from, selectionEnd: to, value } = e.currentTarget
          const whole = from === 0 && to === value.length
          const meant = readPress({
            key: e.key,
            shiftKey: e.shiftKey,
            ctrlKey: e.ctrlKey || e.metaKey,
            altKey: e.altKey,
            composing: e.nativeEvent.isComposing,
            atStart: whole || (from === 0 && to === 0),
            atEnd: whole || (from === value.length && to === value.length),
            dirty,
          })
          if (meant === null) return
          e.preventDefault()
          e.stopPropagation()
          if (meant === 'revert') setText(kept)
          else if (meant === 'undo') p.onUndo()
          else {
            // A page turns the cells away before they can lose the focus.
            if (meant === 'pageUp' || meant === 'pageDown') void keep()
            const before = e.currentTarget
            p.onMove(p.cell, meant)
            // At the edge the focus stays, and the value is kept all the same.
            if (document.activeElement === before) void keep()
          }
        }}
      />
    </td>
  )
}
