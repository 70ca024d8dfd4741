import { useStore } from 'zustand'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { byteSize } from '../../app/format.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { useProject } from '../project/projectContext.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { itemRecord, setItemAttribute, tagOf, toggleTag } from './itemLabels.ts'
import { SpacingFact } from './MeasureFacts.tsx'

/** Labels of the picture as a whole, and its facts. */
export function ItemPanel({ session, detail }: { session: Session; detail: ItemDetail }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const tags = useShownSchema(project.schema).classes.filter((c) => c.shapes.includes('tag'))
  const source = detail.slots[0]?.source
  const values = itemRecord(records)?.attributes ?? {}
  const facts: readonly (readonly [string, string])[] = source
    ? [
        [t('fact.file'), source.name],
        [t('fact.kind'), source.kind],
        [t('fact.size'), `${source.width} × ${source.height}`],
        [t('fact.depth'), `${source.bitsStored} bit × ${source.channels}`],
        [t('fact.frames'), String(source.frames)],
        [t('fact.bytes'), byteSize(source.bytes)],
        ['SHA-256', source.sha256],
      ]
    : []
  return (
    <div className="panel-part panel-part-long scroll">
      <section className="panel-group">
        <h3 className="head">{t('item.tags')}</h3>
        {tags.length === 0 ? <p className="faint small">{t('item.tags.none')}</p> : null}
        <div className="tag-list">
          {tags.map((c) => (
            <button
              key={c.id}
              type="button"
              className="chip tag-chip"
              disabled={!writable}
              aria-pressed={tagOf(records, c.id) !== null}
              onClick={() => session.commit(toggleTag(records, c.id), 'tag.set')}
            >
              <Swatch colour={c.colour} />
              {title(c.title)}
            </button>
          ))}
        </div>
      </section>
      {project.schema.itemAttributes.length > 0 ? (
        <section className="panel-group">
          <h3 className="head">{t('item.attributes')}</h3>
          <AttributeFields
            defs={project.schema.itemAttributes}
            disabled={!writable}
            valueOf={(id) => ({ value: values[id], mixed: false })}
            set={(id, value) => session.commit(setItemAttribute(records, id, value), 'attribute.set')}
          />
        </section>
      ) : null}
      <section className="panel-group">
        <h3 className="head">{t('item.facts')}</h3>
        {facts.map(([name, value]) => (
          <div key={name} className="field">
            <span className="field-name">{name}</span>
            <span className="fact-value quiet" title={value}>
              {value}
            </span>
          </div>
        ))}
        {source ? <SpacingFact spacing={source.spacing} /> : null}
        {source && !source.present ? <p className="warn">{t('desk.sourceMissing')}</p> : null}
      </section>
    </div>
  )
}
