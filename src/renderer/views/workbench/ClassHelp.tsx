import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import { assetUrl } from '../../../shared/imaging/mediaUrl.ts'
import { useText, useTitle } from '../../app/useText.ts'
import { useProject } from '../project/projectContext.ts'

/** What the guideline says about a class, at the moment of decision. */
export function ClassHelp({ c }: { c: ClassDef }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  if (!c.help && !c.example) return null
  return (
    <aside className="class-help" aria-label={t('labels.help', { class: title(c.title) })}>
      {c.example ? (
        <img src={assetUrl(project.id, c.example)} alt={t('labels.example', { class: title(c.title) })} />
      ) : null}
      <div className="class-help-text">
        <b className="small">{title(c.title)}</b>
        {c.help ? <p className="small quiet">{title(c.help)}</p> : null}
      </div>
    </aside>
  )
}
