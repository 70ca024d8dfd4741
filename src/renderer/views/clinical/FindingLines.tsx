import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ClinicalRow } from '../../../shared/contract/clinical.ts'

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const
export const TONES = { error: 'bad', warning: 'warn', info: 'faint' } as const

export function SeverityIcon({ severity }: { severity: keyof typeof ICONS }) {
  const Icon = ICONS[severity]
  return <Icon size={15} className={TONES[severity]} aria-hidden />
}

export const FindingLines = (p: {
  findings: readonly Pick<ClinicalRow['findings'][number], 'severity' | 'message'>[]
}) => (
  <ul className="clinical-findings">
    {p.findings.map((f, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two findings may say the same
      <li key={i}>
        <SeverityIcon severity={f.severity} /> <span>{f.message}</span>
      </li>
    ))}
  </ul>
)
