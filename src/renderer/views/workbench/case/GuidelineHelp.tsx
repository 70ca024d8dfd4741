// What the guideline says of the question under the hand, below the sheet: of one option while it is chosen or pointed at, else of all.
import { useText, useTitle } from '../../../app/useText.ts'
import type { SheetRow } from './caseFields.ts'

export function GuidelineHelp({ row, option }: { row: SheetRow; option: string | null }) {
  const t = useText()
  const title = useTitle()
  const helps = row.helps ?? {}
  const one = option ?? row.value
  const told = one !== undefined && helps[one] ? [one] : row.options.filter((o) => helps[o])
  if (told.length === 0) return null
  const nameOf = (o: string) => (row.titles[o] ? title(row.titles[o]) : o)
  return (
    <aside
      className="class-help guideline-help"
      aria-label={t('labels.help', { class: title(row.title) })}
      aria-live="polite"
    >
      <div className="class-help-text">
        <b className="small">{title(row.title)}</b>
        {told.map((o) => (
          <p key={o} className="small quiet">
            <b>{nameOf(o)}</b> {helps[o] ? title(helps[o]) : ''}
          </p>
        ))}
      </div>
    </aside>
  )
}
