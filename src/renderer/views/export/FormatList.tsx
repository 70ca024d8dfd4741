import { Radio } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import type { ExporterId } from '../../../shared/domains/domainPack.ts'
import { useText } from '../../app/useText.ts'
import './export.css'
import { groupFormats } from './formatGroups.ts'

type FormatListProps = {
  readonly formats: readonly ExporterId[]
  readonly value: ExporterId
  readonly onChange: (format: ExporterId) => void
  /** What the chosen format lets one choose, under its row. */
  readonly choices?: ReactNode
}

/** One row a format: its name, what it is for, what it loses. */
export function FormatList({ formats, value, onChange, choices }: FormatListProps) {
  const t = useText()
  return (
    <Radio.Group
      label={t('export.format')}
      value={value}
      onChange={(v) => onChange(formats.find((f) => f === v) ?? value)}
    >
      <div className="format-list">
        <div className="format-row format-head" aria-hidden>
          <span />
          <span className="format-words">
            <span>{t('export.use')}</span>
            <span>{t('export.loses')}</span>
          </span>
        </div>
        {groupFormats(formats).map(({ group, formats: own }) => (
          <section key={group} aria-label={t(`export.group.${group}`)}>
            <h2>{t(`export.group.${group}`)}</h2>
            {own.map((f) => (
              <Fragment key={f}>
                <div className="format-row" data-chosen={f === value || undefined}>
                  <Radio value={f} label={t(`exporter.${f}`)} aria-describedby={`format-${f}`} />
                  <span id={`format-${f}`} className="format-words">
                    <span>{t(`exporter.${f}.hint`)}</span>
                    <span className="quiet">{t(`exporter.${f}.loses`)}</span>
                  </span>
                </div>
                {f === value ? choices : null}
              </Fragment>
            ))}
          </section>
        ))}
      </div>
    </Radio.Group>
  )
}
