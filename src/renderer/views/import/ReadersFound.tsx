import type { LabelsPreview } from '../../../shared/contract/job.ts'
import { useText } from '../../app/useText.ts'

/** Who made the labels, as the files say, and where their work will lie. */
export function ReadersFound(p: Pick<LabelsPreview, 'readers' | 'apart'>) {
  const t = useText()
  if (p.readers.length === 0) return null
  return (
    <>
      <h3>{t('labelsIn.readers')}</h3>
      <p className="hint">{t(p.apart ? 'labelsIn.apart' : 'labelsIn.together')}</p>
      <div className="kinds">
        {p.readers.slice(0, 100).map(({ login, name, items, annotations }) => (
          <span key={login} className="pill" title={login}>
            {t('labelsIn.reader', { name, items, annotations })}
          </span>
        ))}
      </div>
    </>
  )
}
