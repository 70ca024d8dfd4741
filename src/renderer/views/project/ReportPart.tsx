// How far the data set is from what it should become: bars with their target band, not only numbers.
import { useState } from 'react'
import type { XrayReport } from '../../../shared/domains/xraySecurity/report.ts'
import { api } from '../../api/client.ts'
import { count } from '../../app/format.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText, useTitle } from '../../app/useText.ts'
import { FaultNotice } from '../../ui/states.tsx'
import { useProject } from './projectContext.ts'
import './report.css'

const SHOWN = 10
const percent = (share: number): number => Math.round(share * 1000) / 10

export function ReportPart() {
  const { project } = useProject()
  const asked = project.xray ? `${project.id}/report/${project.counts.items}` : null
  const report = useQuery(asked, () => api.pack.report({ projectId: project.id }))
  if (report.fault) return <FaultNotice fault={report.fault} retry={report.reload} />
  return report.data && report.data.images > 0 ? <Report report={report.data} /> : null
}

function Report({ report }: { report: XrayReport }) {
  const t = useText()
  const language = useLanguage()
  const title = useTitle()
  const [all, setAll] = useState(false)
  const { least = 0, most = 1 } = report.items[0] ?? {}
  const top = Math.max(most * 1.25, ...report.items.map((i) => i.images))
  const place = (n: number) => `${(100 * n) / top}%`
  const states = { below: 0, within: 0, above: 0 }
  for (const i of report.items) states[i.state]++
  const sorted = [...report.items].sort((a, b) => b.images - a.images)
  const { unknown, split } = report
  return (
    <section className="report" aria-label={t('report.title')}>
      <h2>{t('report.title')}</h2>
      <div className="report-shares">
        <Shares heading={t('report.scenarios')} rows={report.scenarios} />
        <Shares heading={t('report.makers')} rows={report.makers} />
      </div>
      <h3 className="head">{t('report.items', { least, most })}</h3>
      <p className="small quiet">{t('report.summary', states)}</p>
      <ul className="report-items">
        {sorted.slice(0, all ? undefined : SHOWN).map((i) => (
          <li
            key={i.id}
            aria-label={t('report.items.bar', {
              title: title(i.title),
              images: i.images,
              state: t(`report.state.${i.state}`),
            })}
          >
            <span className="cut">{title(i.title)}</span>
            <span className="report-track" aria-hidden>
              <span className="report-band" style={{ left: place(i.least), width: place(i.most - i.least) }} />
              <span className="report-bar" data-state={i.state} style={{ width: place(i.images) }} />
            </span>
            <span className="numbers">{count(i.images, language)}</span>
            <span className="small quiet">{t(`report.state.${i.state}`)}</span>
          </li>
        ))}
      </ul>
      {report.items.length > SHOWN ? (
        <button type="button" className="plain-button link small" onClick={() => setAll(!all)}>
          {t(all ? 'report.fewer' : 'report.all')}
        </button>
      ) : null}
      <p className="small quiet">
        {t('report.split', { train: count(split.train, language), validation: count(split.validation, language) })}
      </p>
      {unknown.item + unknown.scenario + unknown.maker > 0 ? (
        <p className="small warn">{t('report.unknown', unknown)}</p>
      ) : null}
    </section>
  )
}

function Shares({ heading, rows }: { heading: string; rows: XrayReport['scenarios'] }) {
  const t = useText()
  const title = useTitle()
  return (
    <div>
      <h3 className="head">{heading}</h3>
      <ul className="report-items">
        {rows.map((r) => (
          <li
            key={r.id}
            aria-label={t('report.share', {
              title: title(r.title),
              share: percent(r.share),
              target: percent(r.target),
            })}
          >
            <span className="cut">{title(r.title)}</span>
            <span className="report-track" aria-hidden>
              <span className="report-bar" style={{ width: `${percent(r.share)}%` }} />
              <span className="report-target" style={{ left: `${percent(r.target)}%` }} />
            </span>
            <span className="numbers">{percent(r.share)} %</span>
            <span className="small quiet numbers">/ {percent(r.target)} %</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
