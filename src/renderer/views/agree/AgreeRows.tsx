// Items on which two readings differ, or that were settled; a row opens both beside each other.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { AgreeRow } from '../../../shared/contract/agree.ts'
import { AGREEMENT_STATES, type AgreementState } from '../../../shared/review/policy.ts'
import { useScale } from '../../app/useLook.ts'
import { useText } from '../../app/useText.ts'
import { share } from './Figures.tsx'

const TONE: Readonly<Record<AgreementState, string | undefined>> = {
  reading: undefined,
  differs: 'bad',
  proposed: 'warn',
  agreed: 'ok',
  settled: 'ok',
}

export function AgreeRows(p: { rows: readonly AgreeRow[]; total: number; open(itemId: string): void }) {
  const t = useText()
  const [only, setOnly] = useState<AgreementState | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const shown = only === null ? p.rows : p.rows.filter((r) => r.state === only)
  const scale = useScale()
  const list = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44 * scale,
    overscan: 8,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow with the text size
  useEffect(() => list.measure(), [scale])
  const present = AGREEMENT_STATES.filter((s) => p.rows.some((r) => r.state === s))
  return (
    <section className="agree-list" aria-label={t('agree.list')}>
      <div className="row wrap">
        <h2>{t('agree.list')}</h2>
        <span className="faint small" role="status">
          {p.total > p.rows.length
            ? t('agree.list.first', { total: p.total, count: p.rows.length })
            : t('agree.list.count', { count: p.rows.length })}
        </span>
        <span className="grow" />
        {present.length > 1
          ? present.map((s) => (
              <button
                key={s}
                type="button"
                className="chip"
                aria-pressed={only === s}
                onClick={() => setOnly(only === s ? null : s)}
              >
                {t(`agree.state.${s}`)}
              </button>
            ))
          : null}
      </div>
      {p.rows.length === 0 ? <p className="quiet">{t('agree.list.none')}</p> : null}
      {p.rows.length > 0 ? (
        <div ref={scroller} className="framed scroll agree-scroll">
          <ul className="list-rows check-rows" style={{ height: list.getTotalSize() }}>
            {list.getVirtualItems().map((v) => {
              const row = shown[v.index]
              if (!row) return null
              const { onlyA, onlyB, labelMismatch, attributeMismatch } = row
              return (
                <li key={row.itemId} className="check-row" style={{ transform: `translateY(${v.start}px)` }}>
                  <button
                    type="button"
                    className="plain-button check-go"
                    aria-label={t('agree.open', { item: row.item })}
                    onClick={() => p.open(row.itemId)}
                  >
                    <span className="grow cut">
                      {row.item}
                      <span className="faint small check-sub">
                        {t('agree.row', { onlyA, onlyB, labelMismatch, attributeMismatch })}
                      </span>
                    </span>
                    <span className="numbers small quiet">IoU {share(row.meanIou)}</span>
                    {row.state ? (
                      <span className="pill" data-tone={TONE[row.state]}>
                        {t(`agree.state.${row.state}`)}
                      </span>
                    ) : null}
                  </button>
                </li>
              )
            })}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
