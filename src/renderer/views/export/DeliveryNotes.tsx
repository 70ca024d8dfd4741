// What a delivery says of itself besides counts: how patients are parted, with the proof, and in which window pictures were drawn.
import type { ExportReport, SplitReport } from '../../../shared/contract/job.ts'
import { isResult, RESULT_TITLES } from '../../../shared/domains/mammography/levels.ts'
import { useText, useTitle } from '../../app/useText.ts'

export function DeliveryNotes({ report }: { report: ExportReport }) {
  return (
    <>
      {report.parts ? <Parts parts={report.parts} /> : null}
      {report.split ? <Split split={report.split} /> : null}
      {report.windows.length > 0 ? <Windows windows={report.windows} file={tableOf(report.files)} /> : null}
    </>
  )
}

function Parts({ parts }: { parts: NonNullable<ExportReport['parts']> }) {
  const t = useText()
  return (
    <section aria-label={t('export.split')}>
      <h2>{t('export.split')}</h2>
      <div className="state-bar" aria-hidden>
        <span style={{ flex: parts.train, background: 'var(--accent)' }} />
        <span style={{ flex: parts.validation, background: 'var(--text-3)' }} />
      </div>
      <p className="numbers">{t('export.parts', { ...parts, seed: String(parts.seed) })}</p>
    </section>
  )
}

function Split({ split }: { split: SplitReport }) {
  const t = useText()
  const title = useTitle()
  const folds = Array.from({ length: split.folds }, (_, i) => `fold ${i + 1}`)
  const whole = split.patientsInTwoParts === 0
  return (
    <section aria-label={t('export.split')}>
      <h2>{t('export.split')}</h2>
      <p className={whole ? 'ok' : 'bad'}>
        {whole
          ? t('export.split.whole', { patients: split.patients })
          : t('export.split.broken', { count: split.patientsInTwoParts })}{' '}
        <span className="quiet">
          {t('export.split.how', {
            validation: Math.round(split.validation * 100),
            folds: split.folds,
            seed: String(split.seed),
          })}
        </span>
      </p>
      <div className="framed scroll">
        <table className="grid-table split-table">
          <thead>
            <tr>
              <th scope="col">{t('export.split.group')}</th>
              <th scope="col">{t('export.split.train')}</th>
              <th scope="col">{t('export.split.validation')}</th>
              {folds.map((f, i) => (
                <th key={f} scope="col">
                  {t('export.split.fold', { number: i + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(split.groups).map(([group, counts]) => (
              <tr key={group} className="numbers">
                <th scope="row">{isResult(group) ? title(RESULT_TITLES[group]) : t('export.split.unknown')}</th>
                {['train', 'validation', ...folds].map((key) => (
                  <td key={key} className="right">
                    {counts[key] ?? 0}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details>
        <summary>{t('export.split.proof')}</summary>
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">{t('export.split.patient')}</th>
              <th scope="col">{t('export.split.cases')}</th>
              <th scope="col">{t('export.split.part')}</th>
              <th scope="col">{t('export.split.foldOf')}</th>
              <th scope="col">{t('export.split.parts')}</th>
            </tr>
          </thead>
          <tbody>
            {split.proof.map((p) => (
              <tr key={p.patient} className="numbers">
                <td>{p.patient}</td>
                <td>{p.cases}</td>
                <td>{t(p.part === 'train' ? 'export.split.train' : 'export.split.validation')}</td>
                <td>{p.fold}</td>
                <td className={p.parts === 1 && p.folds === 1 ? 'ok' : 'bad'}>{Math.max(p.parts, p.folds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {split.proof.length < split.patients ? (
          <p className="faint small">{t('export.split.more', { file: 'split/proof.csv' })}</p>
        ) : null}
      </details>
    </section>
  )
}

/** Pictures beside labels, or pictures as the delivery. */
const tableOf = (files: readonly string[]): string => (files.includes('pictures.csv') ? 'pictures.csv' : 'windows.csv')

function Windows({ windows, file }: { windows: ExportReport['windows']; file: string }) {
  const t = useText()
  return (
    <section aria-label={t('export.windows')}>
      <h2>{t('export.windows')}</h2>
      <p className="quiet small">{t('export.windows.hint', { file })}</p>
      <details>
        <summary>{t('export.windows.list', { count: windows.length })}</summary>
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">{t('export.windows.file')}</th>
              <th scope="col">{t('export.windows.centre')}</th>
              <th scope="col">{t('export.windows.width')}</th>
            </tr>
          </thead>
          <tbody>
            {windows.map((w) => (
              <tr key={w.file} className="numbers">
                <td className="path">{w.file}</td>
                <td>{w.centre ?? '–'}</td>
                <td>{w.width ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
