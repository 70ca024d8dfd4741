import type { SheetPreviewShown } from '../../../shared/contract/clinical.ts'
import { useText } from '../../app/useText.ts'
import { FindingLines } from './FindingLines.tsx'

/** More rows without a case than this are only counted. */
const MOST_SHOWN = 100

/** What a sheet would do: rows without a case, findings, values before and after. */
export function SheetChanges({ shown }: { shown: SheetPreviewShown }) {
  const t = useText()
  return (
    <>
      {shown.unmatched.length > 0 ? (
        <details className="notice clinical-details" data-tone="warn">
          <summary>{t('clinical.unmatched', { count: shown.rows - shown.matched })}</summary>
          <p className="small">
            {shown.unmatched
              .slice(0, MOST_SHOWN)
              .map((u) => t('clinical.unmatched.row', { row: u.row, id: u.id }))
              .join(', ')}
          </p>
        </details>
      ) : null}
      {shown.findings.length > 0 ? (
        <details className="notice clinical-details">
          <summary>
            {t('clinical.findings')} <b className="numbers">{shown.findings.length}</b>
          </summary>
          <FindingLines
            findings={shown.findings.slice(0, MOST_SHOWN).map((f) => ({ ...f, message: `${f.item}: ${f.message}` }))}
          />
        </details>
      ) : null}
      {shown.changes.length === 0 ? (
        <p className="quiet">{t('clinical.changes.none')}</p>
      ) : (
        <>
          {shown.changes.length < shown.values ? (
            <p className="faint small">{t('clinical.changes.more', { count: shown.changes.length })}</p>
          ) : null}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
          <section className="framed scroll clinical-changes" tabIndex={0} aria-label={t('clinical.changes')}>
            <table className="grid-table">
              <thead>
                <tr>
                  <th scope="col">{t('clinical.case')}</th>
                  <th scope="col">{t('clinical.variable')}</th>
                  <th scope="col">{t('clinical.from')}</th>
                  <th scope="col">{t('clinical.to')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.changes.map((c) => (
                  <tr key={`${c.item} ${c.variable}`}>
                    <td>{c.item}</td>
                    <td>
                      {c.variable} <span className="faint small">{t(`clinical.var.${c.variable}`)}</span>
                    </td>
                    <td className="quiet">{c.from ?? t('clinical.fresh')}</td>
                    <td>{c.to}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </>
  )
}
