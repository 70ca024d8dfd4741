import type { ClassDef } from '../../../../shared/annotation/labelSchema.ts'
import { useShownSchema } from '../../../app/shownSchema.ts'
import { useText } from '../../../app/useText.ts'
import { labelNow } from '../../../commands/keymap.ts'
import { useProject } from '../../project/projectContext.ts'
import { ClassTitle } from '../ClassTitle.tsx'
import { useDesk } from '../deskView.ts'
import { usesItemKeys } from './itemKeys.ts'

/** The items on the digit keys, as on the keypad of a console. */
export function RecentItems({ choose }: { choose(c: ClassDef): void }) {
  const t = useText()
  const schema = useShownSchema(useProject().project.schema)
  const active = useDesk((v) => v.activeClass)
  const keys = useDesk((v) => v.itemKeys)
  if (!usesItemKeys(schema)) return null
  const byId = new Map(schema.classes.map((c) => [c.id, c]))
  return (
    <fieldset className="recent-items" aria-label={t('itemKeys.recent')}>
      <h3 className="head">{t('itemKeys.recent')}</h3>
      {keys.length === 0 ? <p className="faint small">{t('itemKeys.none', { find: labelNow('class.find') })}</p> : null}
      {keys.map((id, i) => {
        const c = byId.get(id)
        return c ? (
          <button key={id} type="button" className="class-row" aria-pressed={active === id} onClick={() => choose(c)}>
            <ClassTitle c={c} grow />
            {c.code ? <span className="faint small cut class-code">{c.code}</span> : null}
            <kbd className="key">{i + 1}</kbd>
          </button>
        ) : null
      })}
    </fieldset>
  )
}
