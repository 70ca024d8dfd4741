// Every lesion of the case once: its id, its kind, and in which views it is outlined.
import { useStore } from 'zustand'
import { viewOf } from '../../../../shared/domains/mammography/readingRules.ts'
import { useShownSchema } from '../../../app/shownSchema.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import type { Session } from '../../../document/session.ts'
import { Swatch } from '../../../ui/Swatch.tsx'
import { useProject } from '../../project/projectContext.ts'
import { lesionIdOf, lesionsOf } from './lesionIds.ts'

export function LesionTable({ session, go }: { session: Session; go(id: string): void }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const { classes } = useShownSchema(project.schema)
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const all = lesionsOf(records)
  const ids = [...new Set(all.map((a) => lesionIdOf(a)))]
  return (
    <section className="case-part" aria-label={t('case.lesions')}>
      <div className="row">
        <h3 className="head grow">
          {t('case.lesions')} <span className="numbers">{ids.length}</span>{' '}
          {ids.length === 0 ? <span className="faint case-none">{t('case.lesions.none')}</span> : null}
        </h3>
        {all.length > 1 ? <Key id="case.sameLesion" /> : null}
      </div>
      {ids.map((id) => {
        const parts = all.filter((a) => lesionIdOf(a) === id)
        const kind = classes.find((c) => c.id === parts[0]?.classId)
        return (
          <div key={id} className="case-lesion">
            <Swatch colour={kind?.colour ?? 'var(--text-3)'} />
            <span className={id === '' ? 'warn' : undefined}>{id || t('case.lesion.noId')}</span>
            <span className="quiet cut grow">{kind ? title(kind.title) : ''}</span>
            {parts.map((a) => (
              <button
                key={a.id}
                type="button"
                className="chip"
                aria-pressed={selection.has(a.id)}
                aria-label={t('case.lesion.go', { view: viewOf(a) ?? '', id: id || t('case.lesion.noId') })}
                onClick={() => go(a.id)}
              >
                {viewOf(a)}
              </button>
            ))}
          </div>
        )
      })}
    </section>
  )
}
