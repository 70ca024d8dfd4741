import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { Finding } from '../../../../shared/contract/basics.ts'
import { useText } from '../../../app/useText.ts'

const SIGNS = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle } as const
const TONES = { error: 'bad', warning: 'warn', info: 'quiet' } as const

/** A click goes to the object. */
export function FindingList(p: { findings: readonly Finding[]; go(annotationId: string): void }) {
  const t = useText()
  return (
    <ul className="finding-list">
      {p.findings.map((f) => {
        const Sign = SIGNS[f.severity]
        return (
          <li key={`${f.rule} ${f.annotation} ${f.message}`}>
            <button
              type="button"
              className="plain-button finding"
              disabled={f.annotation === null}
              title={f.annotation ? t('check.go.object') : undefined}
              onClick={() => f.annotation && p.go(f.annotation)}
            >
              <Sign size={15} className={TONES[f.severity]} aria-label={t(`severity.${f.severity}`)} />
              <span>{f.message}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
