import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Skipped } from '../../../shared/contract/basics.ts'
import { reasonText, useLanguage, useText } from '../../app/useText.ts'
import { toast } from '../../ui/toast.ts'

const SHOWN = 500

type SkippedTableProps = {
  readonly title: string
  readonly skipped: readonly Skipped[]
  /** How a path is told on screen; the copied text has all of it. */
  shown(path: string): string
}

/** Every file that stays out, with its reason; can be filtered and taken along as text. */
export function SkippedTable({ title, skipped, shown }: SkippedTableProps) {
  const t = useText()
  const language = useLanguage()
  const [query, setQuery] = useState('')
  const rows = useMemo(
    () =>
      skipped
        .map((s) => ({ path: s.path, why: reasonText(s.code, s.message, language), code: s.code }))
        .filter((s) => `${s.path} ${s.why} ${s.code}`.toLowerCase().includes(query.trim().toLowerCase())),
    [skipped, language, query],
  )
  if (skipped.length === 0) return null
  const copy = () =>
    navigator.clipboard.writeText(rows.map((s) => `${s.path}\t${s.code}\t${s.why}`).join('\n')).then(
      () => toast(t('app.copied'), 'good'),
      () => toast(t('import.copyFailed'), 'bad'),
    )
  return (
    <div className="column">
      <h2>{title}</h2>
      <div className="row">
        <TextInput
          className="grow"
          aria-label={t('import.filterSkipped')}
          placeholder={t('import.filterSkipped')}
          value={query}
          onChange={(e) => setQuery(e.currentTarget.value)}
        />
        <Button variant="default" onClick={copy}>
          {t('app.copy')}
        </Button>
      </div>
      <div className="framed scroll import-table">
        <table className="grid-table" aria-label={t('import.skippedTable')}>
          <thead>
            <tr>
              <th>{t('import.file')}</th>
              <th>{t('import.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((s) => (
              <tr key={`${s.path}|${s.code}`}>
                <td className="path" title={s.path}>
                  {shown(s.path)}
                </td>
                <td>{s.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN ? (
        <p className="faint small">{t('import.moreRows', { count: rows.length - SHOWN })}</p>
      ) : null}
    </div>
  )
}
