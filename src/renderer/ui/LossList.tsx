import { IconAlertTriangle } from '@tabler/icons-react'
import type { Loss } from '../../shared/contract/basics.ts'
import { lossText, useLanguage, useText } from '../app/useText.ts'

/** What does not fit, counted, with examples to look at. */
export function LossList({ losses, title }: { losses: readonly Loss[]; title: string }) {
  const t = useText()
  const language = useLanguage()
  if (losses.length === 0) return null
  return (
    <div className="column">
      <h2>{title}</h2>
      {losses.map((l) => (
        <details key={l.code} className="notice" data-tone="warn">
          <summary>
            <IconAlertTriangle size={16} className="warn" aria-hidden /> {lossText(l, language)}
          </summary>
          <p className="small quiet">{l.examples.length > 0 ? l.examples.join(', ') : t('export.noExamples')}</p>
        </details>
      ))}
    </div>
  )
}
